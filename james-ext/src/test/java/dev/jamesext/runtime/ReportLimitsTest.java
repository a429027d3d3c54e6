package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.james.metrics.api.Metric;
import org.junit.jupiter.api.Test;

final class ReportLimitsTest {

    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");

    private final MovedClock clock = new MovedClock();
    private final Counter refused = new Counter();
    private final ReportLimits limits = new ReportLimits(() -> 3, () -> 1000, refused, clock);

    private static final class Counter implements Metric {
        private int count;

        @Override
        public void increment() {
            count++;
        }

        @Override
        public void decrement() {
            count--;
        }

        @Override
        public void add(int value) {
            count += value;
        }

        @Override
        public void remove(int value) {
            count -= value;
        }

        @Override
        public long getCount() {
            return count;
        }

        @Override
        public double movingAverage() {
            return count;
        }
    }

    private static final class MovedClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void countsTheReportsOfEachSender() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take("ann", 10)).isTrue();
        }
        assertThat(limits.take("ann", 10)).isFalse();
        assertThat(limits.take("bob", 10)).isTrue();
        assertThat(refused.getCount()).isEqualTo(1);
    }

    @Test
    void countsTheirOctets() {
        assertThat(limits.take("ann", 600)).isTrue();
        assertThat(limits.take("ann", 401)).isFalse();
        assertThat(limits.take("ann", 400)).as("what is refused does not count").isTrue();
        assertThat(limits.take("ann", 1)).isFalse();
        assertThat(refused.getCount()).isEqualTo(2);
    }

    @Test
    void anHourLaterTheyStartFromNothing() {
        assertThat(limits.take("ann", 1000)).isTrue();
        clock.now = START.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(limits.take("ann", 1)).isFalse();
        clock.now = START.plus(Duration.ofHours(1));
        assertThat(limits.take("ann", 1000)).isTrue();
    }

    @Test
    void noneAtAllCanBeSaid() {
        assertThat(new ReportLimits(() -> 0, () -> 1000, refused, Clock.systemUTC()).take("ann", 1))
                .isFalse();
        assertThat(new ReportLimits(() -> 1, () -> 0, refused, Clock.systemUTC()).take("ann", 1))
                .isFalse();
    }
}
