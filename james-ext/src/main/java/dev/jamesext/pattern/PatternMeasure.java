package dev.jamesext.pattern;

import dev.jamesext.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * How much a regular expression costs, found by reading it once from left to right, before the engine sees it: the engine
 * writes repetitions out. What is no pattern at all is left for the engine to say.
 */
final class PatternMeasure {

    /**
     * The steps of the program a pattern becomes. Each character of a text meets each step at most once: a name of 255
     * octets takes half a million steps at worst, some milliseconds.
     */
    static final int PATTERN_STEPS_MAX = 2000;

    /** How many groups may stand inside one another: the engine recurses over them. */
    static final int PATTERN_DEPTH_MAX = 64;

    /** The engine refuses more repetitions than these. */
    private static final long ENGINE_REPETITIONS = 1000;

    private final String pattern;
    private final Deque<Group> outer = new ArrayDeque<>();

    /** Steps of the group being read, and of the last thing in it, which a repetition would repeat. */
    private long steps;

    private long last;
    private int at;
    private boolean ignoresCase;
    private OptionalInt lonely = OptionalInt.empty();

    /**
     * A group that is open: where, and what was measured before it.
     *
     * @param flags whether it only sets flags, <code>(?i)</code>: a repetition behind it repeats what is before it
     */
    private record Group(int start, long stepsBefore, long lastBefore, boolean flags) {}

    private PatternMeasure(String pattern) {
        this.pattern = pattern;
    }

    /** Measures a pattern; throws a {@link PatternFailure} when it is beyond a limit. */
    static PatternMeasure of(String pattern) {
        PatternMeasure measure = new PatternMeasure(pattern);
        measure.read();
        return measure;
    }

    /** An upper bound of the steps the pattern takes. */
    long steps() {
        return steps;
    }

    /** Where a parenthesis stands that lacks its partner: the first that closes nothing, else the last never closed. */
    OptionalInt lonelyParenthesis() {
        return lonely;
    }

    private void read() {
        while (at < pattern.length()) {
            int start = at;
            char c = pattern.charAt(at++);
            switch (c) {
                case '(' -> open(start);
                case ')' -> close();
                case '[' -> charClass(start);
                case '\\' -> escape(start);
                case '*', '+', '?' -> repeated(last + 1);
                case '{' -> counted(start);
                case '|' -> added(2);
                default -> {
                    ascii(c, start);
                    added(1);
                }
            }
            if (steps > PATTERN_STEPS_MAX) {
                throw tooLarge();
            }
        }
        while (!outer.isEmpty()) {
            lonely =
                    lonely.isPresent() ? lonely : OptionalInt.of(outer.element().start());
            close();
        }
        if (steps > PATTERN_STEPS_MAX) {
            throw tooLarge();
        }
    }

    private PatternFailure tooLarge() {
        return new PatternFailure(
                new Span(0, pattern.length()),
                "pattern takes more than " + PATTERN_STEPS_MAX
                        + " steps: each repetition counts as often as it may happen; many names belong on a list");
    }

    private void added(long size) {
        steps += size;
        last = size;
    }

    private void repeated(long size) {
        steps += size - last;
        last = size;
    }

    private void open(int start) {
        if (outer.size() == PATTERN_DEPTH_MAX) {
            throw new PatternFailure(
                    new Span(start, at), "groups nested too deeply, " + PATTERN_DEPTH_MAX + " levels are the limit");
        }
        boolean special = pattern.startsWith("?", at);
        if (special) {
            header();
        }
        outer.push(new Group(start, steps, last, special && pattern.startsWith(")", at)));
        steps = 0;
        last = 0;
    }

    /** What stands between a question mark and the content of its group: a name, or flags. */
    private void header() {
        boolean named = pattern.startsWith("?P<", at) || pattern.startsWith("?<", at);
        while (at < pattern.length() && ":)>".indexOf(pattern.charAt(at)) < 0) {
            ignoresCase |= !named && pattern.charAt(at) == 'i';
            at++;
        }
        at += at < pattern.length() && pattern.charAt(at) != ')' ? 1 : 0;
    }

    private void close() {
        if (outer.isEmpty()) {
            lonely = lonely.isPresent() ? lonely : OptionalInt.of(at - 1);
            return;
        }
        long inner = Math.max(1, steps) + 2;
        Group group = outer.pop();
        steps = group.stepsBefore();
        added(inner);
        last += group.flags() ? group.lastBefore() : 0;
    }

    /** From the bracket that opens it to the one that closes it: one step, whatever it holds. */
    private void charClass(int start) {
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
            if (named >= 0) {
                at = named + 2;
            } else if (pattern.charAt(at) == '\\') {
                at++;
                escaped(start);
            } else {
                ascii(pattern.charAt(at++), start);
            }
        }
        at++;
        added(1);
    }

    private void escape(int start) {
        if (!pattern.startsWith("Q", at)) {
            escaped(start);
            added(1);
            return;
        }
        int end = pattern.indexOf("\\E", at);
        int close = end < 0 ? pattern.length() : end;
        for (at++; at < close; at++) {
            ascii(pattern.charAt(at), start);
            added(1);
        }
        at = end < 0 ? close : close + 2;
    }

    /** One escape behind its backslash, inside a class or outside: <code>\d \. \pL \p{Greek} \x41 \x{10FFFF}</code>. */
    private void escaped(int start) {
        if (at == pattern.length()) {
            return;
        }
        char kind = pattern.charAt(at++);
        int close = pattern.startsWith("{", at) ? pattern.indexOf('}', at) : -1;
        if (close >= 0 && (kind == 'p' || kind == 'P' || kind == 'x')) {
            boolean small = kind != 'x' || isAscii(pattern.substring(at + 1, close));
            at = close + 1;
            ascii(small ? kind : Character.MAX_VALUE, start);
        } else {
            ascii(kind, start);
        }
    }

    /** Two hexadecimal digits below 80, leading zeros aside. */
    private static boolean isAscii(String digits) {
        try {
            return Integer.parseInt(digits, 16) < 0x80;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** The engine walks from letter to letter of the same name, and from U+1C80 to U+1C88 it never finds the way back. */
    private void ascii(char c, int start) {
        if (ignoresCase && c >= 0x80) {
            throw new PatternFailure(
                    new Span(start, at), "a pattern that ignores case, (?i), takes characters of ASCII only");
        }
    }

    /** <code>{n} {n,} {n,m}</code> behind something; anything else in braces is taken as written. */
    private void counted(int start) {
        int close = pattern.indexOf('}', at);
        String[] counts =
                close < 0 ? new String[0] : pattern.substring(at, close).split(",", -1);
        boolean wellFormed = (counts.length == 1 || (counts.length == 2 && (counts[1].isEmpty() || isCount(counts[1]))))
                && isCount(counts[0]);
        if (!wellFormed) {
            ascii(pattern.charAt(start), start);
            added(1);
            return;
        }
        at = close + 1;
        long least = Long.parseLong(counts[0]);
        String most = counts[counts.length - 1];
        long times = most.isEmpty() ? least + 1 : Long.parseLong(most);
        if (least <= ENGINE_REPETITIONS && (most.isEmpty() || times <= ENGINE_REPETITIONS)) {
            repeated(last * times + times);
        }
    }

    /** One to four digits. */
    private static boolean isCount(String text) {
        return !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
