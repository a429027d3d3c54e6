package dev.jamesext.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of which every match of a pattern holds at least one: {@code (dyn|pool)[0-9]+} needs {@code dyn} or {@code pool}.
 * Most names a rule looks at hold none, and that is found out without asking the engine.
 *
 * <p>Reads a pattern that the engine took. What it does not follow, such as flags, gives no texts; it may know less than is
 * true, never more.
 */
final class RequiredTexts {

    /** Nothing is known: the engine has to be asked. */
    private static final List<String> UNKNOWN = List.of();

    /** With shorter ones, or with more of them, searching saves nothing. */
    private static final int USEFUL_CHARS = 2;

    private static final int USEFUL_TEXTS = 8;

    /** Escapes of one letter that stand for a kind of character or for a place. */
    private static final String SINGLE_LETTER_ESCAPES = "dDsSwWbBaftnrvAz";

    private final String pattern;

    /** What was found outside of groups: the texts of each part that needs any. */
    private final List<List<String>> parts = new ArrayList<>();

    private int at;
    private int depth;

    /** Whether alternatives stand outside of groups: then no part is needed by itself. */
    private boolean severalParts;

    private boolean lost;

    private RequiredTexts(String pattern) {
        this.pattern = pattern;
    }

    /** The texts; empty when none are known. */
    static List<String> of(String pattern) {
        RequiredTexts reader = new RequiredTexts(pattern);
        List<String> texts = reader.alternatives();
        boolean whole = !reader.lost && reader.at == pattern.length();
        return whole ? texts : UNKNOWN;
    }

    /** All that is known: of each of the lists every match holds at least one text. The most telling of them is {@link #of}. */
    static List<List<String>> allOf(String pattern) {
        RequiredTexts reader = new RequiredTexts(pattern);
        List<String> texts = reader.alternatives();
        boolean whole = !reader.lost && reader.at == pattern.length() && !texts.isEmpty();
        return !whole ? List.of() : reader.severalParts ? List.of(texts) : List.copyOf(reader.parts);
    }

    /** Whether a text may match at all. */
    static boolean allow(List<String> required, String text) {
        for (int i = 0; i < required.size(); i++) {
            if (text.contains(required.get(i))) {
                return true;
            }
        }
        return required.isEmpty();
    }

    /** Each of them needs its texts, so all together need one of all; one that needs nothing spoils it. */
    private List<String> alternatives() {
        List<String> all = new ArrayList<>(sequence());
        boolean known = !all.isEmpty();
        while (!lost && next('|')) {
            severalParts |= depth == 0;
            List<String> texts = sequence();
            known &= !texts.isEmpty();
            all.addAll(texts);
        }
        return known && all.size() <= USEFUL_TEXTS ? List.copyOf(all) : UNKNOWN;
    }

    /** All of its parts are needed: the one that says most is kept. */
    private List<String> sequence() {
        List<String> best = UNKNOWN;
        StringBuilder run = new StringBuilder();
        while (!lost && at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            char c = pattern.charAt(at++);
            boolean lone = c == '[' && isLone();
            boolean literal = lone || "([.^$\\".indexOf(c) < 0 || (c == '\\' && isPunctuation());
            if (literal) {
                char written = lone || c == '\\' ? pattern.charAt(at++) : c;
                at += lone ? 1 : 0;
                lost |= Character.isSurrogate(written);
                int least = repetitions();
                if (least != 0) {
                    run.append(written);
                }
                if (least == 1) {
                    continue;
                }
            }
            best = better(best, noted(List.of(run.toString())));
            run.setLength(0);
            if (!literal) {
                best = better(best, noted(needed(c)));
            }
        }
        return better(best, noted(List.of(run.toString())));
    }

    /** Remembers what a part needs, where it stands in no group. */
    private List<String> noted(List<String> texts) {
        if (depth == 0 && shortest(texts) >= USEFUL_CHARS) {
            parts.add(texts);
        }
        return texts;
    }

    /** Whether a bracket that was just read holds one character that means itself, as in {@code [.]}. */
    private boolean isLone() {
        return at + 1 < pattern.length() && pattern.charAt(at + 1) == ']' && "^[]\\".indexOf(pattern.charAt(at)) < 0;
    }

    /** What a part needs that is no single character written out. */
    private List<String> needed(char first) {
        List<String> texts = UNKNOWN;
        switch (first) {
            case '(' -> texts = group();
            case '[' -> skipClass();
            case '\\' -> lost |= at == pattern.length() || SINGLE_LETTER_ESCAPES.indexOf(pattern.charAt(at++)) < 0;
            default -> {}
        }
        return repetitions() == 0 ? UNKNOWN : texts;
    }

    private List<String> group() {
        if (next('?')) {
            if (pattern.startsWith("P<", at) || pattern.startsWith("<", at)) {
                at = pattern.indexOf('>', at) + 1;
            } else {
                lost |= !next(':');
            }
        }
        depth++;
        List<String> texts = alternatives();
        depth--;
        lost |= !next(')');
        return texts;
    }

    private void skipClass() {
        next('^');
        next(']');
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
            at = named >= 0 ? named + 2 : at + (pattern.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
    }

    /** How often at least: 1 without a repetition, 0 for one that may be none, 2 for any other. */
    private int repetitions() {
        int least = 1;
        if (next('*') || next('?')) {
            least = 0;
        } else if (next('+')) {
            least = 2;
        } else if (next('{')) {
            lost |= at == pattern.length() || pattern.charAt(at) < '0' || pattern.charAt(at) > '9';
            least = lost || pattern.charAt(at) == '0' ? 0 : 2;
            at = pattern.indexOf('}', at) + 1;
            lost |= at == 0;
        }
        if (least != 1) {
            next('?');
        }
        return least;
    }

    private boolean isPunctuation() {
        return at < pattern.length() && pattern.charAt(at) < 0x80 && !Character.isLetterOrDigit(pattern.charAt(at));
    }

    private boolean next(char expected) {
        boolean met = at < pattern.length() && pattern.charAt(at) == expected;
        at += met ? 1 : 0;
        return met;
    }

    private static List<String> better(List<String> one, List<String> other) {
        return shortest(other) >= USEFUL_CHARS && shortest(other) > shortest(one) ? other : one;
    }

    private static int shortest(List<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }
}
