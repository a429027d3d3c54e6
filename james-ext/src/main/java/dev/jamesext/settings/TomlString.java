package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.SourceText;
import java.util.Arrays;

/**
 * One string as it is written in TOML (the section "String" of its specification): which of the four forms it has, where
 * it ends, and what its characters are with the place of each. tomlj gives the text alone. The string is known to be well
 * formed; in a broken one the reading ends early and never runs past the text.
 */
final class TomlString {

    private final SourceText source;
    private final String text;
    private final String delimiter;
    private final int contentStart;
    private final int contentEnd;

    /** The string whose opening quote stands at an offset. */
    TomlString(SourceText source, int start) {
        this.source = source;
        this.text = source.text();
        char quote = text.charAt(start);
        String three = String.valueOf(quote).repeat(3);
        this.delimiter = text.startsWith(three, start) ? three : String.valueOf(quote);
        this.contentStart = delimiter.length() == 1 ? start + 1 : skipLineEnd(start + 3);
        this.contentEnd = findEnd(quote);
    }

    /** The offset behind the closing quote. */
    int end() {
        return Math.min(text.length(), contentEnd + delimiter.length());
    }

    /** What the string says. */
    Excerpt excerpt(KeyPath key) {
        return hasEscapes() ? decode(key) : Excerpt.verbatim(source, key, contentStart, contentEnd);
    }

    private boolean isMultiLine() {
        return delimiter.length() == 3;
    }

    private boolean isBasic() {
        return delimiter.charAt(0) == '"';
    }

    private int findEnd(char quote) {
        int at = contentStart;
        while (at < text.length() && !text.startsWith(delimiter, at)) {
            at += isBasic() && text.charAt(at) == '\\' ? 2 : 1;
        }
        // Up to two quotes directly before the closing three belong to the content.
        for (int more = 0;
                isMultiLine() && more < 2 && at + 3 < text.length() && text.charAt(at + 3) == quote;
                more++) {
            at++;
        }
        return Math.min(at, text.length());
    }

    private boolean hasEscapes() {
        for (int i = contentStart; i < contentEnd; i++) {
            // tomlj writes every line end of a multi-line string as LF.
            if ((isBasic() && text.charAt(i) == '\\') || isCrLf(i)) {
                return true;
            }
        }
        return false;
    }

    private Excerpt decode(KeyPath key) {
        StringBuilder out = new StringBuilder(contentEnd - contentStart);
        int[] offsets = new int[contentEnd - contentStart + 1];
        int at = contentStart;
        while (at < contentEnd) {
            int from = at;
            int before = out.length();
            if (isBasic() && text.charAt(at) == '\\') {
                at = escape(at + 1, out);
            } else {
                at += isCrLf(at) ? 1 : 0;
                out.append(text.charAt(at++));
            }
            Arrays.fill(offsets, before, out.length(), from);
        }
        offsets[out.length()] = contentEnd;
        return Excerpt.mapped(source, key, out.toString(), Arrays.copyOf(offsets, out.length() + 1));
    }

    /** Reads what follows a backslash. */
    private int escape(int at, StringBuilder out) {
        if (at >= contentEnd) {
            return contentEnd;
        }
        char c = text.charAt(at);
        switch (c) {
            case 'b' -> out.append('\b');
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'f' -> out.append('\f');
            case 'r' -> out.append('\r');
            case 'e' -> out.append('\u001b');
            case 'x' -> {
                return codePoint(at + 1, 2, out);
            }
            case 'u' -> {
                return codePoint(at + 1, 4, out);
            }
            case 'U' -> {
                return codePoint(at + 1, 8, out);
            }
            case ' ', '\t', '\r', '\n' -> {
                return skipSpace(at);
            }
            default -> out.append(c);
        }
        return at + 1;
    }

    private int codePoint(int at, int digits, StringBuilder out) {
        int end = Math.min(contentEnd, at + digits);
        int point = 0;
        for (int i = at; i < end; i++) {
            point = point << 4 | Math.max(0, Character.digit(text.charAt(i), 16));
        }
        if (Character.isValidCodePoint(point)) {
            out.appendCodePoint(point);
        }
        return end;
    }

    private int skipSpace(int start) {
        int at = start;
        while (at < contentEnd && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int skipLineEnd(int at) {
        int behind = isCrLf(at) ? at + 1 : at;
        return text.startsWith("\n", behind) ? behind + 1 : at;
    }

    private boolean isCrLf(int at) {
        return text.startsWith("\r\n", at);
    }
}
