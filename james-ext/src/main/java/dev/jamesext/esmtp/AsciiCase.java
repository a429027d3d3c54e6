package dev.jamesext.esmtp;

/** Case as the protocol has it: of US-ASCII letters alone. Unicode's rules would make {@code S} of the letter {@code ſ}. */
public final class AsciiCase {

    private AsciiCase() {}

    /** The text with {@code a} to {@code z} in upper case, everything else as it is. */
    public static String upper(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char character = upper.charAt(i);
            if (character >= 'a' && character <= 'z') {
                upper.setCharAt(i, (char) (character - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    /** The text with {@code A} to {@code Z} in lower case, everything else as it is. */
    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char character = lower.charAt(i);
            if (character >= 'A' && character <= 'Z') {
                lower.setCharAt(i, (char) (character - 'A' + 'a'));
            }
        }
        return lower.toString();
    }
}
