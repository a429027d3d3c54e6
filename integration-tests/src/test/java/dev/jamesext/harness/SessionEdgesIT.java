package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a session begins, turns to TLS, and ends: nothing is lost there, and nothing slips in. */
final class SessionEdgesIT {
    private static final String RECIPIENT = "edges@example.test";

    private static final int EARLY_TALKERS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than James lets a client send ahead, so that it has stopped reading when the client shuts its side. */
    private static final int LARGE_OCTETS = 4 * 1024 * 1024;

    /** {@code mvn -Pstress} sets more. */
    private static final int BABBLING_CLIENTS = 3 * Integer.getInteger("harness.random-sessions", 100);

    private static final long SEED = Long.getLong("harness.seed", 3030);

    private static final List<String> BABBLE = List.of(
            "EHLO mx.example.org\r\n",
            "LHLO mx.example.org\r\n",
            "HELO mx.example.org\r\n",
            "EHLO localhost\r\n",
            "MAIL FROM:<a@example.org>\r\n",
            "RCPT TO:<" + RECIPIENT + ">\r\n",
            "DATA\r\n",
            "BDAT 3\r\n",
            "BDAT 3 LAST\r\n",
            "BDAT 0 LAST\r\n",
            "BDAT 70000\r\n",
            "BDAT x\r\n",
            "\r\n.\r\n",
            ".\r\n",
            "abc",
            "\r\n",
            "\r",
            "\n",
            "\0",
            "\u00ff\r\n",
            "RSET\r\n",
            "NOOP\r\n",
            "VRFY a\r\n",
            "AUTH PLAIN\r\n",
            "STARTTLS\r\n",
            "b".repeat(9000));

    private static final int LEAVING_CLIENTS = 300;
    private static final String FRAMER_CLASS = "dev.jamesext.chunking.Framer";

    private static final int MANY_COMMANDS = 15_000;
    private static final int LATE_MILLIS = 1_000;

