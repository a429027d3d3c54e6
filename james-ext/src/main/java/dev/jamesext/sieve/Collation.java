package dev.jamesext.sieve;

import dev.jamesext.lookup.KeyComparison;
import dev.jamesext.pattern.CharMatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How characters compare: the two comparators every script has (RFC 4790 sections 9.2 and 9.3). */
enum Collation implements CharMatch {
    /** A to Z equal a to z; every other character equals itself alone. */
    ASCII_CASEMAP("i;ascii-casemap", KeyComparison.DOMAIN) {
        @Override
        public boolean same(char left, char right) {
            return ASCII_FOLDED.same(left, right);
        }
    },
    /** As written. */
    OCTET("i;octet", KeyComparison.OCTETS) {
        @Override
        public boolean same(char left, char right) {
            return left == right;
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
        for (Collation collation : values()) {
            if (collation.comparator.equals(comparator)) {
                return Optional.of(collation);
            }
        }
        return Optional.empty();
    }

    /** What scripts call the collations. */
    static List<String> names() {
        return Stream.of(values()).map(collation -> collation.comparator).toList();
    }

    /** How lists compare under this comparator (decision 18). */
    KeyComparison keys() {
        return keys;
    }

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
}
