package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However a client cuts what it sends, it gets the same replies, and the message that it sent is delivered. */
final class ChunkingIT {
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SUBJECT = Pattern.compile("\nSubject: (\\S+)\r\n");

    /** Sessions with random messages; {@code mvn -Pstress} sets more. */
    private static final int RANDOM_SESSIONS = Integer.getInteger("harness.random-sessions", 100);

    private static final long SEED = Long.getLong("harness.seed", 3030);

    /** In clear text, inside TLS, and with James's other command handlers. */
    private static final List<Port> LISTENERS = List.of(Port.SMTP, Port.SMTP, Port.SUBMISSIONS, Port.LMTP);

    private static final String EXCUSES = "";

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("chunking").followLeaks().start();
        james.webAdmin().createDomain("example.test");
        james.webAdmin().createUser("last@example.test", "secret");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (james != null) {
            try (StockJames ending = james) {
                LeakCheck.expectNothingLost(ending, Port.SMTP, "last@example.test", EXCUSES);
            }
        }
    }

    @Test
    void takesChunksCutInTwoAnywhere() throws Exception {
        String recipient = user("chunks");
        byte[] last = latin1("\r\n.dot\r\n..two\r\n.\r\nstarttls\r\nBDAT 5\r\nDATA\r\nQUIT\r\nno end");
        cutInTwoAnywhere(
                recipient,
                last,
                subject -> ClientScript.greeted()
                        .envelope(recipient)
                        .chunk(latin1("From: a@example.org\r\nSubject: " + subject + "\r"))
                        .chunk(latin1("\n"))
                        .chunk(new byte[0])
                        .lastChunk(last)
                        .quit());
    }

    @Test
    void takesTheContentOfDataCutInTwoAnywhere() throws Exception {
        String recipient = user("data");
        byte[] body = latin1("\r\nBDAT 5\r\n.\r\n..\r\n.BDAT 3 LAST\r\nQUIT\r\nDATA\r\nSTARTTLS\r\na.\r\n");
        cutInTwoAnywhere(
                recipient,
                body,
                subject -> ClientScript.greeted()
                        .envelope(recipient)
                        .data(concat(latin1("From: a@example.org\r\nSubject: " + subject + "\r\n"), body))
                        .line("NOOP", "250 2.0.0 ")
                        .quit());
    }

    /** Each place twice: once the replies to the first part are asked for before the second one is sent, once not. */
    private static void cutInTwoAnywhere(String recipient, byte[] body, IntFunction<ClientScript> script)
            throws Exception {
        int octets = script.apply(1000).length();
        List<Callable<Void>> sessions = new ArrayList<>();
        Map<String, String> sent = new TreeMap<>();
        for (int i = 0; i < 2 * octets; i++) {
            int subject = 1000 + i;
            int cut = i / 2;
            boolean patient = i % 2 == 0;
            sessions.add(() -> play(recipient, Port.SMTP, script.apply(subject), patient, cut));
            byte[] header = latin1("From: a@example.org\r\nSubject: " + subject + "\r\n");
            sent.put(Integer.toString(subject), text(concat(header, body)));
        }
        inParallel(sessions);
        expectDelivered(recipient, sent);
    }

    @Test
    void takesRandomMessagesInRandomPieces() throws Exception {
        String recipient = user("random");
        List<Callable<Void>> sessions = new ArrayList<>();
        Map<String, String> sent = new TreeMap<>();
        for (int i = 0; i < RANDOM_SESSIONS; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            Port port = LISTENERS.get(random.nextInt(LISTENERS.size()));
            ClientScript.Builder script =
                    ClientScript.greeted().line((port == Port.LMTP ? "LHLO" : "EHLO") + " mx.example.org", "250-");
            for (int left = random.nextInt(1, 4); left > 0; left--) {
                addRandomMessage(script, recipient, sent, random);
            }
            ClientScript session = script.quit();
            int[] cuts = RandomMessage.cuts(session.length(), random.nextInt(8), random);
            boolean patient = random.nextBoolean();
            String name = "session " + i + " of seed " + SEED + " on " + port;
            sessions.add(() -> play(name, port, session, patient, cuts));
        }
        inParallel(sessions);
        expectDelivered(recipient, sent);
    }

    private static void addRandomMessage(
            ClientScript.Builder script, String recipient, Map<String, String> sent, RandomGenerator random) {
        String subject = "r" + sent.size();
        boolean chunked = random.nextInt(4) > 0;
        RandomMessage message = RandomMessage.of(subject, !chunked || random.nextBoolean(), random);
        sent.put(subject, text(message.content()));
        script.mail(recipient);
        if (!chunked) {
            script.data(message.content());
            return;
        }
        if (random.nextInt(4) == 0) {
            addChunks(script, message.chunks(random), random);
            script.line("RSET", "250 2.0.0 ").mail(recipient);
        }
        List<byte[]> chunks = message.chunks(random);
        addChunks(script, chunks.subList(0, chunks.size() - 1), random);
        script.lastChunk(chunks.get(chunks.size() - 1));
    }

    /** Chunks with commands between them that do not belong there, and do no harm. */
    private static void addChunks(ClientScript.Builder script, List<byte[]> chunks, RandomGenerator random) {
        for (byte[] chunk : chunks) {
            script.chunk(chunk);
            switch (random.nextInt(12)) {
                case 0 -> script.line("NOOP", "250 2.0.0 ");
                case 1 -> script.line("BDATA 5", "500 ");
                case 2 -> script.line("DATA", "503 5.5.1 ");
                case 3 -> script.line("MAIL FROM:<b@example.org>", "503 5.5.");
                case 4 -> script.line("RCPT TO:<b@example.test>", "503 5.5.1 ");
                case 5 -> script.line("EHLO", "50");
                default -> {}
            }
        }
    }

    @Test
    void deliversEveryOctetWhereverItsChunkBegins() throws Exception {
        String recipient = user("octets");
        List<byte[]> pieces = new ArrayList<>();
        for (String text : List.of(
                "Subject: octets\r\n",
                "\r\n",
                ".",
                "\r\n",
                "..",
                ".x",
                "\r\n",
                ".",
                "x",
                "\r",
                "\n.",
                "\r\n",
                ".\r\n",
                "starttls",
                "STARTTLS\r\n",
                "BDAT 5",
                "\r\n",
                "DATA\r\n",
                "QUIT",
                "\r\n",
                "QUIT\r\n",
                "\0",
                "\0\r\n")) {
            pieces.add(latin1(text));
        }
        for (int octet = 0; octet < 256; octet++) {
            if (octet != '\r' && octet != '\n') {
                pieces.add(new byte[] {(byte) octet});
            }
        }
        pieces.add(latin1("\r\n."));
        ClientScript.Builder script = ClientScript.greeted().envelope(recipient);
        pieces.forEach(script::chunk);
        play("every octet", Port.SMTP, script.lastChunk(new byte[0]).quit(), false);
        expectDelivered(recipient, Map.of("octets", text(concat(pieces.toArray(new byte[0][])))));
    }

    private static String user(String name) {
        String address = name + "@example.test";
        james.webAdmin().createUser(address, "secret");
        return address;
    }

    private static Void play(String name, Port port, ClientScript script, boolean patient, int... cuts)
            throws IOException, InterruptedException {
        try (SmtpConnection connection = james.connect(port)) {
            if (port == Port.SUBMISSIONS) {
                connection.handshake();
            }
            try {
                if (patient) {
                    script.play(connection, cuts);
                } else {
                    script.playAhead(connection, cuts);
                }
            } catch (IOException e) {
                throw new AssertionError(name + " cut at " + Arrays.toString(cuts) + "\n" + connection.dialogue(), e);
            }
        }
        return null;
    }

    private static void inParallel(List<Callable<Void>> sessions) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> session : clients.invokeAll(sessions)) {
                session.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /**
     * Waits for as many messages as were sent, which must be those.
     *
     * @param sent by their subjects
     */
    private static void expectDelivered(String recipient, Map<String, String> sent)
            throws IOException, InterruptedException {
        Map<String, String> delivered = new TreeMap<>();
        try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), recipient, "secret")) {
            reader.awaitMessage(
                    octets -> {
                        String message = new String(octets, StandardCharsets.ISO_8859_1);
                        Matcher subject = SUBJECT.matcher(message);
                        delivered.put(subject.find() ? subject.group(1) : "none", message);
                        return delivered.size() == sent.size();
                    },
                    PATIENCE);
        }
        assertThat(delivered).containsOnlyKeys(sent.keySet());
        sent.forEach((subject, content) -> {
            String message = String.valueOf(delivered.get(subject));
            assertThat(TranscriptPlayer.isDelivery(message, content))
                    .as(message)
                    .isTrue();
        });
    }

    /** A message as it is delivered: with the end of its last line, which it may have been sent without. */
    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.endsWith("\r\n") ? text : text + "\r\n";
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.write(part, 0, part.length);
        }
        return whole.toByteArray();
    }
}
