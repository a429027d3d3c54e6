package dev.jamesext.harness.measure;

import dev.jamesext.harness.measure.Scenario.Subject;
import dev.jamesext.harness.measure.Scenario.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Everything that can be measured. The size of a round is such that it costs the server about a second. */
final class Catalog {
    private static final int MESSAGES = 20;
    private static final int SESSIONS = 4_000;
    private static final int SESSION_CLIENTS = 8;
    private static final int GREETING_SESSIONS = 100;
    private static final int GREETINGS = 200;
    private static final int GREETING_CLIENTS = 4;

    private static final int MESSAGE_BYTES = 10_000_000;
    private static final int LINE_CHARS = 76;
    private static final int KIB = 1024;
    private static final Duration ROUND_MAX = Duration.ofMinutes(5);

    private Catalog() {}

    static List<Group> groups() {
        return List.of(
                new Group(
                        "reception",
                        "10 MB received and then refused by a hook",
                        "message",
                        messages(Servers.REFUSED, "554")),
                new Group(
                        "whole",
                        "10 MB received, queued, taken from the spool and dropped by the Null mailet",
                        "message",
                        messages(Servers.DROPPED, "250")),
                new Group("sessions", "connect, EHLO, QUIT", "session", onBoth(SESSIONS, Catalog::sessions)),
                new Group(
                        "greetings",
                        GREETINGS + " EHLO on a connection",
                        "EHLO",
                        onBoth(GREETING_SESSIONS * GREETINGS, Catalog::greetings)),
                new Group(
                        "long-list",
                        GREETINGS + " EHLO on a connection, names in the list",
                        "EHLO",
                        List.of(
                                new Scenario("two", Subject.OURS, GREETING_SESSIONS * GREETINGS, Catalog::greetings),
                                new Scenario(
                                        "1,000,000",
                                        Subject.LONG_LIST,
                                        GREETING_SESSIONS * GREETINGS,
                                        Catalog::greetings))));
    }

    private static List<Scenario> messages(String recipient, String end) {
        byte[] message = message();
        List<Scenario> scenarios = new ArrayList<>();
        Transmission data = Transmission.data(message);
        scenarios.add(messages("DATA, stock", Subject.STOCK, recipient, data, end));
        scenarios.add(messages("DATA", Subject.OURS, recipient, data, end));
        scenarios.add(bdat("BDAT, 64 KiB, lock-step", recipient, Transmission.bdat(message, 64 * KIB, false), end));
        scenarios.add(bdat("BDAT, 64 KiB, pipelined", recipient, Transmission.bdat(message, 64 * KIB, true), end));
        scenarios.add(bdat("BDAT, 1 MiB, lock-step", recipient, Transmission.bdat(message, KIB * KIB, false), end));
        scenarios.add(bdat("BDAT, one chunk", recipient, Transmission.bdat(message, message.length, false), end));
        return scenarios;
    }

    private static Scenario bdat(String name, String recipient, Transmission content, String end) {
        return messages(name, Subject.OURS, recipient, content, end);
    }

    /** One connection, one message after the other. */
    private static Scenario messages(String name, Subject subject, String recipient, Transmission content, String end) {
        return new Scenario(name, subject, MESSAGES, target -> {
            inParallel(1, () -> {
                try (Wire wire = target.connect()) {
                    wire.ask("EHLO client.example.org", "250");
                    for (int i = 0; i < MESSAGES; i++) {
                        wire.ask("MAIL FROM:<sender@example.org>", "250");
                        wire.ask("RCPT TO:<" + recipient + ">", "250");
                        content.send(wire, end);
                    }
                    wire.ask("QUIT", "221");
                }
                return null;
            });
            target.awaitEmptySpool();
        });
    }

    private static List<Scenario> onBoth(int units, Work work) {
        return List.of(
                new Scenario("stock James", Subject.STOCK, units, work),
                new Scenario("with the jar", Subject.OURS, units, work));
    }

    private static void sessions(Target target) throws Exception {
        inParallel(SESSION_CLIENTS, () -> {
            for (int i = 0; i < SESSIONS / SESSION_CLIENTS; i++) {
                session(target, 1);
            }
            return null;
        });
    }

    private static void greetings(Target target) throws Exception {
        inParallel(GREETING_CLIENTS, () -> {
            for (int i = 0; i < GREETING_SESSIONS / GREETING_CLIENTS; i++) {
                session(target, GREETINGS);
            }
            return null;
        });
    }

    private static void session(Target target, int greetings) throws IOException {
        try (Wire wire = target.connect()) {
            for (int i = 0; i < greetings; i++) {
                wire.ask("EHLO client.example.org", "250");
            }
            wire.ask("QUIT", "221");
        }
    }

    private static void inParallel(int clients, Callable<Void> client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients, work -> {
            Thread thread = new Thread(work, "measuring client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(client);
            }
            for (Future<Void> done : threads.invokeAll(all, ROUND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A header and lines of 76 characters, as base64 would make them; none begins with a dot. */
    private static byte[] message() {
        StringBuilder text = new StringBuilder(MESSAGE_BYTES);
        text.append("From: sender@example.org\r\nTo: someone@example.test\r\nSubject: ten megabytes\r\n\r\n");
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int line = 0; text.length() + LINE_CHARS + 2 <= MESSAGE_BYTES; line++) {
            for (int i = 0; i < LINE_CHARS; i++) {
                text.append(alphabet.charAt((line + i) % alphabet.length()));
            }
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
