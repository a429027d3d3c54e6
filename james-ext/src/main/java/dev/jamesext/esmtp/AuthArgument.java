package dev.jamesext.esmtp;

import java.util.Locale;
import java.util.Optional;

/**
 * The argument of AUTH (RFC 4954 4).
 *
 * @param mechanism its name in upper case
 * @param initialResponse what the client says at once, as it was sent; not decoded yet
 */
public record AuthArgument(String mechanism, Optional<String> initialResponse) {

    /** Characters of a mechanism's name (RFC 4422 3.1). */
    static final int MECHANISM_CHARS_MAX = 20;

    /** Takes an argument apart; empty when its first word cannot be the name of a mechanism. */
    public static Optional<AuthArgument> of(String argument) {
        int blank = argument.indexOf(' ');
        String mechanism = blank < 0 ? argument : argument.substring(0, blank);
        if (!isMechanism(mechanism)) {
            return Optional.empty();
        }
        Optional<String> response = blank < 0
                ? Optional.empty()
                : Optional.of(argument.substring(blank + 1).strip());
        return Optional.of(new AuthArgument(mechanism.toUpperCase(Locale.ROOT), response));
    }

    private static boolean isMechanism(String name) {
        return !name.isEmpty()
                && name.length() <= MECHANISM_CHARS_MAX
                && name.chars().allMatch(AuthArgument::fits);
    }

    private static boolean fits(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
