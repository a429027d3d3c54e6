package dev.jamesext.esmtp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The words of FUTURERELEASE (RFC 4865). */
public final class FutureRelease {

    private FutureRelease() {}

    /**
     * What the EHLO line says behind the keyword (RFC 4865 3): the longest time in seconds, and the latest instant, which
     * follows from it.
     */
    public static String words(Duration longest, Instant now) {
        return longest.toSeconds() + " " + now.plus(longest).truncatedTo(ChronoUnit.SECONDS);
    }
}
