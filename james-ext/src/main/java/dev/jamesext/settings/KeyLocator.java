package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.TomlPosition;

/**
 * Finds the characters of keys and values in a text that is known to be TOML. tomlj tells where a key begins; this walks
 * on to the value. Total: in text it does not understand it stops early and the place is less exact, nothing more.
 */
final class KeyLocator {

    /** In place of an offset: the value is written as table headers, not behind an equals sign. */
    static final int BY_HEADER = -1;

    private final SourceText source;
    private final String text;
    private final TomlScan.Scanned scanned;
    private final int file;

    /**
     * @param scanned what tomlj read of the source
     * @param file how many files of the policy were read before
     */
    KeyLocator(SourceText source, TomlScan.Scanned scanned, int file) {
        this.source = source;
        this.file = file;
        this.scanned = scanned;
        this.text = source.text();
    }

    SourceText source() {
        return source;
    }

    /** How many files of the policy were read before this one. */
    int file() {
        return file;
    }

    /** Where a line and column of tomlj stand. */
    int offset(TomlPosition position) {
        return source.offset(scanned.line(position.line()), position.column());
    }

    /**
     * Where a key is written, in a dotted key or table header as well as alone. The whole of these is given when none of
     * their parts is the key.
     *
     * @param start where the key or table header begins
     */
    Span keySpan(int start, String key) {
        List<Part> parts = parts(start);
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).name().equals(key)) {
                return parts.get(i).span();
            }
        }
        return parts.isEmpty()
                ? Span.at(start)
                : new Span(start, parts.get(parts.size() - 1).span().end());
    }

    /**
     * Where the value of a key begins, or {@link #BY_HEADER}.
     *
     * @param start where the key or table header begins
     */
    int valueStart(int start) {
        List<Part> parts = parts(start);
        if (is(start, "[") || parts.isEmpty()) {
            return BY_HEADER;
        }
        int equals = skipBlanks(parts.get(parts.size() - 1).span().end());
        return is(equals, "=") ? skipBlanks(equals + 1) : BY_HEADER;
    }

    /** Whether a table written in braces begins at an offset. */
    boolean isInlineTable(int start) {
        return is(start, "{");
    }

    /** Where the elements of a literal array begin, in order. */
    List<Integer> elementStarts(int arrayStart) {
        List<Integer> starts = new ArrayList<>();
        int at = skipBlanksAndComments(arrayStart + 1);
        while (at < text.length() && !is(at, "]")) {
            starts.add(at);
            at = skipBlanksAndComments(valueEnd(at));
            at = is(at, ",") ? skipBlanksAndComments(at + 1) : text.length();
        }
        return starts;
    }

    /** The whole of a value, quotes and brackets included. */
    Span valueSpan(int start) {
        return new Span(start, valueEnd(start));
    }

    /**
     * The text of a string value, each character with its place.
     *
     * @param value what tomlj made of it. Should the two readings ever differ, this one is right and only the place is vague
     */
    Excerpt string(int start, KeyPath key, String value) {
        Excerpt excerpt = new TomlString(source, start).excerpt(key);
        return excerpt.text().equals(value) ? excerpt : Excerpt.standIn(source, key, value, valueSpan(start));
    }

    private record Part(String name, Span span) {}

    private List<Part> parts(int start) {
        List<Part> parts = new ArrayList<>();
        int at = start;
        while (is(at, "[")) {
            at = skipBlanks(at + 1);
        }
        while (at < text.length()) {
            Part part = part(at);
            if (part.span().end() == at) {
                break;
            }
            parts.add(part);
            at = skipBlanks(part.span().end());
            if (!is(at, ".")) {
                break;
            }
            at = skipBlanks(at + 1);
        }
        return parts;
    }

    private Part part(int start) {
        if (is(start, "\"") || is(start, "'")) {
            TomlString quoted = new TomlString(source, start);
            return new Part(quoted.excerpt(KeyPath.ROOT).text(), new Span(start, quoted.end()));
        }
        int end = start;
        while (end < text.length() && isBare(text.charAt(end))) {
            end++;
        }
        return new Part(text.substring(start, end), new Span(start, end));
    }

    private int valueEnd(int start) {
        int depth = 0;
        int at = start;
        do {
            at = depth == 0 ? at : skipBlanksAndComments(at);
            if (at >= text.length()) {
                return text.length();
            }
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = new TomlString(source, at).end();
            } else if (c == '[' || c == '{') {
                depth++;
                at++;
            } else if (c == ']' || c == '}') {
                depth--;
                at++;
            } else if (depth > 0 && (c == ',' || c == '=' || c == '.')) {
                at++;
            } else {
                at = plainEnd(at);
            }
        } while (depth > 0);
        return at;
    }

    /** The end of a number, boolean or date; always further than the start. */
    private int plainEnd(int start) {
        int at = start + 1;
        while (at < text.length() && " \t\r\n,=[]{}#\"'".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private int skipBlanksAndComments(int start) {
        int at = start;
        while (at < text.length() && " \t\r\n#".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '#') {
                int lineEnd = text.indexOf('\n', at);
                at = lineEnd < 0 ? text.length() : lineEnd;
            } else {
                at++;
            }
        }
        return at;
    }

    private int skipBlanks(int start) {
        int at = start;
        while (is(at, " ") || is(at, "\t")) {
            at++;
        }
        return at;
    }

    private boolean is(int at, String wanted) {
        return text.startsWith(wanted, at);
    }

    private static boolean isBare(char c) {
        return c == '_' || c == '-' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
}
