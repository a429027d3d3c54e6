package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Listeners set up in another way than those of {@code conf/}: {@code smtp} and {@code submissions} (TLS from the first
 * octet) behind a proxy, {@code smtp} with James's JMX statistics and {@code submission} without; and on all of them a
 * filter of somebody else, which gets messages line by line.
 */
final class OtherListenersIT {
    private static final String RECIPIENT = "others@example.test";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int EARLY_TALKERS = 30;

    /** Whom the policy lets wait for the greeting. */
    private static final String DELAYED = "192.0.2.9";

    private static final int DELAY_MILLIS = 400;

    /** Whom the policy lets greet with any name; nobody else is. */
    private static final String FAVOURED_4 = "192.0.2.7";

    private static final String FAVOURED_6 = "2001:db8:0:0:0:0:0:7";

    private static final String CHAIN = "<handlerchain coreHandlersPackage=\"dev.jamesext.smtp.CoreHandlers\"";
    private static final String PROBE = "<handler class=\"org.example.probe.ProbeDataLineFilter\"/>"
            + "<handler class=\"org.example.probe.ProbeCommand\"/>"
            + "<handler class=\"org.example.probe.ProbeAuthHook\"/>";
    private static final String NOBODY_LOGS_IN = "<announce>never</announce>\n        </auth>";
    private static final String STRANGERS_LOG_IN = "<announce>forUnauthorizedAddresses</announce>\n        </auth>"
            + "<authorizedAddresses>192.0.2.64/26</authorizedAddresses>";

    private static final String EXCUSES = """
            java.lang.IllegalStateException: the probe throws because the test asks it to
            HAProxyProtocolException because James logs a connection without the line of its proxy
            """;

    /** What version 2 begins with. */
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    private static StockJames james;

    @BeforeAll
    static void boot() {
        StockJames.Builder builder = HarnessPaths.james("other-listeners")
                .extension(HarnessPaths.probe())
                .followLeaks();
        probe(builder, "smtp", "");
        probe(builder, "submission", " enableJmx=\"false\"");
        behindProxy(builder, "smtp");
        behindProxy(builder, "submissions");
        james = builder.replace("smtpserver.xml", NOBODY_LOGS_IN, STRANGERS_LOG_IN)
                .replace(
                        "ehlo.toml",
                        "reject-non-fqdn = [ {",
                        "reject-non-fqdn = [ { if = \"remote_ip = '192.0.2.7' || remote_ip = '2001:db8::7'\","
                                + " then = false },\n{")
                .replace("ehlo.toml", "reject-non-fqdn[0]", "reject-non-fqdn[1]")
                .replace(
                        "ehlo.toml",
                        "[[test]]\nlistener = \"smtp\"\nehlo = \"workstation\"",
                        "[james-ext]\n"
                                + "line-by-line = true\n"
                                + "greet-delay = [ { if = \"remote_ip = '192.0.2.9'\", then = \"400ms\" },"
                                + " { else = false } ]\n\n[[test]]\nlistener = \"smtp\"\nehlo = \"workstation\"")
                .start();
        james.webAdmin().createDomain("example.test");
        james.webAdmin().createUser(RECIPIENT, "secret");
    }

    private static void probe(StockJames.Builder builder, String listener, String attribute) {
        String handler = "\n            <handler class=\"dev.jamesext.smtp.Listener\"><listener>" + listener
                + "</listener></handler>";
        builder.replace("smtpserver.xml", CHAIN + ">" + handler, CHAIN + attribute + ">" + handler + PROBE);
    }

    private static void behindProxy(StockJames.Builder builder, String listener) {
        String name = "<jmxName>" + listener + "</jmxName>";
        builder.replace("smtpserver.xml", name, name + "<proxyRequired>true</proxyRequired>");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (james != null) {
            try (StockJames ending = james) {
                LeakCheck.expectNothingLost(ending, Port.SUBMISSION, RECIPIENT, EXCUSES);
            }
        }
    }

    /** What a proxy says first, for a client at an address. */
    private enum Header {
        VERSION_1 {
            @Override
            byte[] of(InetAddress client) {
                boolean four = client.getAddress().length == 4;
                String own = four ? "127.0.0.1" : "::1";
                return latin1(
                        "PROXY " + (four ? "TCP4 " : "TCP6 ") + client.getHostAddress() + " " + own + " 40000 25\r\n");
            }
        },
        VERSION_2 {
            @Override
            byte[] of(InetAddress client) {
                byte[] address = client.getAddress();
                ByteArrayOutputStream header = new ByteArrayOutputStream();
                header.writeBytes(latin1(SIGNATURE + "!"));
                header.write(address.length == 4 ? 0x11 : 0x21);
                header.write(0);
                header.write(2 * address.length + 4);
                header.writeBytes(address);
                header.writeBytes(address);
                header.writeBytes(new byte[] {(byte) 0x9c, 0x40, 0, 25});
                return header.toByteArray();
            }
        };

