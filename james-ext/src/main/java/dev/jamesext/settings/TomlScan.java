package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One linear look at a policy before tomlj gets it. Some small texts cost tomlj gigabytes or hours: its objects are a hundred
 * times as large as what they are made of, a key of many parts is a table for each of them, and blank lines or comments in a row
 * are looked through again for each of them. The first two are bounded here, of the last all but the first are left out.
 *
 * <p>The dialect has sets besides, <code>{ "a", "b" }</code>, which no parser of TOML takes. Where one stands tomlj gets an empty
 * array of the same size: whoever reads the value sees the brace.
 *
 * <p>In text that is TOML strings, comments and lines are recognised exactly; in other text counts and places may be off, and
 * tomlj complains.
 */
final class TomlScan {

    /** Words and signs of one policy: a hundred thousand names in an array are five hundred thousand. */
    static final int POLICY_TOKENS_MAX = 800_000;

    /** Parts of one dotted key or table header: as many as a domain name has labels. */
    static final int KEY_PARTS_MAX = 128;

    /** Lines that are neither key and value nor a table header. The first hundred are told one by one. */
    static final int STRANGE_LINES_MAX = 1_000;

    private static final Pattern LINE = Pattern.compile("\\bline ([0-9]{1,7})\\b");

    private final String text;
    private final BitSet leftOut;
    private final StringBuilder kept;
    private int[] lines = new int[64];
    private int lineCount;
    private int line;
    private int at;
    private int depth;
    private int tokens;
    private int dots;
    private int strangeLines;
    private int lineStart;
    private boolean begun;
    private boolean assigned;
    private boolean silentBefore;

    private TomlScan(String text, int tokensBefore, BitSet leftOut) {
        this.text = text;
        this.leftOut = leftOut;
        this.tokens = tokensBefore;
        this.kept = new StringBuilder(text.length());
    }

    /** What tomlj is to read. */
    static final class Scanned {

        private final String text;

        /** For each line of {@link #text} the line of the policy, all of them from 1. */
        private final int[] lines;

        private final int tokens;

        private Scanned(String text, int[] lines, int tokens) {
            this.text = text;
            this.lines = lines;
            this.tokens = tokens;
        }

        String text() {
            return text;
        }

        /** Words and signs of the policy so far. */
        int tokens() {
            return tokens;
        }

        /** A message of tomlj with the lines of the policy in place of those of the text. */
        String message(String message) {
            return LINE.matcher(message).replaceAll(found -> "line " + line(Integer.parseInt(found.group(1))));
        }

        /** The line of the policy that a line of the text was; one behind the end counts as the last. */
        int line(int scanned) {
            return lines[Math.max(0, Math.min(scanned, lines.length) - 1)];
        }
    }

    /**
     * The text to parse; empty when a limit was crossed, which was reported at its place.
     *
     * @param tokensBefore words and signs of the files of the policy that were read before
     * @param leftOut lines, counted from 1, that are passed over as if they were empty
     */
    static Optional<Scanned> of(SourceText source, int tokensBefore, BitSet leftOut, Problems problems) {
        TomlScan scan = new TomlScan(withoutByteOrderMark(source.text()), tokensBefore, leftOut);
        Optional<String> crossed = scan.run();
        if (crossed.isPresent()) {
            problems.error(source, Span.at(scan.at), KeyPath.ROOT, crossed.get());
            return Optional.empty();
        }
        return Optional.of(new Scanned(scan.kept.toString(), Arrays.copyOf(scan.lines, scan.lineCount), scan.tokens));
    }

