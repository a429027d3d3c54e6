package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * The encoding in which parameters carry what their grammar has no room for (RFC 3461 4): printable US-ASCII except
 * {@code +} and {@code =} stands for itself, {@code +} and two upper-case hexadecimal digits for the octet they name.
 */
final class Xtext {

    private static final String HEX_DIGITS = "0123456789ABCDEF";

    private Xtext() {}

    /** What a text stands for, one character an octet; empty when it is no xtext. */
    static Optional<String> decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '+') {
                int high = at < text.length() ? HEX_DIGITS.indexOf(text.charAt(at)) : -1;
                int low = at + 1 < text.length() ? HEX_DIGITS.indexOf(text.charAt(at + 1)) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                decoded.append((char) (high * 16 + low));
                at += 2;
            } else if (character > ' ' && character < 0x7f && character != '=') {
                decoded.append(character);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(decoded.toString());
    }

    /** Whether a text has nothing but characters that can stand in a line of a header: no control, no 8-bit octet. */
    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
