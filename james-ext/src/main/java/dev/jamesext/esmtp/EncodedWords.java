package dev.jamesext.esmtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text beyond US-ASCII as encoded words (RFC 2047), each of whole characters. */
final class EncodedWords {

    /** Characters of one encoded word: a line of 76 (RFC 2047 2) has room for it behind the name of a field. */
    static final int WORD_CHARS_MAX = 60;

    private static final String HEX = "0123456789ABCDEF";

    private final String label;
    private final Charset charset;

    private EncodedWords(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
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

    /** One or more encoded words with blanks between them; a reader drops these blanks. */
    String encode(String text) {
        byte[] all = octets(text);
        boolean mostlyAscii = text.chars().filter(c -> c < 0x80).count() * 3 > all.length * 2L;
        StringBuilder words = new StringBuilder();
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        int index = 0;
        while (index < text.length()) {
            int next = text.offsetByCodePoints(index, 1);
            byte[] character = octets(text.substring(index, next));
            byte[] longer = concat(begun.toByteArray(), character);
            if (begun.size() > 0 && word(longer, mostlyAscii).length() > WORD_CHARS_MAX) {
                words.append(word(begun.toByteArray(), mostlyAscii)).append(' ');
                begun.reset();
            }
            begun.writeBytes(character);
            index = next;
        }
        return words.append(word(begun.toByteArray(), mostlyAscii)).toString();
    }

    /** Whether a word is an encoded word already, as far as it matters for the blanks beside it. */
    static boolean isOne(String word) {
        return word.startsWith("=?") && word.endsWith("?=") && word.length() > 4;
    }

    private String word(byte[] octets, boolean mostlyAscii) {
        return mostlyAscii
                ? "=?" + label + "?q?" + quoted(octets) + "?="
                : "=?" + label + "?b?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }

    /** The Q encoding with what may stand in a phrase too (RFC 2047 5 (3)). */
    private static String quoted(byte[] octets) {
        StringBuilder quoted = new StringBuilder();
        for (byte octet : octets) {
            if (octet == ' ') {
                quoted.append('_');
            } else if (isPlain(octet)) {
                quoted.append((char) octet);
            } else {
                quoted.append('=').append(HEX.charAt((octet & 0xff) >> 4)).append(HEX.charAt(octet & 0xf));
            }
        }
        return quoted.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || (octet > 0 && "!*+-/".indexOf(octet) >= 0);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
