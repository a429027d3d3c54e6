package dev.jamesext.esmtp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The words of FUTURERELEASE (RFC 4865). */
public final class FutureRelease {

    /** Digits of a number of seconds (RFC 4865 4.1: {@code %x31-39 *8DIGIT}). */
    static final int SECONDS_DIGITS_MAX = 9;

    /** Characters of an instant: with nine digits of a second, and an offset from UTC. */
    private static final int SHORTEST_INSTANT_CHARS = "2030-01-31T12:00:00Z".length();

    private static final int LONGEST_INSTANT_CHARS = "2030-01-31T12:00:00.000000000+00:00".length();

    private static final int SECOND_COLON = "2030-01-31T12:00".length();
    private static final int OFFSET_CHARS = "+00:00".length();

    private FutureRelease() {}

    /** The time a {@code HOLDFOR=} names; empty when its value is none. */
    public static Optional<Duration> holdFor(String value) {
        boolean isNumber = !value.isEmpty()
                && value.length() <= SECONDS_DIGITS_MAX
                && value.charAt(0) != '0'
                && value.chars().allMatch(FutureRelease::isDigit);
        return isNumber ? Optional.of(Duration.ofSeconds(Integer.parseInt(value))) : Optional.empty();
    }

    /** The instant a {@code HOLDUNTIL=} names, in RFC 3339; empty when its value is none. */
    public static Optional<Instant> holdUntil(String value) {
        String text = AsciiCase.upper(value);
        if (!hasSecondsAndOffset(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    /** What RFC 3339 5.6 asks for and Java's parser, which looks at all the rest, does not insist on. */
    private static boolean hasSecondsAndOffset(String text) {
        return text.length() >= SHORTEST_INSTANT_CHARS
                && text.length() <= LONGEST_INSTANT_CHARS
                && isDigit(text.charAt(0))
                && text.charAt(SECOND_COLON) == ':'
                && !text.endsWith(".")
                && (text.indexOf('.') < 0 || isDigit(text.charAt(text.indexOf('.') + 1)))
                && (text.endsWith("Z") || "+-".indexOf(text.charAt(text.length() - OFFSET_CHARS)) >= 0);
    }

    /**
     * What the EHLO line says behind the keyword (RFC 4865 3): the longest time in seconds, and the latest instant, which
     * follows from it.
     */
    public static String words(Duration longest, Instant now) {
        return longest.toSeconds() + " " + now.plus(longest).truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
