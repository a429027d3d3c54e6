package dev.jamesext.pattern;

/** Which characters count as the same. Stateless. */
public interface CharMatch {

    /** As written. */
    CharMatch EXACT = (left, right) -> left == right;

    /** A to Z equal a to z; every other character equals itself alone. */
    CharMatch ASCII_FOLDED = (left, right) -> left == right || fold(left) == fold(right);

    boolean same(char left, char right);

    private static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
