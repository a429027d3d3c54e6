package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many sessions at once, and many greetings in one: every reply is right, and nothing stays behind. */
final class LoadIT {
    private static final int SESSIONS = 200;
    private static final int EHLOS = 1_000;

    /** The default of james-ext.max-refused-ehlo: this refusal ends the connection. */
    private static final int REFUSED_EHLO_MAX = 500;

    /** More than James's pools may yet grow by, and far fewer than one for each session. */
    private static final int THREADS_MORE_MAX = 60;

    /** Above all for the messages delivered, which the memory James keeps on its heap. */
    private static final long BYTES_MORE_MAX = 32L * 1024 * 1024;

    private static final String SESSION_CLASS = "org.apache.james.smtpserver.ExtendedSMTPSession";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DELIVERED =
            Pattern.compile("(?s).*\\(EHLO (s[0-9]+)\\.example\\.org\\).*\r\n\r\nI am (s[0-9]+)\r\n");

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("load").start();
        james.webAdmin().createDomain("example.test");
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    @Test
    void servesManySessionsAtOnceAndForgetsThem() throws Exception {
        runSessions("first@example.test");
        awaitNoSession();
        JvmVitals vitals = james.vitals();
        long threads = vitals.threads();
        long bytes = vitals.liveBytes();

        runSessions("second@example.test");
        awaitNoSession();
        assertThat(vitals.threads()).isLessThanOrEqualTo(threads + THREADS_MORE_MAX);
        assertThat(vitals.liveBytes()).isLessThanOrEqualTo(bytes + BYTES_MORE_MAX);
        assertThat(LogGuard.excusing("").unexpectedIn(james.log())).isEmpty();
    }

    @Test
    void answersManyGreetingsOnOneConnection() throws IOException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            expect(connection, "220 ");
            int refused = 0;
            for (int i = 0; i < EHLOS; i++) {
                if (i % 2 == 0 || refused == REFUSED_EHLO_MAX - 1) {
                    ask(
                            connection,
                            "EHLO n" + i + ".example.org",
                            "250-mail.example.test Hello n" + i + ".example.org ");
                } else {
                    refused++;
                    ask(connection, "EHLO mail.spammer.test", "551 5.1.1 ");
                }
            }
            assertThat(refused).isEqualTo(REFUSED_EHLO_MAX - 1);
            ask(connection, "EHLO localhost", "421 4.7.0 ");
            assertThat(connection.closes()).isTrue();
        }
        assertThat(LogGuard.excusing("").unexpectedIn(james.log())).isEmpty();
    }

    private static void runSessions(String recipient) throws Exception {
        james.webAdmin().createUser(recipient, "secret");
        CyclicBarrier allConnected = new CyclicBarrier(SESSIONS);
        List<Callable<Void>> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            String name = "s" + i;
            sessions.add(() -> runSession(name, recipient, allConnected));
        }
        ExecutorService clients = Executors.newFixedThreadPool(SESSIONS);
        try {
            for (Future<Void> session : clients.invokeAll(sessions)) {
                session.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(namesDelivered(recipient)).hasSize(SESSIONS);
    }

    private static Void runSession(String name, String recipient, CyclicBarrier allConnected) throws Exception {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            expect(connection, "220 ");
            allConnected.await();
            ask(connection, "EHLO " + name + ".example.org", "250-mail.example.test Hello " + name + ".example.org ");
            ask(connection, "EHLO mail.spammer.test", "551 5.1.1 Your domain 'mail.spammer.test' ");
            ask(connection, "MAIL FROM:<" + name + "@example.org>", "250 2.1.0 Sender <" + name + "@example.org> ");
            ask(connection, "EHLO localhost", "550 5.5.0 ");
            ask(connection, "RCPT TO:<" + recipient + ">", "250 2.1.5 Recipient <" + recipient + "> ");
            ask(connection, "DATA", "354 ");
            ask(connection, "Subject: load\r\n\r\nI am " + name + "\r\n.", "250 2.6.0 ");
            ask(connection, "QUIT", "221 ");
            assertThat(connection.closes()).isTrue();
            return null;
        }
    }

    /** The name in each message; that of its session, told by the body, stands in the Received field too. */
    private static Set<String> namesDelivered(String recipient) throws IOException, InterruptedException {
        Set<String> names = new HashSet<>();
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), recipient, "secret")) {
            reader.awaitMessage(octets -> names.add(nameIn(octets)) && names.size() == SESSIONS, PATIENCE);
        }
        return names;
    }

    private static String nameIn(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        Matcher delivered = DELIVERED.matcher(text);
        assertThat(delivered.matches()).as(text).isTrue();
        assertThat(delivered.group(1)).as(text).isEqualTo(delivered.group(2));
        return delivered.group(1);
    }

    private static void awaitNoSession() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long live = james.vitals().liveInstances(SESSION_CLASS);
        while (live > 0 && System.nanoTime() < end) {
            Thread.sleep(200);
            live = james.vitals().liveInstances(SESSION_CLASS);
        }
        assertThat(live).as("sessions that nobody has any more").isZero();
    }

    private static void ask(SmtpConnection connection, String line, String reply) throws IOException {
        connection.sendLine(line);
        expect(connection, reply);
    }

    private static void expect(SmtpConnection connection, String reply) throws IOException {
        assertThat(connection.readReply().get(0)).as(connection.dialogue()).startsWith(reply);
    }
}
