package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as text and back: {@code 500ms 30s 5m 12h 7d 2w 1h30m} (decision 10). */
final class PeriodText {

    private enum Unit {
        W(7L * 24 * 60 * 60 * 1000),
        D(24L * 60 * 60 * 1000),
        H(60L * 60 * 1000),
        M(60L * 1000),
        S(1000L),
        MS(1L);

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }
    }

    private static final String UNITS = "units are w, d, h, m, s and ms, as in 7d or 1h30m";

    /** Characters of a text that can spell a duration: the numbers of all units, and room for leading zeros. */
    private static final int PERIOD_CHARS_MAX = 100;

    private PeriodText() {}

    /**
     * Reads whole numbers, each followed by its unit; the largest unit first, each at most once.
     *
     * @param span where the word stands, for the sentence about what is wrong with it
     * @throws SyntaxFailure when the word is no duration, or one of more milliseconds than 64 bits count
     */
    static Duration parse(String word, Span span) {
        long millis = 0;
        int last = -1;
        int at = 0;
        while (at < word.length()) {
            int digits = at;
            while (at < word.length() && isDigit(word.charAt(at))) {
                at++;
            }
            int letters = at;
            while (at < word.length() && !isDigit(word.charAt(at))) {
                at++;
            }
            if (digits == letters || word.substring(letters, at).startsWith(".")) {
                throw new SyntaxFailure(
                        span, Token.quoted(word) + " is no duration, which takes whole numbers; " + UNITS);
            }
            Unit unit = unit(word, letters, at, span);
            if (unit.ordinal() <= last) {
                throw new SyntaxFailure(
                        span,
                        Token.quoted(word)
                                + " is no duration, each unit comes once and the largest first, as in 1h30m");
            }
            last = unit.ordinal();
            millis = add(millis, word.substring(digits, letters), unit, word, span);
        }
        return Duration.ofMillis(millis);
    }

    /** The length that a text spells; empty when it spells none. */
    static Optional<Duration> find(String text) {
        if (text.isEmpty() || text.length() > PERIOD_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text, new Span(0, text.length())));
        } catch (SyntaxFailure noDuration) {
            return Optional.empty();
        }
    }

    private static Unit unit(String word, int start, int end, Span span) {
        String letters = word.substring(start, end).toUpperCase(Locale.ROOT);
        for (Unit unit : Unit.values()) {
            if (unit.name().equals(letters)) {
                return unit;
            }
        }
        throw new SyntaxFailure(span, Token.quoted(word) + " is neither a number nor a duration; " + UNITS);
    }

    private static long add(long millis, String digits, Unit unit, String word, Span span) {
        try {
            return Math.addExact(millis, Math.multiplyExact(Long.parseLong(digits), unit.millis));
        } catch (NumberFormatException | ArithmeticException overflow) {
            throw new SyntaxFailure(
                    span, Token.quoted(word) + " is too long a time, 64 bits of milliseconds are the limit");
        }
    }

    /** The shortest combination of days and smaller units; weeks are left out, since people say 7d. */
    static String canonical(Duration period) {
        long rest = period.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        for (Unit unit : Unit.values()) {
            if (unit != Unit.W && rest >= unit.millis) {
                out.append(rest / unit.millis).append(unit.name().toLowerCase(Locale.ROOT));
                rest %= unit.millis;
            }
        }
        return out.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