    /** Windows editors begin a file with this mark; a blank of the same length keeps all places right. */
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\ufeff") ? " " + text.substring(1) : text;
    }

    private Optional<String> run() {
        beginLine();
        while (at < text.length()) {
            int from = at;
            if (at == lineStart && (leftOut.get(line) || isSilent(at))) {
                leaveOutOrKeep();
            } else if (text.charAt(at) == '{' && setEnd(at) > at) {
                passOver(setEnd(at));
            } else {
                step();
                kept.append(text, from, at);
            }
            if (tokens > POLICY_TOKENS_MAX) {
                return Optional.of("the policy has more than " + POLICY_TOKENS_MAX
                        + " words and signs; long lists belong in files of their own");
            }
            if (dots >= KEY_PARTS_MAX) {
                return Optional.of("a key has at most " + KEY_PARTS_MAX + " parts with dots between them");
            }
            if (strangeLines > STRANGE_LINES_MAX) {
                return Optional.of("more than " + STRANGE_LINES_MAX
                        + " lines are neither a comment nor a table header nor a key with its value; is this TOML?");
            }
        }
        return Optional.empty();
    }

    private void beginLine() {
        line++;
        note();
        lineStart = at;
        begun = false;
        assigned = assigned && depth > 0;
    }

    private void note() {
        lines = lineCount < lines.length ? lines : Arrays.copyOf(lines, 2 * lines.length);
        lines[lineCount++] = line;
    }

    /** Whether the line that begins here holds nothing but blanks or a sound comment. */
    private boolean isSilent(int start) {
        int i = start;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '#') {
            while (i < text.length() && (text.charAt(i) >= ' ' || text.charAt(i) == '\t') && text.charAt(i) != 0x7f) {
                i++;
            }
        }
        return i == text.length() || text.startsWith("\n", i) || text.startsWith("\r\n", i);
    }

    /** Of silent lines in a row the first is kept. */
    private void leaveOutOrKeep() {
        int end = text.indexOf('\n', at);
        int next = end < 0 ? text.length() : end + 1;
        if (silentBefore) {
            // The next line takes the place of this one.
            lineCount--;
        } else {
            kept.append(leftOut.get(line) ? "\n" : text.substring(at, next));
            tokens += 2;
            silentBefore = true;
        }
        at = next;
        beginLine();
    }

    private void step() {
        char c = text.charAt(at);
        tokens++;
        if (c == '\n') {
            endLine();
            return;
        }
        if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (isBlank(c)) {
            run(TomlScan::isBlank);
        } else if (isWord(c)) {
            run(TomlScan::isWord);
        } else {
            sign(c);
        }
        begun |= !isBlank(c);
    }

    private void endLine() {
        silentBefore = false;
        dots = 0;
        if (depth == 0 && !assigned) {
            strangeLines++;
        }
        at++;
        beginLine();
    }

    private void sign(char c) {
        // A header begins with a bracket; inside brackets this says nothing new.
        assigned |= c == '[' && !begun;
        if (c == '[' || c == '{') {
            depth++;
        } else if (c == ']' || c == '}') {
            depth = Math.max(0, depth - 1);
        } else if (c == '=') {
            assigned |= begun;
        }
        dots = c == '.' ? dots + 1 : 0;
        at++;
    }

    /**
     * Where the set ends that begins at a brace: values without keys, commas between them. At the brace again where none
     * begins. A brace or bracket inside ends the look, so that no character is looked at for more than one brace.
     */
    private int setEnd(int brace) {
        boolean valued = false;
        int i = brace + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '}') {
                return valued ? i + 1 : brace;
            }
            if ("={[]".indexOf(c) >= 0 || (c == ',' && !valued)) {
                return brace;
            }
            valued |= !isBlank(c) && c != '\r' && c != '\n' && c != '#';
            i = behindStringOrComment(i);
        }
        return brace;
    }

    private int behindStringOrComment(int start) {
        char c = text.charAt(start);
        if (c == '#') {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() : end;
        }
        return c == '"' || c == '\'' ? behindString(start) : start + 1;
    }

    private int behindString(int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), i + 1);
    }

    private void passOver(int end) {
        tokens += 2;
        begun = true;
        kept.append('[');
        for (int i = at + 1; i < end - 1; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                kept.append(c);
                line++;
                note();
            } else if (!Character.isLowSurrogate(c)) {
                // Columns count code points.
                kept.append(' ');
            }
        }
        kept.append(']');
        at = end;
    }

    private void string(char quote) {
        tokens += 2;
        boolean many = text.startsWith(String.valueOf(quote).repeat(3), at);
        at += many ? 3 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '"') {
                tokens++;
                at = Math.min(text.length(), at + 1);
                if (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == '\n') {
                if (!many) {
                    return;
                }
                at++;
                line++;
                note();
            } else if (c == quote && (!many || isEnd(quote))) {
                at += many ? 3 : 1;
                // Up to two quotes directly before the closing three belong to the content.
                for (int more = 0; many && more < 2 && at < text.length() && text.charAt(at) == quote; more++) {
                    at++;
                }
                return;
            } else {
                at++;
            }
        }
    }

    private boolean isEnd(char quote) {
        return at + 2 < text.length() && text.charAt(at + 1) == quote && text.charAt(at + 2) == quote;
    }

    private interface Kind {
        boolean holds(char c);
    }

    private void run(Kind kind) {
        while (at < text.length() && kind.holds(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
