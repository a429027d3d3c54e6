package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.chunking.MessageIntake.Terms;
import dev.jamesext.esmtp.HeaderField;
import java.nio.charset.StandardCharsets;
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

    private static final Terms STRICT = new Terms(0, false, false, false);
    private static final Terms AS_DATA = new Terms(0, false, true, false);
    private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");
    private static final Pattern BARE_CR = Pattern.compile("\r(?!\n)");

    private final JamesChain chain = new JamesChain();

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
        assertThat(reply(new Terms(0, true, false, false), "A: 1\r\n\r\n1\r\n2\r\n.\r\n"))
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
        "'A: 1\r\n\r\na\nb\r\n', 554, 554", "'A: 1\nB: 2\r\n\r\nb\r\n', 554, 554", "'\n', 554, 554",
        "'A: 1\r\n\r\na\rb\r\n', 554, 250", "'A: 1\r\n\r\na\r', 554, 250", "'A: 1\r\n\r\na\r\r\n', 554, 250"
    })
    void refusesBareLineEnds(String content, String strictly, String asData) {
        assertThat(reply(STRICT, content)).startsWith(strictly);
        assertThat(chain.delivered()).isEmpty();
        assertThat(MessageIntakeTest.reply(AS_DATA, content, new JamesChain(), new Random(1)))
                .startsWith(asData);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesLinesOf8192OctetsAndNotOneMore(boolean inHeader) {
        String longest = "a".repeat(MessageIntake.LINE_OCTETS_MAX);
        String start = inHeader ? "A: 1\r\n" : "A: 1\r\n\r\n";
        assertThat(reply(STRICT, start + longest + "\r\nb\r\n")).startsWith("250");
        assertThat(chain.delivered()).isEqualTo(start + longest + "\r\nb\r\n");
        for (String rest : new String[] {"\r\nb\r\n", "\r\n", ""}) {
            assertThat(reply(STRICT, start + longest + "a" + rest, new JamesChain(), new Random(1)))
                    .startsWith("500 5.6.0");
        }
        assertThat(reply(STRICT, start + longest, new JamesChain(), new Random(1)))
                .startsWith("250");
    }

    @Test
    void takesMessagesOfTheSizeAllowedAndNotOneOctetMore() {
        String content = "A: 1\r\n\r\n.body\r\n";
        assertThat(reply(new Terms(content.length(), false, false, false), content))
                .startsWith("250");
        JamesChain other = new JamesChain();
        assertThat(reply(new Terms(content.length() - 1L, false, false, false), content, other, new Random(1)))
                .startsWith("552 5.3.4");
        assertThat(other.delivered()).isEmpty();
    }

    @Test
    void tellsAtOnceThatAMessageCannotBeStored() {
        SMTPResponse disk = new SMTPResponse("451", "4.0.0 Error processing message: /tmp/x: No space left on device");
        disk.setEndSession(true);
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain.answering(2, disk), STRICT);
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
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain.answering(1, refusal), STRICT);
        intake.take(octets("A: 1\r\n\r\nbody\r\n"));
        assertThat(line(intake.finish())).isEqualTo("550 5.7.1 No viruses, please");
        assertThat(chain.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void answersForAFilterWithABug(int call) {
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain.answering(call, null), STRICT);
        intake.take(octets("A: 1\r\n\r\n"));
        assertThat(line(intake.finish())).startsWith("451 4.3.0");
    }

    @Test
    void agreesWithTheModelHoweverItIsCut() {
        Random random = new Random(7);
        String[] pieces = {"\r\n", "\r\n.", "\r\n..", ".", "a", "bc", "\n", "\r", "\0", "\u00ff", "A: 1\r\n", "\r\n\r\n"
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

    /** Takes content cut at random, by the terms of BDAT and of DATA, and compares with what should become of it. */
    static void check(String content, Random random) {
        for (boolean lineByLine : new boolean[] {false, true}) {
            for (boolean bareCr : new boolean[] {false, true}) {
                JamesChain chain = new JamesChain();
                String reply = reply(new Terms(0, lineByLine, bareCr, false), content, chain, random);
                boolean refused = BARE_LF.matcher(content).find()
                        || (!bareCr && BARE_CR.matcher(content).find());
                if (refused) {
                    assertThat(reply).startsWith("554 5.6.0");
                    assertThat(chain.delivered()).isEmpty();
                } else {
                    assertThat(reply).startsWith("250");
                    assertThat(chain.delivered()).isEqualTo(asDelivered(content));
                }
                assertThat(chain.faults()).isEmpty();
            }
        }
    }

    /** The content with its last line ended, and the fields of its header in US-ASCII. */
    private static String asDelivered(String content) {
        String whole = content.isEmpty() || content.endsWith("\r\n") ? content : content + "\r\n";
        int emptyLine = ("\r\n" + whole).indexOf("\r\n\r\n");
        int end = emptyLine < 0 ? whole.length() : emptyLine;
        StringBuilder delivered = new StringBuilder();
        Matcher field = FIELD.matcher(whole).region(0, end);
        while (field.find()) {
            delivered.append(new String(HeaderField.ascii(octets(field.group())), StandardCharsets.ISO_8859_1));
        }
        return delivered.append(whole.substring(end)).toString();
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
    void leavesAFieldThatIsTooLongAsItIs() {
        String line = " \u00c3\u00bc".repeat(300) + "\r\n";
        int lines = MessageIntake.FIELD_OCTETS_MAX / line.length() - 1;
        String fits = "X:" + line.repeat(lines) + "\r\n";
        assertThat(reply(STRICT, fits)).startsWith("250");
        assertThat(chain.delivered()).startsWith("X: =?utf-8?b?").doesNotContain("\u00c3");
        JamesChain second = new JamesChain();
        String longer = "X:" + line.repeat(lines + 2) + "\r\n";
        assertThat(reply(STRICT, longer, second, new Random(1))).startsWith("250");
        assertThat(second.delivered()).isEqualTo(longer);
    }

    private String reply(Terms terms, String content) {
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain, terms);
        intake.take(octets(content));
        return line(intake.finish());
    }

    private static String reply(Terms terms, String content, JamesChain chain, Random random) {
        MessageIntake intake = new MessageIntake(JamesChain.session(), chain, terms);
        for (int from = 0; from < content.length(); ) {
            int to = Math.min(content.length(), from + 1 + random.nextInt(content.length()));
            intake.take(octets(content.substring(from, to)));
            from = to;
        }
        assertThat(intake.octets()).isEqualTo(content.length());
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