        abstract byte[] of(InetAddress client);
    }

    @ParameterizedTest
    @EnumSource
    void rulesOnTheClientBehindAProxyWhoMayUseChunking(Header version) throws IOException, InterruptedException {
        for (String client : List.of(FAVOURED_4, FAVOURED_6)) {
            String subject = version.name() + "-" + client.replace(":", "");
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(version.of(InetAddress.getByName(client)));
                expect(connection, "220 ");
                deliver(connection, "localhost", subject);
            }
            String message = delivered(subject);
            assertThat(message).contains("(EHLO localhost)").contains("[" + client + "]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rulesOnTheClientBehindAProxyAndNotOnTheProxy(Header version) throws IOException {
        for (String client : List.of("192.0.2.8", "2001:db8::8", "127.0.0.1")) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(version.of(InetAddress.getByName(client)));
                expect(connection, "220 ");
                ask(connection, "EHLO localhost", "550 5.5.0 ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesTheProxysHeaderAndWhatFollowsItCutAnywhere(Header version) throws Exception {
        byte[] header = version.of(InetAddress.getByName(FAVOURED_4));
        ClientScript script = ClientScript.greetedBehind(header)
                .line("EHLO localhost", "250-")
                .mail(RECIPIENT)
                .chunk(latin1("Subject: cut\r\n"))
                .lastChunk(latin1("\r\n.\r\nQUIT\r\n"))
                .quit();
        for (int cut = 1; cut < script.length(); cut++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                try {
                    script.play(connection, cut);
                } catch (IOException e) {
                    throw new AssertionError("cut at " + cut + "\n" + connection.dialogue(), e);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesChunksInsideTlsBehindAProxy(Header version) throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.send(version.of(InetAddress.getByName(FAVOURED_4)));
            expect(connection, "220 ");
            ask(connection, "EHLO localhost", "250-");
            ask(connection, "STARTTLS", "220 ");
            connection.handshake();
            deliver(connection, "localhost", "starttls-" + version);
        }
        assertThat(delivered("starttls-" + version)).contains("[" + FAVOURED_4 + "]");
        try (SmtpConnection connection = james.connect(Port.SUBMISSIONS)) {
            connection.send(version.of(InetAddress.getByName(FAVOURED_4)));
            connection.handshake();
            expect(connection, "220 ");
            deliver(connection, "localhost", "implicit-" + version);
        }
        assertThat(delivered("implicit-" + version)).contains("[" + FAVOURED_4 + "]");
    }

    /** James announces AUTH to the client behind the proxy, by its address; it is carried out for the same ones. */
    @Test
    void carriesOutAuthOnlyForThoseItIsAnnouncedTo() throws IOException {
        try (SmtpConnection known = greeted("192.0.2.70")) {
            assertThat(known.dialogue()).doesNotContain("AUTH");
            ask(known, "AUTH PLAIN " + plain("somebody@example.test", "probe"), "503 5.5.1 ");
            ask(known, "AUTH LOGIN", "503 5.5.1 ");
            ask(known, "NOOP", "250 ");
        }
        try (SmtpConnection stranger = greeted("192.0.2.130")) {
            assertThat(stranger.dialogue()).contains("AUTH LOGIN PLAIN");
            ask(stranger, "AUTH PLAIN " + plain("somebody@example.test", "probe"), "235 2.7.0 the probe knows you");
            ask(stranger, "MAIL FROM:<somebody@example.test>", "250 2.1.0 ");
            ask(stranger, "RCPT TO:<somebody@elsewhere.test>", "250 2.1.5 ");
        }
    }

    @Test
    void anExceptionOfAHookOfAuthIsTemporaryAndEndsTheExchange() throws IOException {
        try (SmtpConnection client = greeted("192.0.2.131")) {
            ask(client, "AUTH PLAIN " + plain("throw@example.test", "x"), "454 4.7.0 ");
            ask(client, "AUTH LOGIN " + base64("throw@example.test"), "334 ");
            ask(client, base64("x"), "454 4.7.0 ");
            ask(client, "AUTH PLAIN", "334 ");
            ask(client, plain("throw@example.test", "x"), "454 4.7.0 ");
            ask(client, "NOOP", "250 ");
            ask(client, "AUTH PLAIN " + plain(RECIPIENT, "secret"), "235 2.7.0 ");
        }
    }

    private static SmtpConnection greeted(String client) throws IOException {
        SmtpConnection connection = james.connect(Port.SMTP);
        connection.send(Header.VERSION_1.of(InetAddress.getByName(client)));
        expect(connection, "220 ");
        ask(connection, "EHLO mx.example.org", "250-");
        return connection;
    }

    private static String plain(String user, String password) {
        return base64("\0" + user + "\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(latin1(text));
    }

    /** Without a header of a proxy, and with a broken one. */
    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "PROXY", "PROXY TCP4 a b c d"})
    void executesNothingOfAConnectionWithoutTheHeaderOfAProxiedClient(String header) throws IOException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.send(latin1(header + "\r\nEHLO mx.example.org\r\nNOOP\r\n"));
            assertThat(connection.readToTheEnd()).doesNotContain("250");
        }
    }

