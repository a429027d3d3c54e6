package dev.jamesext.sieve;

import dev.jamesext.lookup.KeyComparison;
import dev.jamesext.pattern.CharMatch;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How characters and texts compare (RFC 4790 section 9, RFC 5051). */
enum Collation implements CharMatch {
    /** A to Z equal a to z; every other character equals itself alone. */
    ASCII_CASEMAP("i;ascii-casemap", KeyComparison.DOMAIN) {
        @Override
        public boolean same(char left, char right) {
            return ASCII_FOLDED.same(left, right);
        }

        @Override
        int compare(String left, String right) {
            return compareFolded(left, right);
        }
    },

    /** As written. */
    OCTET("i;octet", KeyComparison.OCTETS) {
        @Override
        public boolean same(char left, char right) {
            return left == right;
        }

        @Override
        int compare(String left, String right) {
            return comparePoints(left, right);
        }
    },

    /** By the number that a text begins with; one that begins with no digit is larger than all that do, and equals all of its kind. */
    ASCII_NUMERIC("i;ascii-numeric", KeyComparison.OCTETS) {
        @Override
        public boolean same(char left, char right) {
            return left == right;
        }

        @Override
        boolean equal(String left, String right) {
            return compare(left, right) == 0;
        }

        @Override
        int compare(String left, String right) {
            String one = digits(left);
            String other = digits(right);
            if (one.isEmpty() || other.isEmpty()) {
                return Boolean.compare(one.isEmpty(), other.isEmpty());
            }
            int length = Integer.compare(one.length(), other.length());
            return length == 0 ? one.compareTo(other) : length;
        }
    },

    /** By the title case of the characters, whatever way they are composed. */
    UNICODE_CASEMAP("i;unicode-casemap", KeyComparison.DOMAIN) {
        @Override
        public boolean same(char left, char right) {
            return left == right || Character.toTitleCase(left) == Character.toTitleCase(right);
        }

        @Override
        boolean equal(String left, String right) {
            return canonical(left).equals(canonical(right));
        }

        @Override
        boolean contains(String value, String key) {
            return canonical(value).contains(canonical(key));
        }

        @Override
        int compare(String left, String right) {
            return comparePoints(canonical(left), canonical(right));
        }
    };

    private final String comparator;
    private final KeyComparison keys;

    Collation(String comparator, KeyComparison keys) {
        this.comparator = comparator;
        this.keys = keys;
    }

    /** The collation a script calls by name. */
    static Optional<Collation> named(String comparator) {
        return Stream.of(values())
                .filter(collation -> collation.comparator.equals(comparator))
                .findFirst();
    }

    /** What scripts call the collations. */
    static List<String> names() {
        return Stream.of(values()).map(collation -> collation.comparator).toList();
    }

    /** Whether a script may use it without a {@code require} (RFC 5228 section 2.7.3). */
    boolean isAlwaysThere() {
        return this == ASCII_CASEMAP || this == OCTET;
    }

    /** Whether parts of texts compare, as {@code :contains}, {@code :matches} and {@code :regex} need. */
    boolean comparesParts() {
        return this != ASCII_NUMERIC;
    }

    /** How lists compare under this comparator (decision 18). */
    KeyComparison keys() {
        return keys;
    }

    /** Negative, zero or positive as the left text comes before the right one, is as good as it, or comes after it. */
    abstract int compare(String left, String right);

    boolean equal(String left, String right) {
        return left.length() == right.length() && at(left, 0, right);
    }

    /** Whether {@code key} occurs in {@code value}; the empty key always does. */
    boolean contains(String value, String key) {
        for (int start = 0; start + key.length() <= value.length(); start++) {
            if (at(value, start, key)) {
                return true;
            }
        }
        return false;
    }

    private boolean at(String value, int start, String key) {
        for (int i = 0; i < key.length(); i++) {
            if (!same(value.charAt(start + i), key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** By upper-case letters, then by code points, which is the order of their octets in UTF-8. */
    private static int compareFolded(String left, String right) {
        return comparePoints(upper(left), upper(right));
    }

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            upper.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c);
        }
        return upper.toString();
    }

    /** Surrogates stand below the characters from U+E000 on, which they should not. */
    private static int comparePoints(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int one = left.codePointAt(at);
            int other = right.codePointAt(at);
            if (one != other) {
                return Integer.compare(one, other);
            }
            at += Character.charCount(one);
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The digits a text begins with, without leading zeros but for the last; empty when it begins with none. */
    private static String digits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int start = 0;
        while (start < end - 1 && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start, end);
    }

    private static String canonical(String text) {
        StringBuilder title = new StringBuilder(text.length());
        text.codePoints().map(Character::toTitleCase).forEach(title::appendCodePoint);
        return Normalizer.normalize(title, Normalizer.Form.NFKD);
    }
}
