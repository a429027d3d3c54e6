package dev.jamesext.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until the test moves it. */
public final class SetClock extends Clock {
    private Instant now;

    /** It stands at some instant. */
    public SetClock() {
        this(Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** It stands at an instant. */
    public SetClock(Instant start) {
        this.now = start;
    }

    /** Moves it, back too. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Moves it to an instant, back too. */
    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