    /** Headers of a proxy that speaks for itself, as it does to find out whether the server lives. */
    private enum OwnHeader {
        UNKNOWN(latin1("PROXY UNKNOWN\r\n")),
        UNKNOWN_WITH_ADDRESSES(latin1("PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n")),
        LOCAL(version2("20 00 0000")),
        LOCAL_WITH_ADDRESSES(version2("20 11 000c c0000207 c0000208 9c40 0019")),
        PROXY_WITHOUT_A_FAMILY(version2("21 00 0000"));

        private final byte[] octets;

        OwnHeader(byte[] octets) {
            this.octets = octets;
        }

        private static byte[] version2(String hex) {
            return concat(latin1(SIGNATURE), HexFormat.of().parseHex(hex.replace(" ", "")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesAProxyThatSpeaksForItselfByItsOwnAddress(OwnHeader header) throws IOException {
        for (int i = 0; i < EARLY_TALKERS; i++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(header.octets);
                expect(connection, "220 ");
                ask(connection, "EHLO localhost", "550 5.5.0 ");
                ask(connection, "EHLO mx.example.org", "250-mail.example.test Hello mx.example.org [127.0.0.1]");
                ask(connection, "BDAT 2\r\n..NOOP", "503 ");
                expect(connection, "250 ");
                ask(connection, "QUIT", "221 ");
            }
        }
        try (SmtpConnection connection = james.connect(Port.SUBMISSIONS)) {
            connection.send(header.octets);
            connection.handshake();
            expect(connection, "220 ");
            ask(connection, "EHLO mx.example.org", "250-mail.example.test Hello mx.example.org [127.0.0.1]");
        }
        try (SmtpConnection leaves = james.connect(Port.SMTP)) {
            leaves.send(header.octets);
        }
    }

    /** A proxy may send its header and what an impatient client said in one segment. */
    @ParameterizedTest
    @EnumSource
    void servesWhoTalksThroughAProxyBeforeTheGreeting(Header version) throws IOException {
        byte[] octets = concat(
                version.of(InetAddress.getByName(FAVOURED_4)),
                latin1("EHLO localhost\r\nBDAT 2\r\n..NOOP\r\nQUIT\r\n"));
        for (int i = 0; i < EARLY_TALKERS; i++) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(octets);
                String codes = connection.readToTheEnd().replaceAll("(?m)^([0-9]{3}[ -]).*\r?\n", "$1");
                assertThat(codes).matches("220 (250-)+250 503 250 221 ");
            }
        }
    }

