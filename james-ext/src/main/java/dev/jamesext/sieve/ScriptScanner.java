package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the words of a script (RFC 5228 section 8.1) before jSieve's parser sees it, and hands that parser a neutral
 * copy: as long as the script, on a single line, comments blanked, every string a quoted string of {@code x}, every digit
 * a zero.
 *
 * <p>The copy is needed because the generated token manager reads Java's unicode escapes in the middle of a script, knows
 * only two of Sieve's escapes, ends a multi-line string at CRLF only, throws an Error for what it cannot read and lets a
 * number overflow. On the copy none of this can happen, and a token's column is its offset.
 */
final class ScriptScanner {

    static final int SCRIPT_CHARS_MAX = 256 * 1024;

    /** Blocks and tests inside each other; keeps every recursion over a script shallow. */
    static final int SCRIPT_DEPTH_MAX = 32;

    private final Excerpt script;
    private final String text;
    private final Problems problems;
    private final char[] neutral;
    private final Map<Integer, Excerpt> literals = new HashMap<>();
    private final Deque<Integer> enclosing = new ArrayDeque<>();
    private int depth;
    private boolean commandNext = true;
    private int at;

    private ScriptScanner(Excerpt script, Problems problems) {
        this.script = script;
        this.text = script.text();
        this.problems = problems;
        this.neutral = new char[text.length()];
        Arrays.fill(neutral, ' ');
    }

    /** The script for the parser, or empty when it cannot be read to its end; then a problem was reported. */
    static Optional<ScannedScript> scan(Excerpt script, Problems problems) {
        int length = script.text().length();
        if (length > SCRIPT_CHARS_MAX) {
            problems.error(
                    script,
                    Span.at(0),
                    "the script has " + length + " characters, " + SCRIPT_CHARS_MAX + " are allowed");
            return Optional.empty();
        }
        return new ScriptScanner(script, problems).scan();
    }

    private Optional<ScannedScript> scan() {
        while (at < text.length()) {
            if (!token(text.charAt(at))) {
                return Optional.empty();
            }
        }
        return Optional.of(new ScannedScript(script, new String(neutral), literals));
    }

    private boolean token(char first) {
        switch (first) {
            case ' ', '\t', '\r', '\n' -> at++;
            case '#' -> at = lineEnd(at);
            case '"' -> {
                return quotedString();
            }
            case '{', '}', '(', ')', '[', ']', ',', ';' -> {
                return punctuation(first);
            }
            default -> {
                if (text.startsWith("/*", at)) {
                    return bracketComment();
                }
                if (Identifier.isDigit(first)) {
                    number();
                } else if (Identifier.isStart(first)) {
                    return word();
                } else if (first == ':' && at + 1 < text.length() && Identifier.isStart(text.charAt(at + 1))) {
                    neutral[at++] = ':';
                    copyWord();
                } else {
                    int end = text.offsetByCodePoints(at, 1);
                    return fail(
                            new Span(at, end),
                            "'" + Printable.of(text.substring(at, end)) + "' has no meaning outside a string");
                }
            }
        }
        return true;
    }

    private boolean bracketComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            return fail(new Span(at, at + 2), "the comment that starts here is not closed by '*/'");
        }
        at = end + 2;
        return true;
    }

    private boolean quotedString() {
        int open = at;
        StringBuilder decoded = new StringBuilder();
        int[] offsets = new int[64];
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                string(open, decoded.toString(), offsets, i);
                return true;
            }
            offsets = put(offsets, decoded.length(), i);
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            decoded.append(c);
        }
        return fail(new Span(open, open + 1), "the string that starts here is not closed by '\"'");
    }

    /** {@code text:} up to a line that holds a single dot; the first of two dots that begin a line goes. No escapes here. */
    private boolean multiLineString(int start, int firstLine) {
        StringBuilder decoded = new StringBuilder();
        int[] offsets = new int[64];
        int line = firstLine;
        while (line < text.length()) {
            int end = lineEnd(line);
            int next = Math.min(end + 1, text.length());
            String written = text.substring(line, end);
            if (written.equals(".") || written.equals(".\r")) {
                at = end;
                string(start, decoded.toString(), offsets, line);
                return true;
            }
            for (int i = written.startsWith("..") ? line + 1 : line; i < next; i++) {
                offsets = put(offsets, decoded.length(), i);
                decoded.append(text.charAt(i));
            }
            line = next;
        }
        return fail(
                new Span(start, start + "text:".length()),
                "the multi-line string that starts here is not ended by a line with a single dot");
    }

    private void string(int start, String decoded, int[] offsets, int end) {
        int[] places = Arrays.copyOf(offsets, decoded.length() + 1);
        places[decoded.length()] = end;
        literals.put(start, script.decoded(decoded, places));
        Arrays.fill(neutral, start, at, 'x');
        neutral[start] = '"';
        neutral[at - 1] = '"';
    }

    private void number() {
        while (at < text.length() && Identifier.isDigit(text.charAt(at))) {
            neutral[at++] = '0';
        }
        if (at < text.length() && "kKmMgG".indexOf(text.charAt(at)) >= 0) {
            neutral[at++] = 'K';
        }
    }

    private boolean word() {
        int start = at;
        boolean command = commandNext;
        copyWord();
        if (text.regionMatches(true, start, "text:", 0, 5) && at == start + 4) {
            int rest = at + 1;
            while (rest < text.length() && (text.charAt(rest) == ' ' || text.charAt(rest) == '\t')) {
                rest++;
            }
            int end = lineEnd(rest);
            if (rest < text.length()
                    && (text.charAt(rest) == '#' || text.substring(rest, end).isBlank())) {
                return multiLineString(start, Math.min(end + 1, text.length()));
            }
        }
        commandNext = false;
        if (!command) {
            depth++;
        }
        return depth <= SCRIPT_DEPTH_MAX || tooDeep(new Span(start, at));
    }

    private boolean punctuation(char mark) {
        neutral[at] = mark;
        switch (mark) {
            case '{' -> {
                // A block belongs to its command, not to the tests in front of it.
                depth = outer() + 1;
                enclosing.push(depth);
                commandNext = true;
            }
            case '(', '[' -> enclosing.push(depth);
            case ',' -> depth = outer();
            case ';' -> {
                depth = outer();
                commandNext = true;
            }
            case '}' -> {
                enclosing.poll();
                depth = outer();
                commandNext = true;
            }
            default -> {
                Integer opened = enclosing.poll();
                depth = opened == null ? 0 : opened;
            }
        }
        at++;
        return depth <= SCRIPT_DEPTH_MAX || tooDeep(new Span(at - 1, at));
    }

    private int outer() {
        Integer opened = enclosing.peek();
        return opened == null ? 0 : opened;
    }

    private boolean tooDeep(Span span) {
        return fail(span, "blocks and tests are nested deeper than " + SCRIPT_DEPTH_MAX + " levels");
    }

    private boolean fail(Span span, String sentence) {
        problems.error(script, span, sentence);
        return false;
    }

    private void copyWord() {
        while (at < text.length() && Identifier.isPart(text.charAt(at))) {
            neutral[at] = text.charAt(at);
            at++;
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int[] put(int[] offsets, int index, int value) {
        int[] roomy = index < offsets.length ? offsets : Arrays.copyOf(offsets, 2 * offsets.length);
        roomy[index] = value;
        return roomy;
    }
}
