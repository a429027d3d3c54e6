package dev.jamesext.esmtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A field of a message's header in US-ASCII. James writes headers as US-ASCII, with a question mark for each octet beyond
 * it; so what stands there as UTF-8 (RFC 6532) is written in the forms that hold it without: encoded words (RFC 2047),
 * parameters with a charset (RFC 2231) and A-labels. What has no such form is kept as text for people (RFC 6857).
 */
public final class HeaderField {

    /** Characters a line should have at most (RFC 5322 2.1.1); where nothing can be folded it has more. */
    private static final int LINE_CHARS = 76;

    private static final Set<String> ADDRESSES = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "resent-from",
            "resent-sender",
            "resent-reply-to",
            "resent-to",
            "resent-cc",
            "resent-bcc",
            "return-path",
            "errors-to",
            "disposition-notification-to",
            "return-receipt-to",
            "mail-followup-to",
            "delivered-to");

    private static final Set<String> WITH_PARAMETERS = Set.of("content-type", "content-disposition");

    /** They hold identifiers and nothing a person reads: text in their place would name another message. */
    private static final Set<String> IDENTIFIERS =
            Set.of("message-id", "resent-message-id", "in-reply-to", "references", "content-id");

    /** They hold words of a protocol that stand for themselves; what is none of these words counts as nothing. */
    private static final Set<String> KEYWORDS = Set.of("solicitation");

    private HeaderField() {}

    /**
     * A field without octets beyond US-ASCII.
     *
     * @param field its lines, each with its CRLF
     * @return the same array when it has none, when it is no field at all, or one whose words would no longer be found
     */
    public static byte[] ascii(byte[] field) {
        int colon = nameLength(field);
        if (isAscii(field) || colon <= 0) {
            return field;
        }
        String name = new String(field, 0, colon, StandardCharsets.US_ASCII).strip();
        if (KEYWORDS.contains(AsciiCase.lower(name))) {
            return field;
        }
        String text;
        EncodedWords words;
        try {
            ByteBuffer value = ByteBuffer.wrap(field, colon + 1, field.length - colon - 1);
            text = StandardCharsets.UTF_8.newDecoder().decode(value).toString();
            words = EncodedWords.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            text = new String(field, colon + 1, field.length - colon - 1, StandardCharsets.ISO_8859_1);
            words = EncodedWords.UNKNOWN;
        }
        return fold(encoded(name, unfolded(text), words)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String name, String value, EncodedWords words) {
        String kind = AsciiCase.lower(name);
        StringBuilder out = new StringBuilder(value.length() * 2);
        out.append(IDENTIFIERS.contains(kind) ? "Downgraded-" : "").append(name).append(':');
        if (ADDRESSES.contains(kind)) {
            new AddressFieldText(words).append(out, value);
        } else if (WITH_PARAMETERS.contains(kind)) {
            new ParameterFieldText(words).append(out, value);
        } else {
            UnstructuredText.append(out, value, 0, value.length(), words);
        }
        return out.toString();
    }

    /** Octets before the colon; -1 where no field begins (RFC 5322 2.2: printable US-ASCII, then a colon). */
    private static int nameLength(byte[] field) {
        for (int i = 0; i < field.length; i++) {
            if (field[i] == ':') {
                return i;
            }
            // A blank before the colon is old syntax (RFC 5322 4.5), one at the start is none at all.
            if (field[i] < (i == 0 ? '!' : ' ') || field[i] == 0x7f) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /** One line: CR and LF are taken away, wherever they stand (RFC 5322 2.2.3). */
    private static String unfolded(String text) {
        StringBuilder line = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\r' || character == '\n') {
                line.append(text, start, i);
                start = i + 1;
            }
        }
        return line.append(text, start, text.length()).toString();
    }

    /** Lines of moderate length, cut before blanks with something behind them. */
    private static String fold(String line) {
        StringBuilder folded = new StringBuilder(line.length() + line.length() / 16);
        int start = 0;
        int cut = -1;
        int firstCut = line.indexOf(':') + 2;
        for (int i = 0; i < line.length(); i++) {
            boolean mayCut = i >= firstCut
                    && i > start
                    && isBlank(line.charAt(i))
                    && i + 1 < line.length()
                    && !isBlank(line.charAt(i + 1));
            if (mayCut) {
                cut = i;
            }
            if (i - start >= LINE_CHARS && cut > start) {
                folded.append(line, start, cut).append("\r\n");
                start = cut;
            }
        }
        return folded.append(line, start, line.length()).append("\r\n").toString();
    }

    static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    /** What a quoted string holds (RFC 5322 3.2.4); a text that is none as it is. */
    static String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            content.append(text.charAt(i));
        }
        return content.toString();
    }
}
