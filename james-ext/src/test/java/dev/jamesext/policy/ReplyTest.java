package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

    private static final EnhancedCode DENIED = new EnhancedCode(5, 7, 1);

    /** What fits behind {@code 550-5.7.1 } and before CRLF. */
    private static final int ROOM = Reply.LINE_OCTETS_MAX - "550-5.7.1 \r\n".length();

    private static List<String> lines(String text) {
        return Reply.ofText(550, DENIED, text).lines();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "'  blanks around  ',blanks around",
                "one\\r\\ntwo,one|two",
                "one\\ntwo,one|two",
                "one\\rtwo,one|two",
                "one\\r\\n\\r\\ntwo,one||two",
                "one\\n\\r\\n,one",
                "\\r\\n,''",
                "'',''",
                "a\\tb,a b",
                "bell\\u0007 escape\\u001b[31m del\\u007f,bell escape[31m del",
                "nul\\u0000nul,nulnul",
                "gr\\u00fcn \\u65e5\\u672c \\ud83d\\ude00 \\ud83d!,gr?n ?? ? ?!",
                "c1 \\u0085 ls \\u2028,c1 ? ls ?",
            })
    void saysAnyTextInPrintableLines(String text, String expected) {
        assertThat(String.join("|", lines(unescape(text)))).isEqualTo(expected);
    }

    /** Cells write what they cannot hold as Java would. */
    private static String unescape(String cell) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            if (cell.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(cell, i + 2, i + 6, 16));
                i += 5;
            } else if (cell.charAt(i) == '\\') {
                out.append("\r\n\t".charAt("rnt".indexOf(cell.charAt(++i))));
            } else {
                out.append(cell.charAt(i));
            }
        }
        return out.toString();
    }

    @Test
    void fillsALineToItsLastOctetAndWrapsTheNext() {
        assertThat(lines("x".repeat(ROOM))).containsExactly("x".repeat(ROOM));
        assertThat(lines("x".repeat(ROOM + 1))).containsExactly("x".repeat(ROOM), "x");
    }

    @Test
    void wrapsAtABlankWhereThereIsOne() {
        assertThat(lines("x".repeat(ROOM - 3) + " yyyy")).containsExactly("x".repeat(ROOM - 3), "yyyy");
        assertThat(lines("x".repeat(ROOM) + " y")).containsExactly("x".repeat(ROOM), "y");
    }

    @Test
    void cutsAfterTheLastLineItMaySend() {
        String ten = "x\n".repeat(Reply.LINES_MAX - 1) + "last";
        assertThat(lines(ten)).hasSize(Reply.LINES_MAX).endsWith("last");
        assertThat(lines(ten + "\nnever")).hasSize(Reply.LINES_MAX).endsWith("last");
        assertThat(lines("x".repeat(20_000)))
                .hasSize(Reply.LINES_MAX)
                .allSatisfy(line -> assertThat(line).hasSize(ROOM));
        assertThat(lines("x\n".repeat(9) + "y".repeat(ROOM + 1)))
                .hasSize(Reply.LINES_MAX)
                .endsWith("y".repeat(ROOM));
    }

    @Test
    void refusesCodesOfDifferentClasses() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(550, "4.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(600, "5.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(560, "5.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(460, "4.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(199, "2.0.0", "x"));
    }

    @Test
    void refusesLinesThatWouldBreakTheDialogue() {
        for (String line : List.of("a\r\nb", "a\nb", "\u0000", "é", "\u007f", "x".repeat(ROOM + 1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Reply(550, DENIED, List.of(line)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply(550, DENIED, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reply(550, DENIED, Collections.nCopies(Reply.LINES_MAX + 1, "x")));
    }

    @Test
    void closesOnlyWith421() {
        assertThat(Reply.of(421, "4.7.0", "bye").closes()).isTrue();
        assertThat(Reply.of(451, "4.3.0", "later").closes()).isFalse();
    }

    @Test
    void takesAnyTextWhatever() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(i % 100 == 0 ? 8_000 : 60);
            for (int j = 0; j < length; j++) {
                text.append((char)
                        (random.nextBoolean()
                                ? " \r\n\tab\u00ff\ud83d\ude00".charAt(random.nextInt(9))
                                : random.nextInt(0x10000)));
            }
            // The constructor of Reply is the oracle: it refuses whatever must not be sent.
            assertThat(Reply.ofText(550, DENIED, text.toString()).lines()).isNotEmpty();
        }
    }
}
