package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * James keeps a message of more than 100 KiB in a temporary file while it comes in. However a session goes on, the file
 * goes; and where there is no room for one, the message is refused for the time being and the session lives.
 *
 * <p>No file of this James may be larger than {@link #FILE_BLOCKS_MAX}, so that a larger message meets a full disk. On its
 * listener submission James waits two seconds for a client.
 */
final class TemporaryFilesIT {
    private static final String RECIPIENT = "files@example.test";

    /** As James names the file of a message that comes in. */
    private static final String ABANDONED =
            "mimemessage-Mail1000000000000-0b2ddeb1-9a0c-4e9c-8f3c-1f0c6a0c1d2e1234567890.m64";

    /** Large enough to be in a file. */
    private static final int PART_OCTETS = 150_000;

    /** The shell counts in blocks of 512 octets or of 1024. */
    private static final int FILE_BLOCKS_MAX = 2048;

    /** Whole lines, and more than fits in a file. */
    private static final int LARGE_OCTETS = FILE_BLOCKS_MAX * 1100 / 100 * 100;

    private static final int CONNECTIONS = 500;
    private static final int WARM_UP_CONNECTIONS = 64;

    /** For threads that James or its JVM start when they like. */
    private static final int THREADS_MORE_MAX = 4;

    /** James keeps 100 KiB of each message on its heap; the budget is 2 MiB. */
    private static final long CONNECTION_BYTES_MAX = 256 * 1024;

    private static final String SESSION_CLASS = "org.apache.james.smtpserver.ExtendedSMTPSession";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String EXCUSES = """
            Unknown error occurred while processing DATA because there is no room for the message, as the test has it
            """;

    private static StockJames james;

    @BeforeAll
    static void boot(@TempDir Path scratch) throws IOException {
        Path java = scratch.resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nulimit -f " + FILE_BLOCKS_MAX + "\nexec '" + System.getProperty("java.home")
                        + "/bin/java' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        james = HarnessPaths.james("temporary-files")
                .java(java)
                .followLeaks()
                .temporaryFile(ABANDONED, Instant.EPOCH)
                .replace(
                        "smtpserver.xml",
                        "<jmxName>submission</jmxName>",
                        "<jmxName>submission</jmxName><connectiontimeout>2</connectiontimeout>")
                .start();
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

    /** It was there before this James was started. */
    @Test
    void whatAKilledJamesHasLeftIsRemovedAtTheStart() throws IOException, InterruptedException {
        awaitFiles(0);
        String said = "removed 1 files from " + james.temporaryFolder() + " that a James left there when it was killed";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!james.log().contains(said)) {
            assertThat(System.nanoTime()).as(james.log()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** What a client does when its message is half there. */
    private interface Rest {
        void of(SmtpConnection connection) throws IOException, InterruptedException;
    }

    @TestFactory
    List<DynamicTest> nothingIsLeftBehind() {
        return List.of(
                left("a chunk and the end of the connection", Port.SMTP, true, SmtpConnection::close),
                left("DATA and the end of the connection", Port.SMTP, false, SmtpConnection::close),
                left("a chunk and the end of the client's side", Port.SMTP, true, SmtpConnection::shutdownOutput),
                left("a chunk and silence", Port.SUBMISSION, true, TemporaryFilesIT::expectEnd),
                left("DATA and silence", Port.SUBMISSION, false, TemporaryFilesIT::expectEnd),
                left("a whole chunk and RSET", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "RSET", "250 ");
                }),
                left("a whole chunk and EHLO", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "EHLO mx.example.org", "250-");
                }),
                left("a whole chunk and QUIT", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "QUIT", "221 ");
                }),
                left("a whole chunk and STARTTLS", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "STARTTLS", "220 ");
                    connection.handshake();
                }),
                left("a whole chunk, a refused EHLO and the last chunk", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "EHLO localhost", "550 ");
                    assertThat(files()).hasSize(1);
                    ask(connection, "BDAT 0 LAST", "250 2.6.0 ");
                }),
                left("a whole chunk, one too large for SIZE and RSET", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "BDAT 10485760\r\n" + "a".repeat(10485758), "552 5.3.4 ");
                    ask(connection, "BDAT 0 LAST", "503 ");
                    ask(connection, "RSET", "250 ");
                }),
                left("DATA and its end", Port.SMTP, false, connection -> ask(connection, "\r\n.", "250 2.6.0 ")),
                left("DATA with a bare LF and its end", Port.SMTP, false, connection -> {
                    ask(connection, "\n\r\n.", "554 5.6.0 ");
                }),
                left("DATA with a bare LF and not yet its end", Port.SMTP, false, connection -> {
                    connection.sendLine("\n");
                    awaitFiles(0);
                    ask(connection, ".", "554 5.6.0 ");
                }),
                left("a chunk with a bare CR and not yet the last one", Port.SMTP, true, connection -> {
                    finishChunk(connection);
                    ask(connection, "BDAT 4\r\n\ra", "250 2.0.0 ");
                    awaitFiles(0);
                    ask(connection, "BDAT 0 LAST", "554 5.6.0 ");
                }),
                dynamicTest("DATA with too large a header and not yet its end", () -> expectHeaderDiscarded(false)),
                dynamicTest("a chunk with too large a header", () -> expectHeaderDiscarded(true)));
    }

    /** What James has stored of a header goes when the header is known to be too large, not when the message ends. */
    private static void expectHeaderDiscarded(boolean chunked) throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            expect(connection, "220 ");
            ask(connection, "EHLO mx.example.org", "250-");
            mail(connection, RECIPIENT);
            byte[] part = ("A: " + "a".repeat(995) + "\r\n")
                    .repeat(PART_OCTETS / 1000)
                    .getBytes(StandardCharsets.US_ASCII);
            if (!chunked) {
                ask(connection, "DATA", "354 ");
            }
            for (String reply : new String[] {"250 2.0.0 ", "552 5.3.4 "}) {
                if (chunked) {
                    connection.sendLine("BDAT " + part.length);
                }
                connection.send(part);
                if (chunked) {
                    expect(connection, reply);
                }
                awaitFiles(reply.startsWith("250") ? 1 : 0);
            }
            if (!chunked) {
                ask(connection, ".", "552 5.3.4 ");
            }
            ask(connection, "NOOP", "250 ");
        }
    }

    private static DynamicTest left(String name, Port port, boolean chunked, Rest rest) {
        return dynamicTest(name, () -> {
            try (SmtpConnection connection = james.connect(port)) {
                begin(connection, chunked);
                awaitFiles(1);
                rest.of(connection);
                awaitFiles(0);
            }
        });
    }

    @TestFactory
    List<DynamicTest> aMessageThereIsNoRoomForIsRefusedForNow() {
        return Stream.of(Port.SMTP, Port.LMTP)
                .flatMap(port -> Stream.of(false, true)
                        .flatMap(chunked -> Stream.of(
                                dynamicTest(
                                        port + " " + name(chunked) + " where no file can be made",
                                        () -> expectNoRoom(port, chunked, PART_OCTETS)),
                                dynamicTest(
                                        port + " " + name(chunked) + " where the disk becomes full",
                                        () -> expectNoRoom(port, chunked, LARGE_OCTETS)))))
                .toList();
    }

    private static String name(boolean chunked) {
        return chunked ? "BDAT" : "DATA";
    }

    private static void expectNoRoom(Port port, boolean chunked, int octets) throws IOException, InterruptedException {
        String recipient = (port + "-" + name(chunked) + octets).toLowerCase(Locale.ROOT) + "@example.test";
        james.webAdmin().createUser(recipient, "secret");
        byte[] content = lines(octets);
        Path folder = james.temporaryFolder();
        Path away = folder.resolveSibling("tmp-away");
        boolean hidden = octets < LARGE_OCTETS;
        try (SmtpConnection connection = james.connect(port)) {
            expect(connection, "220 ");
            ask(connection, (port == Port.LMTP ? "LHLO" : "EHLO") + " mx.example.org", "250-");
            mail(connection, recipient);
            if (hidden) {
                Files.move(folder, away);
            }
            try {
                if (chunked) {
                    connection.sendLine("BDAT " + content.length);
                    connection.send(content);
                    expect(connection, "452 4.3.1 ");
                    ask(connection, "BDAT 0 LAST", "503 5.5.1 ");
                    ask(connection, "DATA", "503 5.5.1 ");
                    ask(connection, "RSET", "250 ");
                } else {
                    ask(connection, "DATA", "354 ");
                    connection.send(content);
                    ask(connection, ".", "452 4.3.1 ");
                }
                ask(connection, "NOOP", "250 ");
            } finally {
                if (hidden) {
                    Files.move(away, folder);
                }
            }
            awaitFiles(0);
            mail(connection, recipient);
            connection.sendLine("BDAT " + PART_OCTETS + " LAST");
            connection.send(lines(PART_OCTETS));
            expect(connection, "250 2.6.0 ");
        }
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), recipient, "secret")) {
            assertThat(reader.awaitMessage(message -> message.length > PART_OCTETS, PATIENCE))
                    .isPresent();
            assertThat(reader.count()).isEqualTo(1);
        }
    }

    @Test
    void manyConnectionsInTheMiddleOfAChunkCostLittle() throws IOException, InterruptedException {
        closeAll(open(WARM_UP_CONNECTIONS));
        awaitFiles(0);
        JvmVitals vitals = james.vitals();
        long threads = vitals.threads();
        long bytes = vitals.liveBytes();
        List<SmtpConnection> connections = open(CONNECTIONS);
        try {
            assertThat(vitals.threads()).isLessThanOrEqualTo(threads + THREADS_MORE_MAX);
            assertThat(vitals.liveBytes() - bytes).isLessThan(CONNECTIONS * CONNECTION_BYTES_MAX);
        } finally {
            closeAll(connections);
        }
        awaitFiles(0);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (vitals.liveInstances(SESSION_CLASS) > 0 && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(vitals.liveInstances(SESSION_CLASS)).isZero();
    }

    /** Connections that have each sent enough of a chunk for a file. */
    private static List<SmtpConnection> open(int count) throws IOException, InterruptedException {
        List<SmtpConnection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SmtpConnection connection = james.connect(Port.SMTP);
            connections.add(connection);
            begin(connection, true);
        }
        awaitFiles(count);
        return connections;
    }

    private static void closeAll(List<SmtpConnection> connections) throws IOException {
        for (SmtpConnection connection : connections) {
            connection.close();
        }
    }

    /** Sends all of a message but what {@link #finishChunk} adds, or the final dot. */
    private static void begin(SmtpConnection connection, boolean chunked) throws IOException {
        expect(connection, "220 ");
        ask(connection, "EHLO mx.example.org", "250-");
        mail(connection, RECIPIENT);
        if (chunked) {
            connection.sendLine("BDAT " + (PART_OCTETS + 2));
        } else {
            ask(connection, "DATA", "354 ");
        }
        connection.send(lines(PART_OCTETS));
    }

    private static void finishChunk(SmtpConnection connection) throws IOException {
        ask(connection, "", "250 2.0.0 " + (PART_OCTETS + 2) + " octets received");
    }

    private static void mail(SmtpConnection connection, String recipient) throws IOException {
        ask(connection, "MAIL FROM:<a@example.org>", "250 2.1.0 ");
        ask(connection, "RCPT TO:<" + recipient + ">", "250 2.1.5 ");
    }

    private static void ask(SmtpConnection connection, String line, String reply) throws IOException {
        connection.sendLine(line);
        expect(connection, reply);
    }

    private static void expect(SmtpConnection connection, String reply) throws IOException {
        assertThat(connection.readReply().get(0)).as(connection.dialogue()).startsWith(reply);
    }

    private static void expectEnd(SmtpConnection connection) throws IOException {
        assertThat(connection.closes()).as(connection.dialogue()).isTrue();
    }

    /** A message of so many octets. */
    private static byte[] lines(int octets) {
        byte[] lines = new byte[octets];
        Arrays.fill(lines, (byte) 'a');
        for (int end = 100; end <= octets; end += 100) {
            lines[end - 2] = '\r';
            lines[end - 1] = '\n';
        }
        byte[] header = "Subject: files\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, lines, 0, header.length);
        return lines;
    }

    private static void awaitFiles(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (files().size() != count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(files()).hasSize(count);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(james.temporaryFolder())) {
            return files.toList();
        }
    }
}
