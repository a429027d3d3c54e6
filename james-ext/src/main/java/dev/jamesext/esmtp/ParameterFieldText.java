package dev.jamesext.esmtp;

/** {@code Content-Type} and {@code Content-Disposition}: a value, and parameters behind semicolons (RFC 2045 5.1). */
final class ParameterFieldText {

    private static final String HEX = "0123456789ABCDEF";

    private final EncodedWords words;

    ParameterFieldText(EncodedWords words) {
        this.words = words;
    }

    /** Parameters beyond US-ASCII get a charset and percent signs (RFC 2231 4); all else is as it was. */
    String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        int start = 0;
        while (start <= value.length()) {
            int end = endOfPart(value, start);
            String part = value.substring(start, end);
            encoded.append(
                    ALabels.isAscii(part) ? part : start == 0 ? UnstructuredText.encode(part, words) : parameter(part));
            if (end < value.length()) {
                encoded.append(';');
            }
            start = end + 1;
        }
        return encoded.toString();
    }

    private String parameter(String part) {
        int equals = part.indexOf('=');
        if (equals < 0 || !ALabels.isAscii(part.substring(0, equals))) {
            return UnstructuredText.encode(part, words);
        }
        String blanks = part.substring(0, part.length() - part.stripLeading().length());
        String name = part.substring(0, equals).strip();
        String value = HeaderField.unquoted(part.substring(equals + 1).strip());
        if (name.endsWith("*")) {
            // It has its charset, or one before it has; only what should be percent signs is not.
            return blanks + name + "=" + percent(value, true);
        }
        boolean continues = name.indexOf('*') >= 0 && !name.endsWith("*0");
        return blanks + name + "*=" + (continues ? "" : words.label() + "''") + percent(value, false);
    }

    private String percent(String value, boolean keepSigns) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : words.octets(value)) {
            if (isPlain(octet) || (keepSigns && (octet == '%' || octet == '\''))) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.charAt((octet & 0xff) >> 4)).append(HEX.charAt(octet & 0xf));
            }
        }
        return encoded.toString();
    }

    /** RFC 2231 7 {@code attribute-char}, the safe ones among them. */
    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || (octet > 0 && ".-_".indexOf(octet) >= 0);
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
