package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How James starts, and refuses to start, with the jar in it. */
final class BootIT {
    private static final String ATTRIBUTE = " coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"";
    private static final String LISTENER =
            "<handler class=\"dev.jamesext.smtp.Listener\"><listener>smtp</listener></handler>";

    @Test
    void worksFromJamesOwnLibraryFolder() throws IOException, InterruptedException, URISyntaxException {
        Path transcript =
                Path.of(Objects.requireNonNull(BootIT.class.getResource("/transcripts/ehlo/refuses-blocked-name.test"))
                        .toURI());
        try (StockJames james =
                HarnessPaths.bareJames("library").library(HarnessPaths.jar()).start()) {
            new TranscriptPlayer(james).play(transcript);
        }
    }

    @Test
    void refusesABrokenPolicyBeforeAnySmtpPortIsOpen() {
        BootFailure failure = failureOf(
                HarnessPaths.james("broken-policy").replace("ehlo.toml", "listener = 'smtp'", "listner = 'smtp'"));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.log())
                .containsPattern("ehlo\\.toml:[0-9]+:[0-9]+: error: session\\.ehlo\\.reject-non-fqdn.*listner")
                .doesNotContain("Init SMTP Service done");
    }

    @Test
    void refusesAChainWithoutTheListener() {
        BootFailure failure = failureOf(HarnessPaths.james("no-listener").replace("smtpserver.xml", LISTENER, ""));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.log()).contains("<handler class=\"dev.jamesext.smtp.Listener\"");
    }

    @Test
    void refusesAChainWithoutTheAttribute() {
        BootFailure failure = failureOf(HarnessPaths.james("no-attribute")
                .replace("smtpserver.xml", ATTRIBUTE + ">\n            " + LISTENER, ">" + LISTENER));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.log()).contains("coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"");
    }

    private static BootFailure failureOf(StockJames.Builder builder) {
        return Objects.requireNonNull(
                catchThrowableOfType(BootFailure.class, () -> builder.start().close()), "James started");
    }
}
