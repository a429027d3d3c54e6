package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Angus Mail, the mail client of Jakarta EE, which sends BDAT when it is told the size of a chunk. It doubles a dot at the
 * start of a line there as if it were DATA, which is a fault of its own: no line of what it sends here begins with one.
 */
final class AngusMailIT {
    private static final Duration MAIL_MAX = Duration.ofSeconds(20);

    /** Below this Angus waits 40 ms for each chunk: its line and its octets are two writes, and it lets TCP hold back the second. */
    private static final int FULL_SEGMENT = 65_536;

    private static final AtomicInteger USERS = new AtomicInteger();

    private static final String DSN_TO_AUTHENTICATED = """
            dsn = [ { if = "!is_empty(authenticated_as)", then = true},
                    { else = false } ]
            """;

    /** Angus does not say EHLO again after AUTH: it asks for no report where the offer waits for the login. */
    private static final String DSN_WHERE_USERS_SUBMIT = """
            dsn = "contains(['submission', 'submissions'], listener)"
            """;

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("angus")
                .replace("ehlo.toml", DSN_TO_AUTHENTICATED, DSN_WHERE_USERS_SUBMIT)
                .start();
        james.webAdmin().createDomain("example.test");
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    private static String user(String name) {
        String address = name + USERS.incrementAndGet() + "@example.test";
        james.webAdmin().createUser(address, "secret");
        return address;
    }

    /** One sending: how, and what was said on the wire. */
    private static final class Sending {
        private final Properties properties = new Properties();
        private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        private final String from;

        Sending(Port listener, String from) {
            this.from = from;
            set("host", "127.0.0.1");
            set("port", Integer.toString(james.port(listener)));
            set("localhost", "client.example.org");
        }

        Sending set(String property, String value) {
            properties.setProperty("mail.smtp." + property, value);
            return this;
        }

        /** As the sender, inside TLS that trusts this James alone. */
        Sending authenticated(String starts) throws IOException, GeneralSecurityException {
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    KeystoreTrust.of(james.workingDirectory().resolve("conf/keystore.p12"), StockJames.KEYSTORE_SECRET)
                            .getSocketFactory());
            return set(starts, "true").set("auth", "true").set("ssl.checkserveridentity", "false");
        }

        /** Sends a text and gives the message as it should be delivered. */
        String send(String to, String text) throws MessagingException, IOException {
            Session session = Session.getInstance(properties);
            session.setDebugOut(new PrintStream(wire, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject("sent by Angus Mail");
            message.setText(text, "utf-8");
            message.setHeader("Content-Transfer-Encoding", "8bit");
            message.saveChanges();
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(from, "secret");
                transport.sendMessage(message, message.getAllRecipients());
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            message.writeTo(octets);
            return octets.toString(StandardCharsets.ISO_8859_1);
        }

        String wire() {
            return wire.toString(StandardCharsets.UTF_8);
        }
    }

    private static void expectDelivered(String user, String sent) throws IOException, InterruptedException {
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), user, "secret")) {
            assertThat(reader.awaitMessage(
                            octets ->
                                    TranscriptPlayer.isDelivery(new String(octets, StandardCharsets.ISO_8859_1), sent),
                            MAIL_MAX))
                    .as("%s characters, as they were sent", sent.length())
                    .isPresent();
        }
    }

    /** Lines of any length, none of which begins with a dot; letters beyond US-ASCII. */
    private static String text(int characters) {
        Random random = new Random(characters);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append("line ").append("aäß\u20ac ".repeat(random.nextInt(40))).append("\r\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 8192, 65_536, 1_048_576, 10_000_000})
    void sendsChunks(int chunk) throws Exception {
        String reader = user("reader");
        Sending sending = new Sending(Port.SMTP, "angus@example.org").set("chunksize", Integer.toString(chunk));
        String sent = sending.send(reader, text(chunk < FULL_SEGMENT ? 30 * chunk : 1_500_000));
        assertThat(sending.wire())
                .contains("BDAT " + Math.min(chunk, sent.length()))
                .doesNotContain("\nDATA");
        expectDelivered(reader, sent);
    }

    @Test
    void sendsByDataWithoutAChunkSize() throws Exception {
        String reader = user("reader");
        Sending sending = new Sending(Port.SMTP, "angus@example.org").set("mailextension", "BODY=8BITMIME");
        String sent = sending.send(reader, text(100_000) + ".a line that begins with a dot\r\n..\r\n.\r\nend\r\n");
        assertThat(sending.wire()).contains("\nDATA").contains("BODY=8BITMIME");
        expectDelivered(reader, sent);
    }

    @Test
    void submitsWithStartTlsAndHearsOfTheDelivery() throws Exception {
        String reader = user("reader");
        String writer = user("writer");
        Sending sending = new Sending(Port.SUBMISSION, writer)
                .authenticated("starttls.required")
                .set("starttls.enable", "true")
                .set("dsn.notify", "SUCCESS,FAILURE")
                .set("dsn.ret", "HDRS")
                .set("chunksize", "10000");
        String sent = sending.send(reader, text(50_000));
        assertThat(sending.wire())
                .contains("RET=HDRS")
                .contains("NOTIFY=SUCCESS,FAILURE")
                .contains("BDAT 10000");
        expectDelivered(reader, sent);
        try (ImapReader mailbox = ImapReader.login(james.port(Port.IMAP), writer, "secret")) {
            assertThat(mailbox.awaitMessage(
                            octets -> new String(octets, StandardCharsets.ISO_8859_1).contains("Action: delivered"),
                            MAIL_MAX))
                    .isPresent();
        }
    }

    @Test
    void submitsInsideTlsFromTheStart() throws Exception {
        String reader = user("reader");
        Sending sending = new Sending(Port.SUBMISSIONS, user("writer")).authenticated("ssl.enable");
        expectDelivered(reader, sending.send(reader, text(5_000)));
    }

    /** Angus tells its caller what the policy says to a name that is not qualified. */
    @Test
    void isToldOfARefusedName() {
        Sending sending = new Sending(Port.SMTP, "angus@example.org").set("localhost", "workstation");
        assertThat(catchThrowable(() -> sending.send("nobody@example.test", "text")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("550 5.5.0");
    }
}
