package dev.jamesext.expr;

import java.util.function.IntPredicate;

/** What the functions say about the characters of a text. Letters and blanks are Unicode's, digits are ASCII's. */
final class Letters {

    private Letters() {}

    /** Whether no letter is in upper case; what is no letter does not count, so an empty text is in lower case. */
    static Value isLowercase(String text) {
        return Value.of(text.codePoints().filter(Character::isLetter).allMatch(Character::isLowerCase));
    }

    /** Whether no letter is in lower case; what is no letter does not count. */
    static Value isUppercase(String text) {
        return Value.of(text.codePoints().filter(Character::isLetter).allMatch(Character::isUpperCase));
    }

    static Value hasDigits(String text) {
        return Value.of(text.chars().anyMatch(c -> c >= '0' && c <= '9'));
    }

    static Value countLowercase(Value text) {
        return count(text, Character::isLowerCase);
    }

    static Value countUppercase(Value text) {
        return count(text, Character::isUpperCase);
    }

    static Value countSpaces(Value text) {
        return count(text, Letters::isBlank);
    }

    static Value countChars(Value text) {
        return count(text, point -> true);
    }

    private static Value count(Value text, IntPredicate wanted) {
        return new Value.Whole(text.asText().codePoints().filter(wanted).count());
    }

    /** The text without blanks at one end or both. Blanks, the unbreakable ones included, are single UTF-16 units. */
    static Value trimmed(String text, boolean atStart, boolean atEnd) {
        int start = 0;
        int end = text.length();
        while (atStart && start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (atEnd && end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new Value.Text(text.substring(start, end));
    }

    static boolean isBlank(int point) {
        return Character.isSpaceChar(point) || (point >= '\t' && point <= '\r') || point == '\u0085';
    }
}
