package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderFieldTest {

    private static String ascii(String field) {
        byte[] octets = HeaderField.ascii((field + "\r\n").getBytes(StandardCharsets.UTF_8));
        String text = new String(octets, StandardCharsets.US_ASCII);
        assertThat(text).endsWith("\r\n");
        return text.substring(0, text.length() - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: plain", "To: a@b.example,\r\n c@d.example", "no field", ": x", "X:", "\u00e4: x"})
    void leavesAloneWhatIsAsciiOrNoField(String field) {
        byte[] octets = (field + "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(HeaderField.ascii(octets)).isSameAs(octets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "Subject: Grüße | Subject: =?utf-8?b?R3LDvMOfZQ==?=",
                "subject: a Müllerstrasse b | subject: a =?utf-8?q?M=C3=BCllerstrasse?= b",
                "X-Any: grün und blau, süß ganz | X-Any: =?utf-8?b?Z3LDvG4=?= und blau, =?utf-8?b?c8O8w58=?= ganz",
                "Subject: zu zweit süß süß | Subject: zu zweit =?utf-8?b?c8O8w58gc8O8w58=?=",
                "Subject: =?utf-8?q?a?= ü x | Subject: =?utf-8?q?a?= =?utf-8?b?IMO8?= x",
                "Subject: ü =?utf-8?q?a?= | Subject: =?utf-8?b?w7wg?= =?utf-8?q?a?=",
                "Subject: 😀 | Subject: =?utf-8?b?8J+YgA==?=",
            })
    void encodesWordsOfText(String field, String encoded) {
        assertThat(ascii(field)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "From: Jürgen <j@a.example> | From: =?utf-8?q?J=C3=BCrgen?= <j@a.example>",
                "From: \"Müller, Jürgen\" <j@a.example> | From: =?utf-8?q?M=C3=BCller=2C_J=C3=BCrgen?= <j@a.example>",
                "To: a@b.example, Ü <u@b.example>, c@b.example"
                        + " | To: a@b.example, =?utf-8?b?w5w=?= <u@b.example>, c@b.example",
                "To: \"a,b\" <a@b.example>, ü <u@b.example> | To: \"a,b\" <a@b.example>, =?utf-8?b?w7w=?= <u@b.example>",
                "To: ann@bücher.example | To: ann@xn--bcher-kva.example",
                "To: <ann@bücher.example> (Bücher) | To: <ann@xn--bcher-kva.example> (=?utf-8?q?B=C3=BCcher?=)",
                "To: ann@bücher.example (a (ü) b) | To: ann@xn--bcher-kva.example (a (=?utf-8?b?w7w=?=) b)",
                "Cc: jürgen@a.example | Cc: =?utf-8?q?j=C3=BCrgen=40a=2Eexample?= :;",
                "Cc: J <jürgen@a.example>, b@a.example"
                        + " | Cc: J =?utf-8?q?=3Cj=C3=BCrgen=40a=2Eexample=3E?= :;, b@a.example",
                "To: die Bücher: a@b.example, ü <c@b.test>;"
                        + " | To: die =?utf-8?q?B=C3=BCcher?=: a@b.example, =?utf-8?b?w7w=?= <c@b.test>;",
                "Sender: <@a.example:ü@b.example> | Sender: =?utf-8?q?=3C=40a=2Eexample=3A=C3=BC=40b=2Eexample=3E?= :;",
                "To: ann@straße.example | To: =?utf-8?q?ann=40stra=C3=9Fe=2Eexample?= :;",
                "To: ü | To: =?utf-8?b?w7w=?=",
                "To: \"ü | To: =?utf-8?b?w7w=?=",
            })
    void encodesNamesAndDomainsOfAddresses(String field, String encoded) {
        assertThat(ascii(field)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "Content-Type: text/plain; name=\"Bücher.txt\"; charset=utf-8"
                        + " | Content-Type: text/plain; name*=utf-8''B%C3%BCcher.txt; charset=utf-8",
                "Content-Disposition: attachment; filename=a;x=ü"
                        + " | Content-Disposition: attachment; filename=a;x*=utf-8''%C3%BC",
                "Content-Type: a/b; name=\"x;\\\"ü\" | Content-Type: a/b; name*=utf-8''x%3B%22%C3%BC",
                "Content-Type: a/b; name*0=\"ü\"; name*1=\"ö\""
                        + " | Content-Type: a/b; name*0*=utf-8''%C3%BC; name*1*=%C3%B6",
                "Content-Type: a/b; name*=utf-8'de'ü%20x | Content-Type: a/b; name*=utf-8'de'%C3%BC%20x",
            })
    void givesParametersACharset(String field, String encoded) {
        assertThat(ascii(field)).isEqualTo(encoded);
    }

    @Test
    void keepsIdentifiersForPeopleAlone() {
        assertThat(ascii("Message-ID: <ü@a.example>"))
                .isEqualTo("Downgraded-Message-ID: =?utf-8?q?=3C=C3=BC=40a=2Eexample=3E?=");
    }

    @Test
    void keepsOctetsThatAreNotUtf8() {
        byte[] field = {'S', 'u', 'b', 'j', 'e', 'c', 't', ':', ' ', (byte) 0xe4, ' ', 'x', '\r', '\n'};
        assertThat(new String(HeaderField.ascii(field), StandardCharsets.US_ASCII))
                .isEqualTo("Subject: =?unknown-8bit?b?5A==?= x\r\n");
    }

    @Test
    void unfoldsAndFoldsAnew() {
        String words = "wörter ".repeat(40);
        String folded = ascii("Subject: " + words.replace(" ", "\r\n "));
        assertThat(folded.lines()).allMatch(line -> line.length() <= 76);
        assertThat(folded.lines().skip(1)).allMatch(line -> line.startsWith(" =?utf-8?"));
        assertThat(ascii("To: " + "Ö <o@example.org>, ".repeat(100)).lines()).allMatch(line -> line.length() <= 76);
    }

    /**
     * Shapes that made work beyond all proportion, or could: each is a field's beginning, and what fills it. The time limit is far
     * above what linear work takes on a busy machine and far below what quadratic work takes on an idle one; the memory
     * is counted.
     */
    @ParameterizedTest
    @Timeout(60)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Subject:|ü",
                "Subject:|ü a ",
                "Subject:|aaaaaaü",
                "Subject:ü| ",
                "Subject:ü|=?",
                "Subject:|=?utf-8?q?a?= ü ",
                "Content-Type:a/b|;a=ü",
                "Content-Type:ü|;",
                "Content-Type:a/b|;ü",
                "Content-Type:a/b;a=|ü",
                "Content-Type:a/b;a=\"|\\ü",
                "Content-Type:a/b|;=\"ü",
                "Content-Type:a/b|;ü*=",
                "To:ü|(",
                "To:|(ü",
                "To:|(ü)",
                "To:|)ü",
                "To:|\"ü\"",
                "To:\"|\\ü",
                "To:ü|,",
                "To:|ü <a@b.example>,",
                "To:|<ü",
                "To:|ü>",
                "To:|@ü",
                "To:|ü@b.example,",
                "To:|<@a:ü@b>,",
                "To:|a@ü.example,",
                "To:|a@ü,",
                "To:|a@ü..a,",
                "To:|a@אa.example,",
                "To:|a@\u00a0.example,",
                "To:a@|ы",
                "To:a@|ы.",
                "To:a@ü|.a",
                "To:a@|ыыыыыыыыыыыыыыыыыыыы.",
                "To:a@b|\u00ad.ü",
                "Message-ID:|<ü@a>",
                "X:|\u0301",
                "X:|`\r\n ü`",
            })
    void takesTimeAndMemoryInProportionToTheField(String start, String piece) {
        long least = octetsOfMemory(start, piece, 64 * 1024);
        assertThat(least).isLessThan(1000L * 64 * 1024);
        assertThat(octetsOfMemory(start, piece, 1024 * 1024)).isLessThan(20 * least);
    }

    /** How much one field of so many octets takes in passing. */
    private static long octetsOfMemory(String start, String piece, int octets) {
        int pieceOctets = piece.getBytes(StandardCharsets.UTF_8).length;
        byte[] field = (start + piece.repeat(octets / pieceOctets) + "\r\n").getBytes(StandardCharsets.UTF_8);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        byte[] ascii = HeaderField.ascii(field);
        long taken = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(ascii.length).isLessThan(10 * field.length);
        return taken;
    }

    /** A label has 63 characters at most in US-ASCII, and there it is no shorter than it was. */
    @Test
    void makesALabelsOfLabelsThatMayFit() {
        assertThat(ascii("To: ann@" + "e\u0301".repeat(31) + ".example")).startsWith("To: ann@xn--");
        assertThat(ascii("To: ann@" + "\u0438".repeat(54) + ".example")).startsWith("To: ann@xn--");
        assertThat(ascii("To: ann@" + "\u0438".repeat(64) + ".example")).endsWith(" :;");
        assertThat(ascii("To: ann@" + "\u0438\u3002".repeat(126) + "e")).endsWith(" :;");
    }

    /** Names of machines read them; an encoded word would swallow the comma beside it. */
    @Test
    void leavesKeywordsWhereTheyAreFound() {
        assertThat(HeaderField.ascii("Solicitation: \u00fc,net.example:ADV\r\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Solicitation: \u00fc,net.example:ADV\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Total over all octets: what comes out is US-ASCII, ends with CRLF, and holds no line of blanks. */
    @Test
    void survivesAnything() {
        Random random = new Random(6532);
        String[] names = {"Subject", "To", "Content-Type", "Message-ID", "X"};
        byte[] alphabet = " \t\r\n<>()\"\\@,:;=?*'%abü😀".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            String name = names[random.nextInt(names.length)] + ":";
            byte[] field = new byte[name.length() + 40];
            System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, field, 0, name.length());
            for (int at = name.length(); at < field.length; at++) {
                field[at] = alphabet[random.nextInt(alphabet.length)];
            }
            byte[] ascii = HeaderField.ascii(field);
            if (ascii != field) {
                String lines = new String(ascii, StandardCharsets.ISO_8859_1);
                assertThat(lines.chars().allMatch(c -> c < 0x80)).isTrue();
                assertThat(lines).endsWith("\r\n").doesNotContainPattern("\r\n[ \t]+\r\n");
            }
        }
    }
}