    private static final String EXCUSES = """
            AllButStartTlsLineBasedChannelHandler.retrieveSession because James's framer stumbles over clients that are gone
            Connection reset because James logs clients that are just gone
            NotSslRecordException because James logs what is not TLS where TLS has to begin
            """;

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("session-edges").followLeaks().start();
        james.webAdmin().createDomain("example.test");
        james.webAdmin().createUser(RECIPIENT, "secret");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (james != null) {
            try (StockJames ending = james) {
                LeakCheck.expectNothingLost(ending, Port.SMTP, RECIPIENT, EXCUSES);
            }
        }
    }

    /** RFC 5321 4.3.1 lets nobody do so; stock James serves them, with a STARTTLS in the content too if they are lucky. */
    @Test
    void servesWhoTalksBeforeTheGreetingAsIfItHadWaited() throws IOException, InterruptedException {
        String recipient = "early@example.test";
        james.webAdmin().createUser(recipient, "secret");
        ClientScript script = ClientScript.greeted()
                .envelope(recipient)
                .chunk(latin1("Subject: early\r\n\r\nstarttls\r\n"))
                .lastChunk(latin1("body\r\n"))
                .quit();
        for (int i = 0; i < EARLY_TALKERS; i++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                int cut = i * script.length() / EARLY_TALKERS;
                connection.send(Arrays.copyOf(script.octets(), cut));
                connection.send(Arrays.copyOfRange(script.octets(), cut, script.length()));
                List<String> lines = connection.readToTheEnd().lines().toList();
                assertThat(lines.get(0)).startsWith("220 ");
                assertThat(lines.stream().filter(line -> line.charAt(3) == ' ')).hasSize(script.replies());
                assertThat(lines.get(lines.size() - 1)).startsWith("221 2.0.0 ");
            }
        }
        expectDelivered(recipient, EARLY_TALKERS);
    }

    /** No octet of a TLS hello is a mail client's; the greeting comes all the same, for who reads it. */
    @Test
    void closesBehindATlsHelloThatComesBeforeTheGreeting() throws IOException {
        for (int i = 0; i < EARLY_TALKERS; i++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
                assertThat(connection.readToTheEnd()).matches("220 [^\r\n]*\r\n421 4\\.7\\.0 TLS [^\r\n]*\r\n");
            }
        }
    }

    /** So many messages and no other one. */
    private static void expectDelivered(String recipient, int count) throws IOException, InterruptedException {
        byte[] end = latin1("Subject: the end\r\n");
        try (SmtpConnection connection = james.connect(Port.SMTP);
                ImapReader reader = ImapReader.login(james.port(Port.IMAP), recipient, "secret")) {
            ClientScript.greeted().envelope(recipient).lastChunk(end).quit().playAhead(connection);
            assertThat(reader.awaitMessage(
                            octets -> new String(octets, StandardCharsets.ISO_8859_1).contains("Subject: the end"),
                            PATIENCE))
                    .isPresent();
            assertThat(reader.count()).isEqualTo(count + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNothingInClearTextBehindStartTlsWhereverItIsCut(boolean afterAMessage) throws IOException {
        byte[] octets = latin1("STARTTLS\r\nEHLO mx.example.org\r\nMAIL FROM:<a@example.org>\r\n");
        for (int cut = 1; cut < octets.length; cut++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                begin(connection, afterAMessage);
                connection.send(Arrays.copyOf(octets, cut));
                connection.send(Arrays.copyOfRange(octets, cut, octets.length));
                assertThat(connection.readToTheEnd())
                        .as("cut at " + cut)
                        .matches("(?s)(554 5\\.5\\.1 [^\r\n]*\r\n|220 [^\r\n]*\r\n([^0-9].*)?)?");
            }
        }
    }

    /** Less than five octets may be the beginning of a record of SSL 2, for which James waits until the handshake is too late. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsAHandshakeThatClearTextGoesBefore(boolean afterAMessage) throws IOException {
        byte[] octets = latin1("EHLO mx.example.org\r\nMAIL FROM:<a@example.org>\r\n");
        for (int length : new int[] {5, 20, 21, octets.length}) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                begin(connection, afterAMessage);
                connection.sendLine("STARTTLS");
                assertThat(connection.readLine()).startsWith("220 ");
                connection.send(Arrays.copyOf(octets, length));
                assertThatThrownBy(connection::handshake)
                        .as("behind " + length + " octets")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static void begin(SmtpConnection connection, boolean withAMessage) throws IOException {
        ask(connection, "", "220 ");
        ask(connection, "EHLO mx.example.org\r\n", "250-");
        if (withAMessage) {
            ask(connection, "MAIL FROM:<a@example.org>\r\n", "250 2.1.0 ");
            ask(connection, "RCPT TO:<" + RECIPIENT + ">\r\n", "250 2.1.5 ");
            ask(connection, "DATA\r\n", "354 ");
            ask(connection, "Subject: first\r\n\r\nSTARTTLS\r\n.\r\n", "250 2.6.0 ");
        }
    }

    @Test
    void answersAllOfWhatAClientSentThatShutsItsSide() throws IOException {
        byte[] large = new byte[LARGE_OCTETS];
        Arrays.fill(large, (byte) '\n');
        for (int i = 0; i < large.length; i += 2) {
            large[i] = '\r';
        }
        List<ClientScript> scripts = List.of(
                ClientScript.greeted().quit(),
                ClientScript.greeted().envelope(RECIPIENT).quit(),
                ClientScript.greeted().envelope(RECIPIENT).end(),
                ClientScript.greeted()
                        .envelope(RECIPIENT)
                        .chunk(latin1("Subject: chunks\r\n"))
                        .lastChunk(latin1("\r\nbody"))
                        .quit(),
                ClientScript.greeted()
                        .envelope(RECIPIENT)
                        .data(latin1("Subject: data\r\n\r\nbody\r\n"))
                        .quit(),
                ClientScript.greeted()
                        .envelope(RECIPIENT)
                        .chunk(latin1("Subject: large chunks\r\n\r\n"))
                        .lastChunk(large)
                        .quit(),
                ClientScript.greeted()
                        .envelope(RECIPIENT)
                        .data(concat(latin1("Subject: large data\r\n\r\n"), large))
                        .quit());
        for (ClientScript script : scripts) {
            shut(script, Port.SMTP, false);
            shut(script, Port.SUBMISSIONS, true);
        }
    }

    private static void shut(ClientScript script, Port port, boolean tls) throws IOException {
        try (SmtpConnection connection = james.connect(port)) {
            if (tls) {
                connection.handshake();
            }
            try {
                script.playAndShut(connection);
            } catch (IOException e) {
                throw new AssertionError(port + "\n" + connection.dialogue(), e);
            }
        }
    }

    /** What has not come whole is not a message. */
    @Test
    void takesNoMessageThatAClientLeavesInTheMiddleOf() throws IOException, InterruptedException {
        String recipient = "half@example.test";
        james.webAdmin().createUser(recipient, "secret");
        for (String begun :
                List.of("BDAT 100 LAST\r\nSubject: half\r\n", "DATA\r\nSubject: half\r\n\r\nbody\r\n.\r", "BDA")) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                begin(connection, false);
                ask(connection, "MAIL FROM:<a@example.org>\r\n", "250 2.1.0 ");
                ask(connection, "RCPT TO:<" + recipient + ">\r\n", "250 2.1.5 ");
                connection.send(latin1(begun));
                connection.shutdownOutput();
                assertThat(connection.readToTheEnd()).doesNotContain("250");
            }
        }
        expectDelivered(recipient, 0);
    }

    /** Six megabytes of commands: James stops reading until it has answered the first of them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAllToAClientThatBeginsToReadLate(boolean tls) throws Exception {
        String longCommand = "NOOP " + "a".repeat(400);
        ClientScript.Builder script = ClientScript.greeted();
        for (int i = 0; i < MANY_COMMANDS; i++) {
            script.line(longCommand, "250 2.0.0 ");
        }
        ClientScript many = script.quit();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (SmtpConnection connection = james.connect(tls ? Port.SUBMISSIONS : Port.SMTP)) {
            if (tls) {
                connection.handshake();
            }
            assertThat(connection.readLine()).startsWith("220 ");
            Future<?> sent = sender.submit(() -> {
                connection.send(many.octets());
                connection.shutdownOutput();
                return null;
            });
            Thread.sleep(LATE_MILLIS);
            String[] lines = connection.readToTheEnd().split("\r\n", -1);
            sent.get();
            assertThat(lines).hasSize(many.replies());
            assertThat(Arrays.copyOf(lines, MANY_COMMANDS)).containsOnly("250 2.0.0 OK");
            assertThat(lines[MANY_COMMANDS]).startsWith("221 2.0.0 ");
        } finally {
            sender.shutdownNow();
        }
    }

    @Test
    void answersOrEndsWhateverAClientSays() throws IOException {
        for (int i = 0; i < BABBLING_CLIENTS; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            StringBuilder babble = new StringBuilder();
            for (int left = random.nextInt(30); left > 0; left--) {
                babble.append(BABBLE.get(random.nextInt(BABBLE.size())));
            }
            Port port = random.nextBoolean() ? Port.SMTP : Port.LMTP;
            try (SmtpConnection connection = james.connect(port)) {
                assertThat(connection.readLine()).startsWith("220 ");
                connection.send(latin1(babble.toString()));
                connection.shutdownOutput();
                String replies = connection.readToTheEnd();
                assertThat(replies.replaceFirst("(?s)(220 [^\r]*TLS\r\n).*", "$1"))
                        .as("seed " + (SEED + i) + "\n" + connection.dialogue())
                        .matches("([2-5][0-9]{2}[ -][ -~]*\r\n)*");
            }
        }
    }

    @Test
    void forgetsClientsThatLeaveAtOnce() throws IOException, InterruptedException {
        byte[] octets = latin1("EHLO mx.example.org\r\nMAIL FROM:<a@example.org>\r\nBDAT 5\r\nab");
        for (int i = 0; i < LEAVING_CLIENTS; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), james.port(Port.SMTP))) {
                socket.getOutputStream().write(octets, 0, i % octets.length);
                // Without it the client says that it leaves; with it the connection is just gone.
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        JvmVitals vitals = james.vitals();
        while (vitals.liveInstances(FRAMER_CLASS) > 0 && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(vitals.liveInstances(FRAMER_CLASS)).isZero();
    }

    private static void ask(SmtpConnection connection, String octets, String reply) throws IOException {
        connection.send(latin1(octets));
        assertThat(connection.readReply().get(0)).as(connection.dialogue()).startsWith(reply);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
