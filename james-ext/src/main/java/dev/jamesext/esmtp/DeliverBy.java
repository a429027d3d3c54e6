package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * Until when a mail is to be delivered: {@code BY=} at MAIL (RFC 2852 4).
 *
 * @param seconds from now; not positive when the time is over already
 * @param returns whether the mail is returned at the deadline; else its sender is told, and it goes on being tried
 * @param traces whether each server on the way is to report
 */
public record DeliverBy(int seconds, boolean returns, boolean traces) {

    /** Digits of the number of seconds (RFC 2852 4: {@code 1*9DIGIT}). */
    static final int SECONDS_DIGITS_MAX = 9;

    /** Reads the value of the parameter; empty when it is none. */
    public static Optional<DeliverBy> of(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon < 0 || !isNumber(value.substring(0, semicolon))) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(value.substring(0, semicolon));
        return switch (AsciiCase.upper(value.substring(semicolon + 1))) {
            case "N" -> Optional.of(new DeliverBy(seconds, false, false));
            case "NT" -> Optional.of(new DeliverBy(seconds, false, true));
            case "R" -> Optional.of(new DeliverBy(seconds, true, false));
            case "RT" -> Optional.of(new DeliverBy(seconds, true, true));
            default -> Optional.empty();
        };
    }

    private static boolean isNumber(String text) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        return !digits.isEmpty()
                && digits.length() <= SECONDS_DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
