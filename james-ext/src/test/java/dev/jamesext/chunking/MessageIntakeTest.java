package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jamesext.chunking.MessageIntake.LineEnds;
import dev.jamesext.chunking.MessageIntake.Terms;
import dev.jamesext.esmtp.HeaderField;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageIntakeTest {

    private static final int HEADER_OCTETS = 262_144;
    private static final int HEADER_FIELDS = 2000;
    private static final int LINE_OCTETS = 1_048_576;
    private static final Terms STRICT = terms(0, false, LineEnds.STRICT);
    /** As James is told to be by {@code -Djames.prevent.smtp.smuggling=false}. */
    private static final Terms LENIENT = terms(0, false, LineEnds.KEPT);

    private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");
    private static final Pattern EMPTY_LINE = Pattern.compile("(?:\\A|\n)(\r?\n)");
    private static final Pattern BARE_CR = Pattern.compile("\r(?!\n)");

    private final JamesChain chain = new JamesChain();
    private int discarded;

    private static Terms terms(long octetsMax, boolean lineByLine, LineEnds lineEnds) {
        return new Terms(octetsMax, HEADER_OCTETS, HEADER_FIELDS, LINE_OCTETS, lineByLine, lineEnds);
    }

    private static MessageIntake intake(JamesChain chain, Terms terms) {
        return new MessageIntake(JamesChain.session(), chain, terms, () -> {});
    }

    @Test
    void feedsTheHeaderLineByLineAndTheBodyInOnePiece() {
        assertThat(reply(STRICT, "A: 1\r\nB: 2\r\n\r\none\r\n.two\r\n..\r\nthree"))
                .startsWith("250");
        assertThat(chain.delivered()).isEqualTo("A: 1\r\nB: 2\r\n\r\none\r\n.two\r\n..\r\nthree\r\n");
        assertThat(chain.faults()).isEmpty();
        assertThat(chain.calls())
                .as("three header lines, body, its last line, end")
                .isEqualTo(6);
    }

    @Test
    void feedsTheBodyLineByLineWhereItIsAskedTo() {
        assertThat(reply(terms(0, true, LineEnds.STRICT), "A: 1\r\n\r\n1\r\n2\r\n.\r\n"))
                .startsWith("250");
        assertThat(chain.delivered()).isEqualTo("A: 1\r\n\r\n1\r\n2\r\n.\r\n");
        assertThat(chain.calls()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", ".", ".\r\n", "..", "\r\n.", "a", "A: 1\r\n\r\n", "A: 1\r\n\r\n.\r\n."})
    void deliversSmallMessagesAsTheyAre(String content) {
        assertThat(reply(STRICT, content)).startsWith("250");
        assertThat(chain.delivered())
                .isEqualTo(content.isEmpty() || content.endsWith("\r\n") ? content : content + "\r\n");
        assertThat(chain.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'A: 1\r\n\r\na\nb\r\n', 250",
        "'A: 1\nB: 2\r\n\r\nb\r\n', 250",
        "'\n', 250",
        "'A: 1\n\nb\n', 250",
        "'A: 1\r\n\r\na\rb\r\n', 250",
        "'A: 1\r\n\r\na\r', 250",
        "'A: 1\r\n\r\na\r\r\n', 250",
        "'A: 1\r\n\r\na\r.\r\n', 250",
        "'A: 1\rB: 2\r\n\r\n', 554",
        "'A: 1\r\r\n\r\n', 554",
        "'\rA: 1\r\n\r\n', 554",
        "'A: 1\r\n\r\r\n', 554",
        "'A: 1\r', 554",
        "'\r', 554",
        "'A: 1\r\n \r2\r\n\r\n', 554",
        "'A: 1\n\rB: 2\n\n', 554"
    })
    void refusesBareLineEnds(String content, String leniently) {
        assertThat(reply(STRICT, content)).startsWith("554 5.6.0 Lines end in CRLF");
        assertThat(chain.delivered()).isEmpty();
        assertThat(reply(LENIENT, content, new JamesChain(), new Random(1))).startsWith(leniently);
    }

    /** Lines of a header end in CRLF when it is delivered, whatever was allowed to end them: James writes them so anyway. */
    @Test
    void writesLinesOfTheHeaderWithTheirCrlf() {
        String header = "A: 1\nB: 2\r\n 3\nC: \u00c3\u00bc\nD: 4\n\n";
        assertThat(reply(LENIENT, header + "b\nc\r\n")).startsWith("250");
        assertThat(chain.delivered()).isEqualTo("A: 1\r\nB: 2\r\n 3\r\nC: =?utf-8?b?w7w=?=\r\nD: 4\r\n\r\nb\nc\r\n");
        assertThat(chain.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'A: 1\n\nb\n', 'A: 1\r\n\r\nb\r\n'",
        "'A: 1\r\nB: 2\n 3\r\n\r\na\nb\r\nc', 'A: 1\r\nB: 2\r\n 3\r\n\r\na\r\nb\r\nc\r\n'",
        "'\n\n\n', '\r\n\r\n\r\n'",
        "'A: 1\n\n.\n..\n', 'A: 1\r\n\r\n.\r\n..\r\n'",
        "'A: 1\rB: 2\n\n', ''",
        "'A: 1\n\na\rb\n', ''",
        "'A: 1\n\na\r', ''",
    })
    void makesLineEndsOfBareLfs(String content, String delivered) {
        JamesChain normalized = new JamesChain();
        assertThat(reply(terms(0, false, LineEnds.LF_TO_CRLF), content, normalized, new Random(1)))
                .startsWith(delivered.isEmpty() ? "554 5.6.0 Lines end in CRLF" : "250");
        assertThat(normalized.delivered()).isEqualTo(delivered);
        assertThat(normalized.faults()).isEmpty();
    }

    /** It is as large as what is stored, or twice as much would be. */
    @Test
    void countsTheOctetsThatAreStored() {
        Terms terms = terms(12, false, LineEnds.LF_TO_CRLF);
        assertThat(reply(terms, "A: 1\n\na\n\n", new JamesChain(), new Random(1)))
                .startsWith("552 5.3.4");
        assertThat(reply(terms, "A: 1\n\na\n", new JamesChain(), new Random(1))).startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: \0\r\n\r\n", "\0: 1\r\n\r\n", "A: 1\r\n\0", "A: 1\r\n \0b\r\nC: 1\r\n\r\n"})
    void refusesNulInTheHeaderAlone(String content) {
        assertThat(reply(LENIENT, content)).startsWith("554 5.6.0 The header of the message holds a NUL");
        assertThat(chain.delivered()).isEmpty();
        assertThat(reply(STRICT, "A: 1\r\n\r\n" + content, new JamesChain(), new Random(1)))
                .startsWith("250");
    }

    /** It would go on the field that James writes above: {@code Received}. */
    @ParameterizedTest
    @ValueSource(strings = {" (by nobody)\r\nA: 1\r\n\r\n", "\tA: 1\r\n\r\n", " \r\n", " ", "\t\r\n\r\n"})
    void refusesAHeaderThatBeginsWithABlank(String content) {
        assertThat(reply(LENIENT, content)).startsWith("554 5.6.0 The header of the message begins with a blank");
        assertThat(chain.calls()).isZero();
        assertThat(reply(STRICT, "\r\n" + content, new JamesChain(), new Random(1)))
                .startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesHeadersOfTheSizeAllowedAndNotOneOctetMore(boolean folded) {
        String line = (folded ? " " : "A:") + "a".repeat(1000) + "\r\n";
        String start = "A: 1\r\n" + line.repeat(HEADER_OCTETS / line.length() - 1);
        String last = "B: " + "a".repeat(HEADER_OCTETS - start.length() - 5) + "\r\n";
        String body = "\r\n" + "b".repeat(8000) + "\r\n";
        assertThat(start + last).hasSize(HEADER_OCTETS);
        assertThat(reply(STRICT, start + last + body)).startsWith("250");
        assertThat(chain.delivered()).isEqualTo(start + last + body);
        assertThat(reply(STRICT, start + last, new JamesChain(), new Random(1))).startsWith("250");
        for (String more : new String[] {start + "a" + last + body, start + last + "a", start + "a" + last}) {
            JamesChain other = new JamesChain();
            assertThat(reply(STRICT, more, other, new Random(1))).startsWith("552 5.3.4 The header");
            assertThat(other.delivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\r\n", "no colon\r\n", "a:\r\n b\r\n\tc\r\n", ":\r\n", "\u00e4: b\r\n"})
    void takesAsManyFieldsAsAllowedAndNotOneMore(String field) {
        String most = field.repeat(HEADER_FIELDS);
        assertThat(reply(STRICT, most + "\r\na:\r\n")).startsWith("250");
        assertThat(chain.delivered()).isEqualTo(most + "\r\na:\r\n");
        JamesChain other = new JamesChain();
        assertThat(reply(STRICT, most + "a:\r\n\r\n", other, new Random(1)))
                .startsWith("554 5.6.0 The header of the message has more fields");
        assertThat(other.delivered()).isEmpty();
        assertThat(reply(LENIENT, (most + "a:\r\n").replace("\r\n", "\n"), new JamesChain(), new Random(1)))
                .startsWith("554 5.6.0 The header of the message has more fields");
    }

    /** BDAT is to be answered at the chunk that is too much; nothing of the message stays until the client has sent the rest. */
    @ParameterizedTest
    @CsvSource({"0, 2001, 554 5.6.0", "160, 1700, 552 5.3.4"})
    void tellsAtOnceThatAHeaderIsTooMuchAndKeepsNothing(int chars, int times, String reply) {
        String piece = "a:" + "b".repeat(chars) + "\r\n";
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain, STRICT, () -> discarded++);
        intake.take(octets(piece.repeat(100)));
        assertThat(intake.failure()).isEmpty();
        assertThat(discarded).isZero();
        intake.take(octets(piece.repeat(times - 100)));
        assertThat(intake.failure().map(MessageIntakeTest::line))
                .hasValueSatisfying(line -> assertThat(line).startsWith(reply));
        assertThat(discarded).isOne();
        int calls = chain.calls();
        intake.take(octets("\r\nbody\r\n"));
        assertThat(intake.octets()).isEqualTo((long) piece.length() * times + 8);
        assertThat(line(intake.finish())).startsWith(reply);
        assertThat(chain.calls()).as("nothing is fed after a failure").isEqualTo(calls);
        assertThat(discarded).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A: 1\rB: 2\r\n", "A: \0", " A: 1\r\n", "A: 1\r\n\r\na\rb", "A: 1\r\n\r\na\nb", "A: 1\nB: 2\r\n"
            })
    void keepsNothingOfAMessageThatIsRefusedInTheEnd(String content) {
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain, STRICT, () -> discarded++);
        intake.take(octets(content));
        assertThat(intake.failure()).isEmpty();
        assertThat(discarded).isOne();
        assertThat(line(intake.finish())).startsWith("554 5.6.0");
    }

    /** Octets of memory, since a line that is copied for each of its octets costs 64 MB. */
    @ParameterizedTest
    @ValueSource(strings = {"", "A: 1\r\n\r\n"})
    void copiesALineThatComesOctetByOctetButFewTimes(String start) {
        MessageIntake intake = intake(chain, STRICT);
        intake.take(octets(start));
        byte[] octet = {'a'};
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MessageIntake.LINE_OCTETS_MAX; i++) {
            intake.take(octet);
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * MessageIntake.LINE_OCTETS_MAX);
        assertThat(line(intake.finish())).startsWith("250");
    }

    @Test
    void takesLinesOfTheHeaderOf8192OctetsAndNotOneMore() {
        takesLinesOf(MessageIntake.LINE_OCTETS_MAX, STRICT, "A: 1\r\n", "header");
    }

    @Test
    void takesLinesOfTheBodyAsLongAsAllowedAndNotOneOctetLonger() {
        takesLinesOf(LINE_OCTETS, STRICT, "A: 1\r\n\r\n", "message");
    }

    /** A filter that counts on single lines gets none in parts, so that there is a bound for what has to be held. */
    @Test
    void takesLinesOfABlockWhereFiltersGetThemWhole() {
        takesLinesOf(MessageIntake.WHOLE_LINE_OCTETS_MAX, terms(0, true, LineEnds.STRICT), "A: 1\r\n\r\n", "message");
        assertThat(chain.parts()).isZero();
    }

    private void takesLinesOf(int octets, Terms terms, String start, String what) {
        String longest = "a".repeat(octets);
        assertThat(reply(terms, start + longest + "\r\nb\r\n")).startsWith("250");
        assertThat(chain.delivered()).isEqualTo(start + longest + "\r\nb\r\n");
        assertThat(chain.faults()).isEmpty();
        for (String rest : new String[] {"\r\nb\r\n", "\r\n", ""}) {
            assertThat(reply(terms, start + longest + "a" + rest, new JamesChain(), new Random(1)))
                    .isEqualTo("500 5.6.0 A line of the " + what + " is longer than " + octets + " octets");
        }
        assertThat(reply(terms, start + longest, new JamesChain(), new Random(1)))
                .startsWith("250");
    }

    /** Where a part may begin or end: with dots, with a CR whose LF comes later, with nothing but the line's end. */
    @Test
    void deliversLongLinesAsTheyAreHoweverTheyAreCut() {
        Random random = new Random(11);
        String[] pieces = {"a".repeat(8190), ".".repeat(8193), ".", "..", "\r\n", "\r\n.\r\n", "b", "\0", "\u00ff"};
        for (int round = 0; round < 300; round++) {
            StringBuilder content = new StringBuilder("A: 1\r\n\r\n");
            // Not so many that a line could be too long for a filter that gets it whole.
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                content.append(pieces[random.nextInt(pieces.length)]);
            }
            check(content.toString(), random);
        }
    }

    /** A sender of one octet a segment is given neither memory nor a call for each. */
    @Test
    void holdsNoMoreOfALineThanAFewThousandOctets() {
        MessageIntake intake = intake(chain, STRICT);
        intake.take(octets("A: 1\r\n\r\n"));
        byte[] some = octets("a".repeat(100));
        for (int i = 0; i < 1000; i++) {
            intake.take(some);
        }
        assertThat(chain.parts()).isEqualTo(100_000 / 8200);
        assertThat(line(intake.finish())).startsWith("250");
        assertThat(chain.delivered()).isEqualTo("A: 1\r\n\r\n" + "a".repeat(100_000) + "\r\n");
        assertThat(chain.faults()).isEmpty();
    }

    @Test
    void feedsNothingOfALineBehindAFilterThatRefusesAPartOfIt() {
        Response refusal = new SMTPResponse("550", "5.7.1 No viruses, please").immutable();
        MessageIntake intake =
                new MessageIntake(JamesChain.session(), chain.answering(3, refusal), STRICT, () -> discarded++);
        intake.take(octets("A: 1\r\n\r\n" + "a".repeat(9000)));
        intake.take(octets("a".repeat(9000) + "\r\n"));
        assertThat(line(intake.finish())).isEqualTo("550 5.7.1 No viruses, please");
        assertThat(chain.calls()).isEqualTo(3);
        assertThat(discarded).isOne();
    }

    @Test
    void takesMessagesOfTheSizeAllowedAndNotOneOctetMore() {
        String content = "A: 1\r\n\r\n.body\r\n";
        assertThat(reply(terms(content.length(), false, LineEnds.STRICT), content))
                .startsWith("250");
        JamesChain other = new JamesChain();
        assertThat(reply(terms(content.length() - 1L, false, LineEnds.STRICT), content, other, new Random(1)))
                .startsWith("552 5.3.4");
        assertThat(other.delivered()).isEmpty();
    }

    @Test
    void tellsAtOnceThatAMessageCannotBeStored() {
        SMTPResponse disk = new SMTPResponse("451", "4.0.0 Error processing message: /tmp/x: No space left on device");
        disk.setEndSession(true);
        MessageIntake intake = intake(chain.answering(2, disk), STRICT);
        intake.take(octets("A: 1\r\n"));
        assertThat(intake.failure()).isEmpty();
        intake.take(octets("\r\nbody\r\n"));
        assertThat(intake.failure().map(MessageIntakeTest::line))
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("452 4.3.1").doesNotContain("/tmp"));
        assertThat(intake.failure().orElseThrow().isEndSession()).isFalse();
        assertThat(line(intake.finish())).startsWith("452 4.3.1");
        assertThat(chain.calls()).as("nothing is fed after a failure").isEqualTo(2);
    }

    @Test
    void keepsTheAnswerOfAFilterThatRefuses() {
        Response refusal = new SMTPResponse("550", "5.7.1 No viruses, please").immutable();
        MessageIntake intake = intake(chain.answering(1, refusal), STRICT);
        intake.take(octets("A: 1\r\n\r\nbody\r\n"));
        assertThat(line(intake.finish())).isEqualTo("550 5.7.1 No viruses, please");
        assertThat(chain.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void answersForAFilterWithABug(int call) {
        MessageIntake intake = intake(chain.answering(call, null), STRICT);
        intake.take(octets("A: 1\r\n\r\n"));
        assertThat(line(intake.finish())).startsWith("451 4.3.0");
    }

    @Test
    void agreesWithTheModelHoweverItIsCut() {
        Random random = new Random(7);
        String[] pieces = {
            "\r\n", "\r\n.", "\r\n..", ".", "a", "bc", "\n", "\r", "\0", "\u00ff", "A: 1\r\n", "\r\n\r\n", " "
        };
        for (int round = 0; round < 5000; round++) {
            StringBuilder content = new StringBuilder();
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                // Bare line ends are rare, or no message would get through.
                int piece = random.nextInt(pieces.length);
                content.append(piece == 6 || piece == 7 ? pieces[random.nextInt(pieces.length)] : pieces[piece]);
            }
            check(content.toString(), random);
        }
    }

    /** Takes content cut at random, by terms with and without bare line ends, and compares with what should become of it. */
    static void check(String content, Random random) {
        for (boolean lineByLine : new boolean[] {false, true}) {
            for (LineEnds lineEnds : LineEnds.values()) {
                JamesChain chain = new JamesChain();
                String reply = reply(terms(0, lineByLine, lineEnds), content, chain, random);
                Optional<String> expected = lineEnds == LineEnds.LF_TO_CRLF
                        ? asDelivered(BARE_LF.matcher(content).replaceAll("\r\n"), false)
                        : asDelivered(content, lineEnds == LineEnds.KEPT);
                if (expected.isEmpty()) {
                    assertThat(reply).startsWith("554 5.6.0");
                    assertThat(chain.delivered()).isEmpty();
                } else {
                    assertThat(reply).startsWith("250");
                    assertThat(chain.delivered()).isEqualTo(expected.get());
                }
                assertThat(chain.faults()).isEmpty();
            }
        }
    }

    /**
     * The content with its last line ended, the lines of its header ended by CRLF and its fields in US-ASCII; empty when it is
     * refused.
     */
    private static Optional<String> asDelivered(String content, boolean lenient) {
        if (!lenient
                && (BARE_LF.matcher(content).find() || BARE_CR.matcher(content).find())) {
            return Optional.empty();
        }
        Matcher emptyLine = EMPTY_LINE.matcher(content);
        boolean ends = emptyLine.find();
        // An LF is enough to end a line of the header, where it may stand there.
        String header = ends ? content.substring(0, emptyLine.start(1)) : ended(content, "\n");
        String body = ends ? "\r\n" + ended(content.substring(emptyLine.end()), "\r\n") : "";
        String lines = BARE_LF.matcher(header).replaceAll("\r\n");
        if (BARE_CR.matcher(lines).find()
                || lines.indexOf('\0') >= 0
                || lines.startsWith(" ")
                || lines.startsWith("\t")) {
            return Optional.empty();
        }
        StringBuilder delivered = new StringBuilder();
        Matcher field = FIELD.matcher(lines);
        while (field.find()) {
            delivered.append(new String(HeaderField.ascii(octets(field.group())), StandardCharsets.ISO_8859_1));
        }
        return Optional.of(delivered.append(body).toString());
    }

    private static String ended(String text, String end) {
        return text.isEmpty() || text.endsWith(end) ? text : text + "\r\n";
    }

    @Test
    void writesFieldsBeyondAsciiWithoutThem() {
        String header =
                "Subject: Gr\u00c3\u00bc\u00c3\u009fe\r\nX: 1\r\nTo: a@b.example,\r\n \u00c3\u00bc <c@d.example>\r\n";
        String body = "\r\nSubject: Gr\u00c3\u00bc\u00c3\u009fe\r\n";
        assertThat(reply(STRICT, header + body)).startsWith("250");
        assertThat(chain.delivered())
                .isEqualTo("Subject: =?utf-8?b?R3LDvMOfZQ==?=\r\nX: 1\r\n"
                        + "To: a@b.example, =?utf-8?b?w7w=?= <c@d.example>\r\n" + body);
    }

    @Test
    void writesAFieldOfAllTheHeaderWithoutThem() {
        String line = " \u00c3\u00bc".repeat(300) + "\r\n";
        String field = "X:" + line.repeat(HEADER_OCTETS / line.length() - 1);
        assertThat(reply(STRICT, field)).startsWith("250");
        assertThat(chain.delivered()).startsWith("X: =?utf-8?b?").doesNotContain("\u00c3");
    }

    private String reply(Terms terms, String content) {
        MessageIntake intake = intake(chain, terms);
        intake.take(octets(content));
        return line(intake.finish());
    }

    private static String reply(Terms terms, String content, JamesChain chain, Random random) {
        MessageIntake intake = intake(chain, terms);
        for (int from = 0; from < content.length(); ) {
            int to = Math.min(content.length(), from + 1 + random.nextInt(content.length()));
            intake.take(octets(content.substring(from, to)));
            from = to;
        }
        assertThat(intake.octets()).isGreaterThanOrEqualTo(content.length());
        return line(intake.finish());
    }

    private static String line(Response response) {
        return response.getLines().get(0).toString();
    }

    private static final Pattern FIELD = Pattern.compile("(?s).*?\r\n(?![ \t])");

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
