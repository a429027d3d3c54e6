package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.harness.Attack.Field;
import dev.jamesext.harness.Horde.Pace;
import dev.jamesext.harness.Horde.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The attacks: what a stranger, or in one case a user, can do at full force from this machine. */
final class Attacks {
    /** Takes every message. */
    static final String SINK = "sink@example.test";

    /** Logs in. */
    static final String USER = "user@example.test";

    static final String SECRET = "secret";

    /** Local recipients of one message, {@code r0@example.test} and so on. */
    static final int RECIPIENTS = 50;

    /** The attackers of slow questions come from here: the policy asks a name server about what they say. */
    static final InetAddress ASKING = Field.address(104);

    private static final InetAddress FLOOD = Field.address(101);
    private static final InetAddress GUESSER = Field.address(102);
    private static final InetAddress WRITER = Field.address(103);
    private static final InetAddress CURIOUS = Field.address(105);

    /** As the default of james-ext.max-failed-auth has it. */
    private static final int FAILED_AUTH_MAX = 3;

    /** Of one report: 50 KiB of the returned header, and what the report says itself. */
    private static final long REPORT_OCTETS_MAX = 100 * 1024;

    /** Answers to VRFY that one address may get in the whole time. */
    private static final long TOLD_MAX = 1000;

    private static final int HEADER_512_KIB = 512 * 1024;
    private static final int HEADER_200_KIB = 200 * 1024;
    private static final int LONG_HEADER_OCTETS = 9_400_000;
    private static final int RETRIED_MAILS = 10;
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration CALM_MAX = Duration.ofMinutes(2);

    private Attacks() {}

    /** @param slow whether there is a name server that says nothing; without it those who ask are refused at once */
    static List<Attack> all(boolean slow) {
        List<Attack> attacks = new ArrayList<>(List.of(
                flood("flood-1", 1, Pace.PIPELINED),
                flood("flood-4", 4, Pace.PIPELINED),
                flood("flood-200", 200, Pace.PIPELINED),
                flood("flood-200-deaf", 200, Pace.DEAF),
                passwords("auth-pipelined", 8, 300, Port.SMTP, Port.SUBMISSION),
                passwords("auth-reconnecting", 20, 1, Port.SMTP, Port.SUBMISSION),
                new Attack("header-memory", "3 messages at once, 9.4 MB of header lines 'a:'", Attacks::headerMemory),
                new Attack("reports", "forged sender, NOTIFY=SUCCESS, large header, 50 recipients", Attacks::reports),
                new Attack(
                        "8-bit-headers", "4 connections, headers that take long to rewrite", Attacks::eightBitHeaders),
                new Attack("vrfy", "20 connections, 100 names each, again and again", Attacks::vrfy),
                new Attack(
                        "retry-storm",
                        "mail with a time and with REQUIRETLS for a server that says 421",
                        Attacks::retries)));
        if (slow) {
            attacks.add(slowQuestions("slow-dns-300", 300, Pace.IN_STEP));
            attacks.add(slowQuestions("slow-dns-64-pipelined", 64, Pace.PIPELINED));
        }
        return attacks;
    }

    /** No attack: sessions with a message each, one after the other on a few connections. */
    static Horde visitors(StockJames james) throws IOException {
        String text = "EHLO visitor.example\r\n" + message("visitor@visitor.example", "Subject: hello\r\n", SINK);
        return Horde.of(new Plan(FLOOD, james.port(Port.SMTP), text + "QUIT\r\n", "", 0, Pace.PIPELINED), 2);
    }

    /** One connection that floods, so that what a flood needs is compiled when the first attack begins. */
    static Horde rehearsal(StockJames james) throws IOException {
        return Horde.of(floodPlan(james, Pace.PIPELINED), 1);
    }

    private static Attack flood(String name, int connections, Pace pace) {
        return new Attack(
                name,
                connections + " connections, NOOP EHLO RSET without end" + (pace == Pace.DEAF ? ", nothing read" : ""),
                field -> attack(field, connections, floodPlan(field.james(), pace)));
    }

