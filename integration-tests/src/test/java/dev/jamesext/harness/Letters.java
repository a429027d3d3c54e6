package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Users of a James who write letters and read what comes back. */
final class Letters {
    static final Duration MAIL_MAX = Duration.ofSeconds(20);

    private static final AtomicInteger USERS = new AtomicInteger();
    private static final String SECRET = "secret";

    private final StockJames james;

    Letters(StockJames james) {
        this.james = james;
    }

    /** Makes a user of this run alone in the domain example.test, and gives its address. */
    String user(String name) {
        String address = name + USERS.incrementAndGet() + "@example.test";
        james.webAdmin().createUser(address, SECRET);
        return address;
    }

    /** Sends a message as a user who has logged in; each recipient may have its parameters behind it. */
    void send(String sender, String mailParameters, String text, String... recipients) throws IOException {
        try (SmtpConnection connection = login(sender)) {
            connection.sendLine("MAIL FROM:<" + sender + "> " + mailParameters);
            expect(connection, "250");
            for (String recipient : recipients) {
                connection.sendLine("RCPT TO:" + recipient);
                expect(connection, "250");
            }
            connection.sendLine("DATA");
            expect(connection, "354");
            connection.sendLine(text + "\r\n.");
            expect(connection, "250");
        }
    }

    /** A connection of a user who has logged in and greeted. */
    SmtpConnection login(String user) throws IOException {
        SmtpConnection connection = james.connect(Port.SUBMISSIONS);
        connection.handshake();
        expect(connection, "220");
        say(connection, "EHLO desk", "250");
        String plain = "\0" + user + "\0" + SECRET;
        say(
                connection,
                "AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)),
                "235");
        say(connection, "EHLO desk", "250");
        return connection;
    }

    /** Says a line and expects a reply with a code. */
    static void say(SmtpConnection connection, String line, String code) throws IOException {
        connection.sendLine(line);
        expect(connection, code);
    }

    private static void expect(SmtpConnection connection, String code) throws IOException {
        List<String> reply = connection.readReply();
        assertThat(reply.get(0)).as(connection.dialogue()).startsWith(code);
    }

    /** The message in a user's INBOX that holds all the words; waits for it. */
    String mail(String user, String... words) throws IOException, InterruptedException {
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), user, SECRET)) {
            return reader.awaitMessage(
                            octets -> {
                                String text = new String(octets, StandardCharsets.ISO_8859_1);
                                return List.of(words).stream().allMatch(text::contains);
                            },
                            MAIL_MAX)
                    .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                    .orElseThrow(() -> new AssertionError("no mail with " + List.of(words) + "\n" + james.log()));
        }
    }
}
