package dev.jamesext.esmtp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Text beyond US-ASCII as encoded words (RFC 2047), each of whole characters. */
final class EncodedWords {

    /** Characters of one encoded word: a line of 76 (RFC 2047 2) has room for it behind the name of a field. */
    static final int WORD_CHARS_MAX = 60;

    private static final String HEX = "0123456789ABCDEF";

    private final String label;
    private final Charset charset;
    /** Characters that the octets of one word may take: those of its frame taken away. */
    private final int roomChars;

    private EncodedWords(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
        this.roomChars = WORD_CHARS_MAX - "=??q??=".length() - label.length();
    }

    /** For text that is text. */
    static final EncodedWords UTF_8 = new EncodedWords("utf-8", StandardCharsets.UTF_8);

    /** For octets that nobody knows the meaning of (RFC 1428), held as characters up to U+00FF. */
    static final EncodedWords UNKNOWN = new EncodedWords("unknown-8bit", StandardCharsets.ISO_8859_1);

    /** The charset as it is written. */
    String label() {
        return label;
    }

    /** The octets of a text, as it came. */
    byte[] octets(String text) {
        return text.getBytes(charset);
    }

    /** Appends one or more encoded words with blanks between them; a reader drops these blanks. Each octet is looked at twice. */
    void append(StringBuilder out, String text) {
        byte[] octets = octets(text);
        boolean quoted = isMostlyAscii(octets);
        int start = 0;
        int chars = 0;
        int next;
        for (int i = 0; i < octets.length; i = next) {
            next = endOfCharacter(octets, i);
            int more = quoted ? quotedChars(octets, i, next) : 0;
            int longer = quoted ? chars + more : base64Chars(next - start);
            if (i > start && longer > roomChars) {
                appendWord(out, octets, start, i, quoted);
                out.append(' ');
                start = i;
                longer = quoted ? more : base64Chars(next - i);
            }
            chars = longer;
        }
        appendWord(out, octets, start, octets.length, quoted);
    }

    /** Whether a word is an encoded word already, as far as it matters for the blanks beside it. */
    static boolean isOne(String text, int from, int to) {
        return to - from > 4 && text.startsWith("=?", from) && text.startsWith("?=", to - 2);
    }

    private static boolean isMostlyAscii(byte[] octets) {
        int ascii = 0;
        for (byte octet : octets) {
            if (octet >= 0) {
                ascii++;
            }
        }
        return ascii * 3L > octets.length * 2L;
    }

    /** The octets of a character beyond U+007F in UTF-8 that follow its first are from 80 to BF. */
    private int endOfCharacter(byte[] octets, int from) {
        int end = from + 1;
        if (charset.equals(StandardCharsets.UTF_8)) {
            while (end < octets.length && (octets[end] & 0xc0) == 0x80) {
                end++;
            }
        }
        return end;
    }

    private static int base64Chars(int octets) {
        return (octets + 2) / 3 * 4;
    }

    private static int quotedChars(byte[] octets, int from, int to) {
        int chars = 0;
        for (int i = from; i < to; i++) {
            chars += octets[i] == ' ' || isPlain(octets[i]) ? 1 : 3;
        }
        return chars;
    }

    private void appendWord(StringBuilder out, byte[] octets, int from, int to, boolean quoted) {
        out.append("=?").append(label).append(quoted ? "?q?" : "?b?");
        if (quoted) {
            appendQuoted(out, octets, from, to);
        } else {
            out.append(Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, from, to)));
        }
        out.append("?=");
    }

    /** The Q encoding with what may stand in a phrase too (RFC 2047 5 (3)). */
    private static void appendQuoted(StringBuilder out, byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (octet == ' ') {
                out.append('_');
            } else if (isPlain(octet)) {
                out.append((char) octet);
            } else {
                out.append('=').append(HEX.charAt((octet & 0xff) >> 4)).append(HEX.charAt(octet & 0xf));
            }
        }
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '!'
                || octet == '*'
                || octet == '+'
                || octet == '-'
                || octet == '/';
    }
}
