package dev.jamesext.settings;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time as settings have them: a whole number and a unit, {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
final class DurationText {

    /** Digits of the number. */
    private static final int DIGITS_MAX = 9;

    private DurationText() {}

    /** The length that a text such as {@code 5s} says; empty if it says none. */
    static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > DIGITS_MAX) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    /** A length as {@link #parse} reads it, in seconds where it has no part of one. */
    static String of(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