    private static Plan floodPlan(StockJames james, Pace pace) {
        String lines = "NOOP\r\nEHLO flood.example\r\nRSET\r\n".repeat(2000);
        return new Plan(FLOOD, james.port(Port.SMTP), "", lines, Plan.WITHOUT_END, pace);
    }

    private static Attack passwords(String name, int connections, int each, Port... ports) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < each; i++) {
            String plain = "\0" + USER + "\0wrong-" + i;
            lines.append("AUTH PLAIN ").append(base64(plain)).append("\r\n");
        }
        String once = "EHLO guess.example\r\n" + lines + "QUIT\r\n";
        return new Attack(
                name,
                connections + " connections to each of smtp and submission, " + each
                        + " wrong passwords each, again and again",
                field -> {
                    List<Horde> hordes = new ArrayList<>();
                    for (Port port : ports) {
                        hordes.add(Horde.of(
                                new Plan(GUESSER, field.james().port(port), once, "", 0, Pace.PIPELINED), connections));
                    }
                    String seen = end(field, hordes);
                    for (Horde horde : hordes) {
                        assertThat(horde.replies(235)).as("logins").isZero();
                        assertThat(horde.replies(535))
                                .as("passwords that were tried, on %d connections", horde.connections())
                                .isLessThanOrEqualTo(FAILED_AUTH_MAX * horde.connections());
                    }
                    return seen;
                });
    }

    private static String headerMemory(Field field) throws IOException, InterruptedException {
        String lines = "a:\r\n".repeat(LONG_HEADER_OCTETS / 4);
        return attack(
                field,
                3,
                new Plan(
                        WRITER,
                        field.james().port(Port.SMTP),
                        "EHLO heavy.example\r\n",
                        message("sender@heavy.example", lines, SINK),
                        Plan.WITHOUT_END,
                        Pace.PIPELINED));
    }

    private static String reports(Field field) throws IOException, InterruptedException {
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < RECIPIENTS; i++) {
            recipients.add("r" + i + "@example.test> NOTIFY=SUCCESS");
        }
        String[] wanting = recipients.toArray(String[]::new);
        String field512 = ("X-Filler: " + "x".repeat(66) + "\r\n").repeat(HEADER_512_KIB / 78);
        String field200 = field512.substring(0, HEADER_200_KIB / 78 * 78);
        long messages = field.victim().messages();
        long octets = field.victim().octets();
        Horde horde = Horde.of(
                new Plan(
                        WRITER,
                        field.james().port(Port.SMTP),
                        "EHLO forger.example\r\n",
                        message("victim@far.example", field512, wanting)
                                + message("victim@far.example", field200, wanting),
                        Plan.WITHOUT_END,
                        Pace.PIPELINED),
                1);
        String seen = end(field, List.of(horde));
        awaitCalm(field.victim());
        messages = field.victim().messages() - messages;
        octets = field.victim().octets() - octets;
        // MAIL and RCPT are answered 250 too: what is sent in a transaction is at most one report.
        long transactions = horde.replies(354);
        String told = String.format(
                Locale.ROOT, "%s; %d messages, %d reports of %.1f MB", seen, transactions, messages, octets / 1e6);
        assertThat(messages).as(told).isLessThanOrEqualTo(transactions);
        assertThat(octets).as(told).isLessThanOrEqualTo(messages * REPORT_OCTETS_MAX);
        return told;
    }

    /** Reports wait in queues of James: waits until none has come for a while. */
    private static void awaitCalm(CountingHop hop) throws InterruptedException {
        long end = System.nanoTime() + CALM_MAX.toNanos();
        long last = -1;
        while (hop.messages() != last && System.nanoTime() < end) {
            last = hop.messages();
            Thread.sleep(CALM.toMillis());
        }
    }

    private static Attack slowQuestions(String name, int connections, Pace pace) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("EHLO n").append(i).append("\r\n");
        }
        // In step one greeting is sent for each reply; the name tells nothing new to a name server that is silent.
        String again = pace == Pace.IN_STEP ? "EHLO unanswered\r\n" : lines.toString();
        return new Attack(
                name,
                connections + " connections from one address whose names are asked about in vain",
                field -> attack(
                        field,
                        connections,
                        new Plan(ASKING, field.james().port(Port.SMTP), "", again, Plan.WITHOUT_END, pace)));
    }

    private static String eightBitHeaders(Field field) throws IOException, InterruptedException {
        StringBuilder parameters = new StringBuilder("Content-Type: text/plain");
        for (int i = 0; i < 2000; i++) {
            parameters.append(";\r\n p").append(i).append("=\"\u00fc\u00fc\u00fc\"");
        }
        String domain = "From: a@" + "\u00fc".repeat(2700) + ".example\r\n";
        String comments = "To: " + "(\u00fc".repeat(900) + ")".repeat(900) + " <a@b.example>\r\n";
        String text = parameters + "\r\n" + domain.repeat(4) + comments.repeat(4);
        return attack(
                field,
                4,
                new Plan(
                        WRITER,
                        field.james().port(Port.SMTP),
                        "EHLO letters.example\r\n",
                        utf8(message("sender@letters.example", text, SINK)),
                        Plan.WITHOUT_END,
                        Pace.PIPELINED));
    }

    private static String vrfy(Field field) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder("EHLO curious.example\r\n");
        for (int i = 0; i < 100; i++) {
            lines.append("VRFY nobody-").append(i).append("@example.test\r\n");
        }
        Horde horde = Horde.of(
                new Plan(CURIOUS, field.james().port(Port.SMTP), lines + "QUIT\r\n", "", 0, Pace.PIPELINED), 20);
        String seen = end(field, List.of(horde));
        assertThat(horde.replies(550)).as(seen).isLessThanOrEqualTo(TOLD_MAX);
        return seen;
    }

    /** The mails are few; what multiplies are the tries. */
    private static String retries(Field field) throws IOException, InterruptedException {
        long before = field.busy().connections();
        StringBuilder said = new StringBuilder();
        try (SmtpConnection connection = field.james().connect(Port.SUBMISSIONS)) {
            connection.handshake();
            connection.readReply();
            Letters.say(connection, "EHLO desk", "250");
            Letters.say(connection, "AUTH PLAIN " + base64("\0" + USER + "\0" + SECRET), "235");
            for (int i = 0; i < RETRIED_MAILS; i++) {
                boolean secured = i % 2 == 0;
                Letters.say(connection, "MAIL FROM:<" + USER + ">" + (secured ? " REQUIRETLS" : ""), "250");
                Letters.say(connection, "RCPT TO:<a@busy.example>" + (secured ? "" : " NOTIFY=DELAY"), "250");
                Letters.say(connection, "DATA", "354");
                Letters.say(connection, "Subject: again and again\r\n\r\n.", "250");
            }
        }
        Thread.sleep(field.time().toMillis());
        long tries = field.busy().connections() - before;
        said.append(tries).append(" connections for ").append(RETRIED_MAILS).append(" mails");
        // One at once, and one in each minute that has begun since.
        assertThat(tries)
                .as(said.toString())
                .isBetween(1L, RETRIED_MAILS * (2 + field.time().toMinutes()));
        return said.toString();
    }

    private static String attack(Field field, int connections, Plan plan) throws IOException, InterruptedException {
        return end(field, List.of(Horde.of(plan, connections)));
    }

    /** Lets them go on for the time there is, ends them, and tells what they saw. */
    private static String end(Field field, List<Horde> hordes) throws IOException, InterruptedException {
        Thread.sleep(field.time().toMillis());
        StringBuilder seen = new StringBuilder();
        for (Horde horde : hordes) {
            horde.end();
            seen.append(seen.isEmpty() ? "" : "; ")
                    .append(horde.connections())
                    .append(" connections: ")
                    .append(horde.replies());
        }
        return seen.toString();
    }

    private static String message(String sender, String header, String... recipients) {
        StringBuilder text = new StringBuilder("MAIL FROM:<" + sender + ">\r\n");
        for (String recipient : recipients) {
            text.append("RCPT TO:<")
                    .append(recipient)
                    .append(recipient.contains(">") ? "" : ">")
                    .append("\r\n");
        }
        return text.append("DATA\r\n")
                .append(header)
                .append("\r\nbody\r\n.\r\n")
                .toString();
    }

    /** The octets of a text in UTF-8, as a text in ISO-8859-1. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
