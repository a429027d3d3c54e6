package dev.jamesext.esmtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What kind of solicitation a message is, or a server wants none of: {@code SOLICIT=}, {@code NO-SOLICITING} and the field
 * {@code Solicitation:} (RFC 3865). A keyword is a reversed domain with labels behind it, such as {@code net.example:ADV}.
 *
 * @param all the keywords as written, at least one
 */
public record SolicitationKeywords(List<String> all) {

    /** Characters of all keywords with the commas between them (RFC 3865 2.7). */
    static final int KEYWORDS_CHARS_MAX = 1000;

    public SolicitationKeywords {
        all = List.copyOf(all);
    }

    /** Reads keywords with nothing but commas between them, as they are on the wire; empty when they are none. */
    public static Optional<SolicitationKeywords> ofWire(String text) {
        return text.chars().anyMatch(SolicitationKeywords::isBlank) ? Optional.empty() : of(text);
    }

    /** Reads keywords with commas and perhaps blanks between them; empty when they are none. */
    public static Optional<SolicitationKeywords> of(String text) {
        if (text.length() > KEYWORDS_CHARS_MAX) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String word = trim(text.substring(start, end));
            if (!isWord(word)) {
                return Optional.empty();
            }
            all.add(word);
            start = end + 1;
        }
        return Optional.of(new SolicitationKeywords(all));
    }

    /** The first of these that is among others too; ASCII case does not matter, as in domains. */
    public Optional<String> firstIn(SolicitationKeywords others) {
        Set<String> folded = others.all.stream().map(AsciiCase::upper).collect(Collectors.toSet());
        return all.stream()
                .filter(word -> folded.contains(AsciiCase.upper(word)))
                .findFirst();
    }

    /**
     * The first of these that a field {@code Solicitation:} names. Anybody can write such a field: what is no keyword in it
     * counts as nothing, comments (RFC 5322 3.2.2) are blanks, and there may be any number of words. Each character is looked at
     * twice at most.
     *
     * @param value the field's body, folded or not
     * @return the keyword as the field has it
     */
    public Optional<String> firstInField(String value) {
        Set<String> folded = all.stream().map(AsciiCase::upper).collect(Collectors.toSet());
        String words = withoutComments(value);
        int start = 0;
        while (start <= words.length()) {
            int comma = words.indexOf(',', start);
            int end = comma < 0 ? words.length() : comma;
            String word = trim(words.substring(start, end));
            if (folded.contains(AsciiCase.upper(word))) {
                return Optional.of(word);
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** A text with a blank in place of each comment. A parenthesis that nothing closes begins none, and hides nothing. */
    private static String withoutComments(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int depth = 0;
        int open = 0;
        int kept = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '(' && depth++ == 0) {
                open = i;
                kept = rest.length();
            } else if (character == ')' && depth > 0) {
                if (--depth == 0) {
                    rest.append(' ');
                }
            } else if (depth == 0) {
                rest.append(character);
            } else if (character == '\\') {
                i++;
            }
        }
        if (depth > 0) {
            rest.setLength(kept);
            rest.append(text, open, text.length());
        }
        return rest.toString();
    }

    /** As they go over the wire. */
    @Override
    public String toString() {
        return String.join(",", all);
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isWord(String word) {
        return !word.isEmpty()
                && isLetter(word.charAt(0))
                && word.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || ".-_:".indexOf(c) >= 0);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
