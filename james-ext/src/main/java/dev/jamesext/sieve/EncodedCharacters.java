package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringTokenizer;

/** {@code ${hex:41 42}} and {@code ${unicode:1f4e7}} (RFC 5228 section 2.4.2.4). What does not have that form stands for itself. */
final class EncodedCharacters {

    private static final String HEX = "${hex:";
    private static final String UNICODE = "${unicode:";
    private static final String BLANKS = " \t\r\n";

    private EncodedCharacters() {}

    /** The offset behind the brace that closes what begins at {@code start}; -1 when it is not of this form. */
    static int end(String text, int start) {
        boolean hex = text.regionMatches(true, start, HEX, 0, HEX.length());
        if (!hex && !text.regionMatches(true, start, UNICODE, 0, UNICODE.length())) {
            return -1;
        }
        int at = start + (hex ? HEX : UNICODE).length();
        int digits = 0;
        boolean any = false;
        for (; at < text.length() && text.charAt(at) != '}'; at++) {
            char c = text.charAt(at);
            if (BLANKS.indexOf(c) >= 0) {
                digits = 0;
            } else if (Character.digit(c, 16) >= 0 && c < 0x80) {
                any = true;
                digits++;
            } else {
                return -1;
            }
            if (hex && digits > 2) {
                return -1;
            }
        }
        return any && at < text.length() ? at + 1 : -1;
    }

    /** The characters of a span whose end {@link #end} told; empty when a problem was reported. */
    static String decode(Excerpt literal, Span span, Compilation compilation) {
        String written = literal.text().substring(span.start(), span.end());
        boolean hex = written.toLowerCase(Locale.ROOT).startsWith(HEX);
        StringTokenizer numbers =
                new StringTokenizer(written.substring((hex ? HEX : UNICODE).length(), written.length() - 1), BLANKS);
        return hex ? octets(numbers, literal, span, compilation) : points(numbers, literal, span, compilation);
    }

    private static String octets(StringTokenizer numbers, Excerpt literal, Span span, Compilation compilation) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        while (numbers.hasMoreTokens()) {
            octets.write(Integer.parseInt(numbers.nextToken(), 16));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            compilation.error(literal, span, "these octets are not UTF-8");
            return "";
        }
    }

    private static String points(StringTokenizer numbers, Excerpt literal, Span span, Compilation compilation) {
        StringBuilder text = new StringBuilder();
        while (numbers.hasMoreTokens()) {
            String digits = numbers.nextToken().replaceFirst("^0+(?=.)", "");
            int point = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits, 16);
            boolean isCharacter = Character.isValidCodePoint(point)
                    && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
            if (!isCharacter) {
                compilation.error(
                        literal,
                        span,
                        "no character has the number " + Compilation.shown(digits) + ", from 0 to d7ff and"
                                + " e000 to 10ffff they go");
                return "";
            }
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
