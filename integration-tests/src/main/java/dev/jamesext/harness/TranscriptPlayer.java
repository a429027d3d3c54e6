package dev.jamesext.harness;

import dev.jamesext.harness.Transcript.LineRule;
import dev.jamesext.harness.Transcript.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Plays transcripts against a running James. One player serves many transcripts, one after the other. */
public final class TranscriptPlayer {
    private static final String PASSWORD = "secret";
    private static final Duration MAIL_MAX = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final int REPEATED_CHARS_MAX = 1_000_000;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^*}]+)(?:\\*([0-9]+))?}");
    private static final Pattern GREETING = Pattern.compile("(?m)^(EHLO|HELO|LHLO) ");
    private static final Pattern BASE64 = Pattern.compile("base64\\((\"[^\"]*\")\\)");
    private static final Pattern HEADER_FIELDS = Pattern.compile("([!-9;-~]+:[^\r\n]*\r\n([ \t][^\r\n]*\r\n)*)*");

    private final StockJames james;
    private final SSLContext tls;
    private final AtomicInteger users = new AtomicInteger();

    public TranscriptPlayer(StockJames james) {
        this.james = james;
        this.tls = KeystoreTrust.of(james.workingDirectory().resolve("conf/keystore.p12"), StockJames.KEYSTORE_SECRET);
    }

    /**
     * Plays one transcript.
     *
     * @param file the transcript; files it names lie beside it
     * @throws AssertionError when James does not do what the transcript says; the message names the line of the file and
     *     shows the dialogue so far
     */
    public void play(Path file) throws IOException, InterruptedException {
        Transcript transcript = TranscriptParser.parse(file.getFileName().toString(), Files.readString(file));
        Map<String, String> addresses = new HashMap<>();
        for (String name : transcript.users()) {
            String address = name + users.incrementAndGet() + "@example.test";
            james.webAdmin().createUser(address, PASSWORD);
            addresses.put(name, address);
        }
        try (Run run = new Run(file, transcript, addresses)) {
            run.all(transcript.steps());
            run.expectNothingUnread();
        }
    }

    /** One transcript on its way. */
    private final class Run implements AutoCloseable {
        private final Path file;
        private final Transcript transcript;
        private final Map<String, String> addresses;
        private SmtpConnection connection;
        /** Whether the transcript has said EHLO, HELO or LHLO on this connection, or inside its TLS. */
        private boolean greeted;

        Run(Path file, Transcript transcript, Map<String, String> addresses) throws IOException {
            this.file = file;
            this.transcript = transcript;
            this.addresses = addresses;
            this.connection = connect();
        }

        private SmtpConnection connect() throws IOException {
            SmtpConnection opened = SmtpConnection.open(
                    InetAddress.getAllByName(transcript.from())[0],
                    james.port(Port.ofListener(transcript.listener())),
                    tls);
            if (transcript.implicitTls()) {
                opened.handshake();
            }
            return opened;
        }

        void all(List<Step> steps) throws IOException, InterruptedException {
            for (Step step : steps) {
                try {
                    one(step);
                } catch (IOException e) {
                    throw failure(step.line(), String.valueOf(e.getMessage()), e);
                }
            }
        }

        private void one(Step step) throws IOException, InterruptedException {
            if (step instanceof Step.Send send) {
                String text = expand(send.text());
                greeted |= GREETING.matcher(text).find();
                connection.send(text.getBytes(StandardCharsets.ISO_8859_1));
            } else if (step instanceof Step.ExpectLine expected) {
                String line = connection.readLine();
                check(step.line(), expected.pattern().matcher(line).matches(), expected.pattern(), line);
            } else if (step instanceof Step.ExpectReply expected) {
                reply(expected);
            } else if (step instanceof Step.StartTls) {
                greeted = false;
                connection.sendLine("STARTTLS");
                expectCode(step.line(), "220");
                connection.handshake();
            } else if (step instanceof Step.Auth auth) {
                if (!greeted) {
                    connection.sendLine("EHLO client.example.org");
                    expectCode(step.line(), "250");
                }
                String plain = "\0" + expand(auth.user()) + "\0" + auth.password();
                byte[] octets = plain.getBytes(StandardCharsets.UTF_8);
                connection.sendLine("AUTH PLAIN " + Base64.getEncoder().encodeToString(octets));
                expectCode(step.line(), "235");
            } else if (step instanceof Step.ExpectClose) {
                check(step.line(), connection.closes(), "the connection to end", "an octet, or none within the time");
            } else if (step instanceof Step.ExpectOpen) {
                check(step.line(), connection.staysSilent(SILENCE), "silence", "an octet, or the end");
            } else if (step instanceof Step.Put put) {
                String path = expand(put.path());
                int status = james.webAdmin().send("PUT", path, "").statusCode();
                check(step.line(), status == 204, "webadmin to answer 204 to PUT " + path, Integer.toString(status));
            } else if (step instanceof Step.Reconnect) {
                expectNothingUnread();
                connection.close();
                greeted = false;
                connection = connect();
            } else if (step instanceof Step.MailContains mail) {
                String wanted = "'" + mail.text() + "' and lines " + mail.rules();
                awaitMail(
                        step.line(),
                        mail.user(),
                        wanted,
                        message -> message.contains(mail.text()) && obeys(message, mail.rules()));
            } else if (step instanceof Step.NoMailContains mail) {
                noMail(mail);
            } else if (step instanceof Step.MailEqualsFile mail) {
                byte[] octets = Files.readAllBytes(file.resolveSibling(mail.file()));
                String sent = new String(octets, StandardCharsets.ISO_8859_1);
                awaitMail(
                        step.line(), mail.user(), "the octets of " + mail.file(), message -> isDelivery(message, sent));
            } else if (step instanceof Step.Repeat repeat) {
                for (int i = 0; i < repeat.times(); i++) {
                    all(repeat.steps());
                }
            }
        }

        private void reply(Step.ExpectReply expected) throws IOException {
            List<String> lines = connection.readReply();
            String code = lines.get(0).substring(0, 3);
            check(expected.line(), expected.code().matcher(code).matches(), expected.code(), lines);
            for (LineRule rule : expected.rules()) {
                boolean found = lines.stream()
                        .anyMatch(line ->
                                rule.pattern().matcher(line.substring(4)).matches());
                String wanted = (rule.present() ? "a line " : "no line ") + rule.pattern();
                check(rule.line(), found == rule.present(), wanted, lines);
            }
        }

        private void expectCode(int line, String code) throws IOException {
            List<String> lines = connection.readReply();
            check(line, lines.get(0).startsWith(code), code, lines);
        }

        private void awaitMail(int line, String user, String wanted, Predicate<String> condition)
                throws IOException, InterruptedException {
            String address = Objects.requireNonNull(addresses.get(user));
            try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), address, PASSWORD)) {
                boolean came = reader.awaitMessage(
                                octets -> condition.test(new String(octets, StandardCharsets.ISO_8859_1)), MAIL_MAX)
                        .isPresent();
                check(line, came, "a message with " + wanted, reader.count() + " other messages");
            }
        }

        private void noMail(Step.NoMailContains unwanted) throws IOException {
            String address = Objects.requireNonNull(addresses.get(unwanted.user()));
            try (ImapReader reader = ImapReader.login(james.port(Port.IMAP), address, PASSWORD)) {
                int count = reader.count();
                for (int number = 1; number <= count; number++) {
                    String message = new String(reader.message(number), StandardCharsets.ISO_8859_1);
                    check(
                            unwanted.line(),
                            !message.contains(unwanted.text()),
                            "no message with '" + unwanted.text() + "'",
                            message);
                }
            }
        }

        private static boolean obeys(String message, List<LineRule> rules) {
            return rules.stream()
                    .allMatch(rule -> rule.present()
                            == message.lines()
                                    .anyMatch(
                                            line -> rule.pattern().matcher(line).matches()));
        }

        void expectNothingUnread() throws IOException {
            if (connection.hasUnread()) {
                throw failure(0, "the transcript ends, but James also said: " + connection.readLine(), null);
            }
        }

        private String expand(String text) {
            String filled = VARIABLE.matcher(text)
                    .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1), variable.group(2))));
            return BASE64.matcher(filled).replaceAll(quoted -> base64(quoted.group(1)));
        }

        private static String base64(String quoted) {
            byte[] octets = OctetText.parse(quoted).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder().encodeToString(octets);
        }

        private String value(String name, @Nullable String times) {
            if (times != null) {
                int count = Integer.parseInt(times);
                if ((long) count * name.length() > REPEATED_CHARS_MAX) {
                    throw new IllegalArgumentException(
                            "more than " + REPEATED_CHARS_MAX + " characters: " + name + "*" + times);
                }
                return name.repeat(count);
            }
            String address = addresses.get(name);
            if (address == null) {
                throw new IllegalArgumentException(file.getFileName() + ": no @user '" + name + "'");
            }
            return address;
        }

        private void check(int line, boolean fulfilled, Object wanted, Object found) {
            if (!fulfilled) {
                throw failure(line, "expected " + wanted + "\nbut found " + found, null);
            }
        }

        private AssertionError failure(int line, String what, @Nullable Throwable cause) {
            String place = file + ":" + line + ": ";
            return new AssertionError(place + what + "\n\n" + connection.dialogue(), cause);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Whether the message is what was sent, below header fields that servers add on top. */
    static boolean isDelivery(String message, String sent) {
        return message.endsWith(sent)
                && HEADER_FIELDS
                        .matcher(message.substring(0, message.length() - sent.length()))
                        .matches();
    }
}
