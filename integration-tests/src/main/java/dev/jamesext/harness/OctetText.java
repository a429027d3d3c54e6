package dev.jamesext.harness;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Octets written as {@code 45 0d 0a} or as {@code "E\r\n"}; the result has one ISO-8859-1 character for each. */
final class OctetText {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{2}( [0-9a-fA-F]{2})*");
    private static final Pattern QUOTED = Pattern.compile("\"(([^\\\\\"]|\\\\[rnt0\\\\\"]|\\\\x[0-9a-fA-F]{2})*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x..|.)");

    private OctetText() {}

    /** @throws IllegalArgumentException when the text is neither */
    static String parse(String text) {
        if (HEXADECIMAL.matcher(text).matches()) {
            return new String(HexFormat.ofDelimiter(" ").parseHex(text), StandardCharsets.ISO_8859_1);
        }
        Matcher quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            throw new IllegalArgumentException(
                    "expected octets like '45 0d 0a' or a text in double quotes, found '" + text + "'");
        }
        return ESCAPE.matcher(quoted.group(1)).replaceAll(escape -> Matcher.quoteReplacement(escaped(escape)));
    }

    private static String escaped(MatchResult escape) {
        String name = escape.group(1);
        return switch (name.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' -> String.valueOf((char) HexFormat.fromHexDigits(name, 1, 3));
            default -> name;
        };
    }
}
