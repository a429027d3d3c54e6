package dev.jamesext.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code :matches} (RFC 5228 section 2.7.1): {@code *} any run of characters, {@code ?} one, a backslash
 * takes the next character as itself. Immutable.
 *
 * <p>Matching never tries more than one position for a {@code *} once a later one has been reached: what stands between
 * two stars is always taken at its first occurrence, which is also what makes the captures the shortest (RFC 5229
 * section 3.2). Time is at most the product of both lengths, whatever the pattern.
 */
public final class Glob {

    /** Wildcards live outside the characters. */
    private static final int STAR = -1;

    private static final int ONE = -2;

    private final int[] tokens;
    private final int wildcards;

    private Glob(int[] tokens, int wildcards) {
        this.tokens = tokens;
        this.wildcards = wildcards;
    }

    /** Every text is a pattern. */
    public static Glob compile(String pattern) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        int wildcards = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?') {
                wildcards++;
                tokens[count++] = c == '*' ? STAR : ONE;
            } else {
                tokens[count++] = c == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : c;
            }
        }
        return new Glob(Arrays.copyOf(tokens, count), wildcards);
    }

    /** Whether anything but one text fits it. */
    public boolean hasWildcards() {
        return wildcards > 0;
    }

    /** The texts between its wildcards, backslashes resolved, none of them empty: every value that fits holds all of them. */
    public List<String> literals() {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int token : tokens) {
            if (token >= 0) {
                literal.append((char) token);
            } else if (literal.length() > 0) {
                literals.add(literal.toString());
                literal.setLength(0);
            }
        }
        if (literal.length() > 0) {
            literals.add(literal.toString());
        }
        return literals;
    }

    /** The same pattern without a dot that stands last, unless it is all there is. */
    public Glob withoutFinalDot() {
        return tokens.length > 1 && tokens[tokens.length - 1] == '.'
                ? new Glob(Arrays.copyOf(tokens, tokens.length - 1), wildcards)
                : this;
    }

    /** Whether the whole value fits. */
    public boolean matches(String value, CharMatch chars) {
        return match(value, chars, null);
    }

    /**
     * What the match variables become: the whole value, then what each wildcard stands for, at most {@code count} texts in
     * all; null when the value does not fit.
     */
    public String @Nullable [] capture(String value, CharMatch chars, int count) {
        int[] bounds = new int[2 * wildcards];
        if (!match(value, chars, bounds)) {
            return null;
        }
        String[] captures = new String[Math.min(count, wildcards + 1)];
        for (int i = 0; i < captures.length; i++) {
            captures[i] = i == 0 ? value : value.substring(bounds[2 * i - 2], bounds[2 * i - 1]);
        }
        return captures;
    }

    private boolean match(String value, CharMatch chars, int @Nullable [] bounds) {
        int token = 0;
        int at = 0;
        int wildcard = 0;
        // The last star passed: its token, its number among the wildcards, where its text starts and ends for now.
        int star = -1;
        int starWildcard = 0;
        int starStart = 0;
        int starEnd = 0;
        while (true) {
            if (token < tokens.length && tokens[token] == STAR) {
                star = token++;
                starWildcard = wildcard++;
                starStart = at;
                starEnd = at;
                bound(bounds, starWildcard, at, at);
                continue;
            }
            if (token == tokens.length && at == value.length()) {
                return true;
            }
            if (token < tokens.length && at < value.length()) {
                if (tokens[token] == ONE) {
                    int next = next(value, at);
                    bound(bounds, wildcard++, at, next);
                    at = next;
                    token++;
                    continue;
                }
                if (chars.same(value.charAt(at), (char) tokens[token])) {
                    at++;
                    token++;
                    continue;
                }
            }
            if (star < 0 || starEnd == value.length()) {
                return false;
            }
            starEnd = next(value, starEnd);
            bound(bounds, starWildcard, starStart, starEnd);
            at = starEnd;
            token = star + 1;
            wildcard = starWildcard + 1;
        }
    }

    private static void bound(int @Nullable [] bounds, int wildcard, int start, int end) {
        if (bounds != null) {
            bounds[2 * wildcard] = start;
            bounds[2 * wildcard + 1] = end;
        }
    }

    /** The position after the code point at {@code at}. */
    private static int next(String value, int at) {
        return value.offsetByCodePoints(at, 1);
    }
}
