package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The last question to a James that follows leaks: whether it has lost nothing, and logged no stack trace. */
final class LeakCheck {
    /** Enough for every event loop to make new buffers, which is when it reports the lost ones. */
    private static final int SESSIONS = 16;

    private static final int LOG_MILLIS = 200;

    private LeakCheck() {}

    /**
     * @param recipient whom James takes messages for
     * @param excuses as {@link LogGuard} takes them
     */
    static void expectNothingLost(StockJames james, Port listener, String recipient, String excuses)
            throws IOException, InterruptedException {
        james.vitals().collectGarbage();
        ClientScript script = ClientScript.greeted()
                .envelope(recipient)
                .lastChunk("Subject: last\r\n".getBytes(StandardCharsets.US_ASCII))
                .quit();
        for (int i = 0; i < SESSIONS; i++) {
            try (SmtpConnection connection = james.connect(listener)) {
                script.play(connection);
            }
        }
        Thread.sleep(LOG_MILLIS);
        assertThat(LogGuard.excusing(excuses).unexpectedIn(james.log())).isEmpty();
    }
}
