package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The extension of a third party in the same chains as ours: every transcript under {@code probe-transcripts/}, on a
 * listener with James's JMX statistics (which watch every handler's answer) and on one without.
 */
final class HooksIT {
    private static final String CHAIN = "<handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"";
    private static final String PROBE = Stream.of(
                    "ProbeConnectHandler",
                    "ProbeHeloHook",
                    "ProbeTransactionHook",
                    "ProbeEhloExtension",
                    "NullEhloExtension",
                    "ProbeUnknownHook",
                    "ProbeCommand")
            .map(name -> "<handler class=\"org.example.probe." + name + "\"/>")
            .reduce("", String::concat);
    private static final Duration LOG_MAX = Duration.ofSeconds(10);

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = withProbe(withProbe(HarnessPaths.james("hooks"), "smtp", ""), "submission", " enableJmx=\"false\"")
                .extension(HarnessPaths.probe())
                .replace(
                        "ehlo.toml",
                        "pipelining = true",
                        "pipelining = [ { if = \"helo_domain = 'no-pipelining.example.org'\", then = false },"
                                + " { else = true } ]")
                .replace("ehlo.toml", "listener = 'smtp'", "true")
                // The sample's own tests say that users and LMTP clients may greet with such a name; here nobody may.
                .replace("ehlo.toml", "listener = \"submission\"\nehlo = \"workstation\"", "ehlo = \"mx.example.org\"")
                .replace("ehlo.toml", "lhlo = \"workstation\"", "lhlo = \"mx.example.org\"")
                .start();
    }

    private static StockJames.Builder withProbe(StockJames.Builder builder, String listener, String attribute) {
        String handler = "\n            <handler class=\"dev.jamesext.smtp.Listener\"><listener>" + listener
                + "</listener></handler>";
        return builder.replace("smtpserver.xml", CHAIN + ">" + handler, CHAIN + attribute + ">" + handler + PROBE);
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    @TestFactory
    List<DynamicContainer> transcripts(@TempDir Path scratch) throws IOException, URISyntaxException {
        TranscriptPlayer player = new TranscriptPlayer(james);
        return List.of(
                dynamicContainer("with JMX", TranscriptTests.on("smtp", "probe-transcripts", player, scratch)),
                dynamicContainer(
                        "without JMX", TranscriptTests.on("submission", "probe-transcripts", player, scratch)));
    }

    @Test
    void logsAnExceptionOfAHookOnceWithTheSessionAndLivesOn() throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.readReply();
            connection.sendLine("XPROBE");
            String session = connection.readReply().get(0).substring("250-session ".length());
            connection.sendLine("EHLO throw.example.org");
            assertThat(connection.readReply()).singleElement().asString().startsWith("451 4.3.0 ");
            connection.sendLine("NOOP");
            assertThat(connection.readReply()).singleElement().asString().startsWith("250 ");

            assertThat(tracesOf(session))
                    .singleElement()
                    .asString()
                    .contains("EHLO failed in session " + session)
                    .contains("java.lang.IllegalStateException: the probe throws");
        }
    }

    /** The probe announces PIPELINING, which is not its to announce. That it is about nothing else is no fault. */
    @Test
    void warnsOfALineThatIsNotForOthersToAnnounce() {
        for (String listener : List.of("smtp", "submission")) {
            assertThat(james.log())
                    .containsPattern(
                            "WARN .*listener " + listener + ": org\\.example\\.probe\\.ProbeEhloExtension is about"
                                    + " PIPELINING, which session\\.extensions\\.pipelining rules: its line, parameters and"
                                    + " promise do not count");
        }
        assertThat(james.log().lines().filter(line -> line.contains("do not count")))
                .hasSize(2);
    }

    @Test
    void logsNoStackTraceButThoseOfTheProbe() throws IOException {
        try (InputStream excuses = resource("/probe-log-excused.txt").openStream()) {
            String text = new String(excuses.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(LogGuard.excusing(text).unexpectedIn(james.log())).isEmpty();
        }
    }

    /** The entries with a stack trace that name a session; what James has just logged may still be on its way here. */
    private static List<String> tracesOf(String session) throws InterruptedException {
        long end = System.nanoTime() + LOG_MAX.toNanos();
        List<String> traces;
        do {
            Thread.sleep(50);
            traces = LogGuard.excusing("").unexpectedIn(james.log()).stream()
                    .filter(entry -> entry.contains(session))
                    .toList();
        } while (traces.isEmpty() && System.nanoTime() < end);
        return traces;
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(HooksIT.class.getResource(name), name);
    }
}
