package dev.jamesext.esmtp;

/** {@code Content-Type} and {@code Content-Disposition}: a value, and parameters behind semicolons (RFC 2045 5.1). */
final class ParameterFieldText {

    private static final String HEX = "0123456789ABCDEF";

    private final EncodedWords words;

    ParameterFieldText(EncodedWords words) {
        this.words = words;
    }

    /** Appends it. Parameters beyond US-ASCII get a charset and percent signs (RFC 2231 4); all else is as it was. */
    void append(StringBuilder out, String value) {
        int start = 0;
        while (start <= value.length()) {
            int end = endOfPart(value, start);
            if (ALabels.isAscii(value, start, end)) {
                out.append(value, start, end);
            } else if (start == 0) {
                UnstructuredText.append(out, value, start, end, words);
            } else {
                parameter(out, value, start, end);
            }
            if (end < value.length()) {
                out.append(';');
            }
            start = end + 1;
        }
    }

    private void parameter(StringBuilder out, String text, int from, int to) {
        int equals = from;
        while (equals < to && text.charAt(equals) != '=') {
            equals++;
        }
        if (equals == to || !ALabels.isAscii(text, from, equals)) {
            UnstructuredText.append(out, text, from, to, words);
            return;
        }
        String part = text.substring(from, equals);
        String name = part.strip();
        String value = HeaderField.unquoted(text.substring(equals + 1, to).strip());
        out.append(part, 0, part.length() - part.stripLeading().length()).append(name);
        if (name.endsWith("*")) {
            // It has its charset, or one before it has; only what should be percent signs is not.
            out.append('=');
            percent(out, value, true);
            return;
        }
        boolean continues = name.indexOf('*') >= 0 && !name.endsWith("*0");
        out.append("*=").append(continues ? "" : words.label() + "''");
        percent(out, value, false);
    }

    private void percent(StringBuilder out, String value, boolean keepSigns) {
        for (byte octet : words.octets(value)) {
            if (isPlain(octet) || (keepSigns && (octet == '%' || octet == '\''))) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.charAt((octet & 0xff) >> 4)).append(HEX.charAt(octet & 0xf));
            }
        }
    }

    /** RFC 2231 7 {@code attribute-char}, the safe ones among them. */
    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '.'
                || octet == '-'
                || octet == '_';
    }

    /** The index of the semicolon that ends a part, or the end; one inside quotes does not. */
    private static int endOfPart(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\' && quoted) {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ';' && !quoted) {
                return i;
            }
        }
        return value.length();
    }
}
