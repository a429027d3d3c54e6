package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands whose answer takes time, by the probe's {@code XSLOW}, and both layouts of threads: on
 * {@code submission} that of James 3.8, with JMX statistics, on {@code smtp} that of James 3.9, as
 * {@code ProbeThreadLayout} has it.
 */
final class GateIT {
    private static final String CHAIN = "<handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"";
    private static final String SLOW = "<handler class=\"org.example.probe.ProbeSlowCommand\"/>";
    private static final String LAYOUT = "<handler class=\"org.example.probe.ProbeThreadLayout\"/>";

    /** Many more than what the gate works on, 4, and keeps waiting, 8, for one address. */
    private static final int CLIENTS = 300;

    private static final int SHARE = 12;
    private static final int PIPELINES = 64;

    private static final Duration LOG_MAX = Duration.ofSeconds(10);

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = with(
                        with(HarnessPaths.james("gate"), "submission", "", SLOW),
                        "smtp",
                        " enableJmx=\"false\"",
                        SLOW + LAYOUT)
                .extension(HarnessPaths.probe())
                .jvmOption("-Dio.netty.leakDetection.level=paranoid")
                .start();
    }

    private static StockJames.Builder with(
            StockJames.Builder builder, String listener, String attribute, String handlers) {
        String ours = "\n            <handler class=\"dev.jamesext.smtp.Listener\"><listener>" + listener
                + "</listener></handler>";
        return builder.replace("smtpserver.xml", CHAIN + ">" + ours, CHAIN + attribute + ">" + ours + handlers);
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    private static SmtpConnection greeted(Port listener) throws IOException {
        return greeted(listener, "127.0.0.1");
    }

    private static SmtpConnection greeted(Port listener, String from) throws IOException {
        SmtpConnection connection = james.connectFrom(InetAddress.getByName(from), listener);
        connection.readReply();
        connection.sendLine("EHLO mx.example.org");
        connection.readReply();
        return connection;
    }

    private static void send(SmtpConnection connection, String... lines) throws IOException {
        connection.send((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String reply(SmtpConnection connection) throws IOException {
        return String.join(" | ", connection.readReply());
    }

    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void answersInTheOrderOfTheCommands(Port listener) throws IOException {
        try (SmtpConnection connection = greeted(listener)) {
            send(
                    connection,
                    "XSLOW 300 first",
                    "MAIL FROM:<a@example.org>",
                    "XSLOW 10 second",
                    "RCPT TO:<nobody@elsewhere.example>",
                    "XSLOW 100 third",
                    "RSET",
                    "NOOP",
                    "QUIT");
            assertThat(reply(connection)).isEqualTo("250 first");
            assertThat(reply(connection)).startsWith("250 2.1.0 ");
            assertThat(reply(connection)).isEqualTo("250 second");
            assertThat(reply(connection)).startsWith("550 ");
            assertThat(reply(connection)).isEqualTo("250 third");
            assertThat(reply(connection)).startsWith("250 ");
            assertThat(reply(connection)).startsWith("250 ");
            assertThat(reply(connection)).startsWith("221 ");
            assertThat(connection.closes()).isTrue();
        }
    }

    /** A command behind a slow one is not even read: its effect would be seen. */
    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void runsNothingBehindIt(Port listener) throws IOException {
        try (SmtpConnection connection = greeted(listener)) {
            send(connection, "MAIL FROM:<a@example.org>", "XSLOW 500 slow", "RSET", "MAIL FROM:<b@example.org>");
            assertThat(reply(connection)).startsWith("250 2.1.0 ");
            assertThat(connection.staysSilent(Duration.ofMillis(200))).isTrue();
            assertThat(reply(connection)).isEqualTo("250 slow");
            assertThat(reply(connection)).startsWith("250 ");
            assertThat(reply(connection)).startsWith("250 2.1.0 ");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void answersWhoHasShutItsSendingSide(Port listener) throws IOException {
        try (SmtpConnection connection = greeted(listener)) {
            send(connection, "XSLOW 300 late", "QUIT");
            connection.shutdownOutput();
            assertThat(reply(connection)).isEqualTo("250 late");
            assertThat(reply(connection)).startsWith("221 ");
            assertThat(connection.closes()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void chunksBehindItAreKeptWhole(Port listener) throws IOException {
        try (SmtpConnection connection = greeted(listener)) {
            String chunk = "XSLOW 1 no\r\n".repeat(500);
            send(connection, "XSLOW 200 slow", "BDAT " + chunk.length() + " LAST", chunk + "NOOP");
            assertThat(reply(connection)).isEqualTo("250 slow");
            assertThat(reply(connection)).startsWith("503 ");
            assertThat(reply(connection)).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void failureIsTemporaryAndTheConnectionLives(Port listener) throws IOException {
        try (SmtpConnection connection = greeted(listener)) {
            send(connection, "XSLOW 10 fail", "XSLOW 10 bug", "XSLOW 10 fine");
            assertThat(reply(connection)).startsWith("451 4.3.0 ");
            assertThat(reply(connection)).startsWith("451 4.3.0 ");
            assertThat(reply(connection)).isEqualTo("250 fine");
        }
    }

    @Test
    void handshakeWaitsForItsTurn() throws IOException {
        try (SmtpConnection connection = greeted(Port.SUBMISSION)) {
            send(connection, "XSLOW 300 first", "STARTTLS");
            assertThat(reply(connection)).isEqualTo("250 first");
            assertThat(reply(connection)).startsWith("220 ");
            connection.handshake();
            send(connection, "EHLO mx.example.org", "XSLOW 100 inside");
            assertThat(reply(connection)).startsWith("250-");
            assertThat(reply(connection)).isEqualTo("250 inside");
        }
    }

    /** Whoever leaves meanwhile costs nothing and disturbs nobody; the log is looked at in the end. */
    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void forgetsWhoLeaves(Port listener) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (SmtpConnection connection = greeted(listener)) {
                send(connection, "XSLOW " + 10 * i + " nobody", "NOOP", "MAIL FROM:<a@example.org>");
            }
        }
        try (SmtpConnection connection = greeted(listener, "127.0.0.8")) {
            send(connection, "XSLOW 300 still");
            assertThat(reply(connection)).isEqualTo("250 still");
        }
    }

    /**
     * One address with more connections than its share gets no more than that, and is told so at once; other addresses and
     * other kinds of questions do not wait for it.
     */
    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void oneAddressKeepsNobodyWaiting(Port listener) throws IOException {
        List<SmtpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(greeted(listener));
            }
            for (SmtpConnection connection : connections) {
                send(connection, "XSLOW 1000 dns", "NOOP");
            }
            try (SmtpConnection quiet = greeted(listener, "127.0.0.9");
                    SmtpConnection same = greeted(listener)) {
                send(same, "XSLOW 1 dns", "XSLOW 1 users");
                assertThat(reply(same)).startsWith("451 4.3.2 ");
                assertThat(reply(same)).isEqualTo("250 users");
                send(quiet, "XSLOW 1 dns", "XSLOW 1 users", "VRFY postmaster");
                assertThat(reply(quiet)).isEqualTo("250 dns");
                assertThat(reply(quiet)).isEqualTo("250 users");
                assertThat(reply(quiet)).startsWith("252 ");
            }
            int served = 0;
            int refused = 0;
            for (SmtpConnection connection : connections) {
                String reply = reply(connection);
                served += reply.equals("250 dns") ? 1 : 0;
                refused += reply.startsWith("451 4.3.2 ") ? 1 : 0;
                assertThat(reply(connection)).startsWith("250 ");
            }
            assertThat(served + refused).isEqualTo(CLIENTS);
            assertThat(served).isGreaterThanOrEqualTo(SHARE);
            assertThat(refused).isPositive();
        } finally {
            for (SmtpConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** So do pipelines: a connection has one question at a time, and gives its place back with each answer. */
    @ParameterizedTest
    @EnumSource(
            value = Port.class,
            names = {"SMTP", "SUBMISSION"})
    void pipelinesOfOneAddressKeepNobodyWaiting(Port listener) throws IOException {
        List<SmtpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < PIPELINES; i++) {
                connections.add(greeted(listener));
            }
            for (SmtpConnection connection : connections) {
                send(connection, "XSLOW 300 dns", "XSLOW 300 dns", "XSLOW 300 dns", "XSLOW 300 dns");
            }
            try (SmtpConnection quiet = greeted(listener, "127.0.0.9")) {
                for (int i = 0; i < 5; i++) {
                    send(quiet, "XSLOW 1 dns");
                    assertThat(reply(quiet)).isEqualTo("250 dns");
                }
            }
            for (SmtpConnection connection : connections) {
                for (int i = 0; i < 4; i++) {
                    assertThat(reply(connection)).matches("250 dns|451 4\\.3\\.2 .*");
                }
            }
        } finally {
            for (SmtpConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** More clients than one address may have questions: they are one question. */
    @Test
    void theSameQuestionIsAskedOnce() throws IOException {
        List<SmtpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < PIPELINES; i++) {
                connections.add(greeted(Port.SMTP));
            }
            for (SmtpConnection connection : connections) {
                send(connection, "XSLOW 1000 same");
            }
            for (SmtpConnection connection : connections) {
                assertThat(reply(connection)).isEqualTo("250 same");
            }
        } finally {
            for (SmtpConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void aQuestionWithoutAnAnswerInTimeIsGivenUp() throws IOException {
        try (SmtpConnection connection = greeted(Port.SMTP, "127.0.0.10")) {
            send(connection, "XSLOW 60000 dns", "XSLOW 1 dns");
            assertThat(reply(connection)).startsWith("451 4.3.0 ");
            assertThat(reply(connection)).isEqualTo("250 dns");
        }
    }

    /** What has been proven of framing where James 3.8's layout is proven again where it is that of 3.9. */
    @TestFactory
    Stream<DynamicContainer> transcriptsInTheOtherLayout() throws IOException, URISyntaxException {
        TranscriptPlayer player = new TranscriptPlayer(james);
        List<DynamicContainer> containers = new ArrayList<>();
        for (String folder : List.of("framing", "chunking", "data", "delivery")) {
            containers.add(dynamicContainer(folder, TranscriptTests.onSmtpInClear("transcripts/" + folder, player)));
        }
        return containers.stream();
    }

    @Test
    void logsNoStackTraceButThoseOfTheProbeAndNoLeak() throws IOException, InterruptedException {
        try (SmtpConnection connection = greeted(Port.SMTP)) {
            send(connection, "XSLOW 1 fail");
            assertThat(reply(connection)).startsWith("451 4.3.0 ");
        }
        long end = System.nanoTime() + LOG_MAX.toNanos();
        while (!james.log().contains("the probe's work fails") && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(LogGuard.excusing("the probe's because it throws").unexpectedIn(james.log()))
                .isEmpty();
        assertThat(james.log()).contains("the probe's work fails").doesNotContain("LEAK:");
    }
}