    /** Who the client is, and so whether it has to wait, is known from the header on: from there the time counts. */
    @ParameterizedTest
    @EnumSource
    void delaysTheGreetingBehindAProxyFromItsHeaderOn(Header version) throws IOException, InterruptedException {
        byte[] header = version.of(InetAddress.getByName(DELAYED));
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            Thread.sleep(2 * DELAY_MILLIS);
            long before = System.nanoTime();
            connection.send(header);
            expect(connection, "220 ");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(DELAY_MILLIS));
            ask(connection, "EHLO mx.example.org", "250-");
        }
        for (byte[] impatient :
                List.of(concat(header, latin1("EHLO mx.example.org\r\n")), concat(header, latin1("E")))) {
            try (SmtpConnection connection = james.connect(Port.SMTP)) {
                connection.send(impatient);
                assertThat(connection.readToTheEnd())
                        .isEqualTo("554 5.5.1 Wait for the greeting, closing the connection\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTP", "SUBMISSION"})
    void givesEachLineOfAMessageToTheFilterOfAnother(Port port) throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(port)) {
            if (port == Port.SMTP) {
                connection.send(Header.VERSION_1.of(InetAddress.getByName(FAVOURED_4)));
            }
            expect(connection, "220 ");
            // Six lines, two of them cut between chunks and one without its end, and the final dot that James is given.
            deliver(connection, "mx.example.org", "lines-" + port);
            expectLines(connection, 7);
            mail(connection);
            ask(connection, "DATA", "354 ");
            connection.send(latin1("Subject: data-" + port + "\r\n\r\n..\r\n.a\r\n\r\nQUIT\r\n.\r\n"));
            expect(connection, "250 2.6.0 ");
            expectLines(connection, 14);
        }
        assertThat(delivered("data-" + port)).endsWith("\r\n\r\n.\r\na\r\n\r\nQUIT\r\n");
    }

    /** Such a filter gets lines whole, so that they are bounded by what is held for it. */
    @Test
    void givesLongLinesWholeToTheFilterOfAnother() throws IOException, InterruptedException {
        String longest = "a".repeat(64 * 1024);
        try (SmtpConnection connection = james.connect(Port.SUBMISSION)) {
            expect(connection, "220 ");
            ask(connection, "EHLO mx.example.org", "250-");
            for (String more : List.of("", "a")) {
                mail(connection);
                ask(connection, "DATA", "354 ");
                connection.send(latin1("Subject: whole-line\r\n\r\n" + longest + more + "\r\n.\r\n"));
                expect(connection, more.isEmpty() ? "250 2.6.0 " : "500 5.6.0 ");
            }
            connection.sendLine("XPROBE");
            assertThat(connection.readReply()).anyMatch(line -> line.endsWith(" blocks 0"));
        }
        assertThat(delivered("whole-line")).endsWith("\r\n\r\n" + longest + "\r\n");
    }

    /** A chunk has its reply at once, the content of DATA when it has ended; either way the message is over. */
    @ParameterizedTest
    @ValueSource(strings = {"refuse", "throw", "disconnect"})
    void tellsWhatTheFilterOfAnotherSays(String what) throws IOException {
        String reply = Map.of("refuse", "554 5.7.1 refused as asked", "throw", "451 4.3.0 ", "disconnect", "421 4.7.0 ")
                .get(what);
        String header = "X-Probe: " + what + "\r\n";
        for (boolean chunked : new boolean[] {true, false}) {
            try (SmtpConnection connection = james.connect(Port.SUBMISSION)) {
                expect(connection, "220 ");
                ask(connection, "EHLO mx.example.org", "250-");
                mail(connection);
                if (chunked) {
                    connection.send(concat(chunk("", "Subject: no\r\n"), chunk("", header + "\r\nbody\r\n")));
                    expect(connection, "250 2.0.0 ");
                } else {
                    ask(connection, "DATA", "354 ");
                    connection.send(latin1("Subject: no\r\n" + header + "\r\nbody\r\n.\r\n"));
                }
                expect(connection, Objects.requireNonNull(reply));
                if (what.equals("disconnect")) {
                    assertThat(connection.closes()).isTrue();
                    continue;
                }
                connection.sendLine("BDAT 0 LAST");
                expect(connection, "503 5.5.1 ");
                ask(connection, "RSET", "250 ");
                mail(connection);
                connection.send(chunk(" LAST", "Subject: yes\r\n"));
                expect(connection, "250 2.6.0 ");
            }
        }
    }

    private static void expectLines(SmtpConnection connection, int count) throws IOException {
        connection.sendLine("XPROBE");
        assertThat(connection.readReply()).contains("250-lines " + count + " blocks 0");
    }

    /** Delivers a message of six lines in three chunks. */
    private static void deliver(SmtpConnection connection, String name, String subject) throws IOException {
        connection.sendLine("EHLO " + name);
        assertThat(connection.readReply()).as(connection.dialogue()).contains("250-CHUNKING");
        mail(connection);
        connection.send(concat(
                chunk("", "Subject: " + subject + "\r\n\r"),
                concat(chunk("", "\n.\r\n..two\r\nBDA"), chunk(" LAST", "T 5\r\nno end"))));
        expect(connection, "250 2.0.0 ");
        expect(connection, "250 2.0.0 ");
        expect(connection, "250 2.6.0 ");
    }

    private static byte[] chunk(String last, String content) {
        return latin1("BDAT " + content.length() + last + "\r\n" + content);
    }

    private static void mail(SmtpConnection connection) throws IOException {
        ask(connection, "MAIL FROM:<a@example.org>", "250 2.1.0 ");
        ask(connection, "RCPT TO:<" + RECIPIENT + ">", "250 2.1.5 ");
    }

    private static void ask(SmtpConnection connection, String line, String reply) throws IOException {
        connection.sendLine(line);
        expect(connection, reply);
    }

    private static void expect(SmtpConnection connection, String reply) throws IOException {
        assertThat(connection.readReply().get(0)).as(connection.dialogue()).startsWith(reply);
    }

    /** The message with a subject; that of {@link #deliver} must have arrived octet for octet. */
    private static String delivered(String subject) throws IOException, InterruptedException {
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), RECIPIENT, "secret")) {
            Optional<byte[]> message =
                    reader.awaitMessage(octets -> text(octets).contains("\nSubject: " + subject + "\r\n"), PATIENCE);
            assertThat(message).as(subject).isPresent();
            String text = text(message.orElseThrow());
            if (text.contains("..two")) {
                assertThat(text).endsWith("\r\n\r\n.\r\n..two\r\nBDAT 5\r\nno end\r\n");
            }
            return text;
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
