package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KeyedCountsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock();

    private KeyedCounts<String> counts(int keysMax) {
        return new KeyedCounts<>(clock, HOUR, keysMax);
    }

    @Test
    void countsEachKeyForItself() {
        KeyedCounts<String> counts = counts(10);
        assertThat(counts.count("a")).isZero();
        assertThat(counts.add("a", 1)).isEqualTo(1);
        assertThat(counts.add("a", 41)).isEqualTo(42);
        assertThat(counts.add("b", 5)).isEqualTo(5);
        assertThat(counts.count("a")).isEqualTo(42);
        counts.forget("a");
        counts.forget("nobody");
        assertThat(counts.count("a")).isZero();
        assertThat(counts.count("b")).isEqualTo(5);
    }

    @Test
    void theWindowBeginsWithTheFirstEvent() {
        KeyedCounts<String> counts = counts(10);
        counts.add("a", 1);
        clock.pass(HOUR.minusMillis(1));
        assertThat(counts.add("a", 1)).isEqualTo(2);
        clock.pass(Duration.ofMillis(1));
        assertThat(counts.count("a")).isZero();
        assertThat(counts.add("a", 1)).isEqualTo(1);
        clock.pass(HOUR.minusMillis(1));
        assertThat(counts.count("a")).isEqualTo(1);
    }

    @Test
    void countsUpToTheLimitAndNotWhatIsRefused() {
        KeyedCounts<String> counts = counts(10);
        assertThat(counts.addUpTo("a", 9, 10)).isTrue();
        assertThat(counts.addUpTo("a", 2, 10)).isFalse();
        assertThat(counts.count("a")).isEqualTo(9);
        assertThat(counts.addUpTo("a", 1, 10)).isTrue();
        assertThat(counts.addUpTo("a", 1, 10)).isFalse();
        assertThat(counts.addUpTo("b", 1, 0)).isFalse();
        assertThat(counts.addUpTo("a", Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
        assertThat(counts.size()).isEqualTo(1);
    }

    @Test
    void aKeyTooManyDropsTheOldestOfTheLowest() {
        KeyedCounts<String> counts = counts(3);
        counts.add("first", 1);
        counts.add("second", 1);
        counts.add("third", 1);
        assertThat(counts.size()).isEqualTo(3);
        counts.add("fourth", 1);
        assertThat(counts.size()).isEqualTo(3);
        assertThat(counts.count("first")).isZero();
        assertThat(counts.count("second")).isEqualTo(1);
    }

    @Test
    void aFloodOfKeysDropsItsOwn() {
        KeyedCounts<String> counts = counts(100);
        counts.add("abuser", 1);
        counts.add("abuser", 19);
        for (int i = 0; i < 10_000; i++) {
            counts.add("flood" + i, 1);
        }
        assertThat(counts.size()).isEqualTo(100);
        assertThat(counts.count("abuser")).isEqualTo(20);
    }

    @Test
    void onlyCountsLikeItDropAHighOne() {
        KeyedCounts<String> counts = counts(2);
        counts.add("abuser", 20);
        counts.add("other", 15);
        counts.add("like it", 31);
        assertThat(counts.count("other")).isZero();
        counts.add("one more", 16);
        assertThat(counts.count("abuser")).isZero();
        assertThat(counts.count("like it")).isEqualTo(31);
    }

    @Test
    void whatIsOverMakesRoomFirstHoweverHighItWas() {
        KeyedCounts<String> counts = counts(2);
        counts.add("high", 1_000);
        counts.add("low", 1);
        clock.pass(HOUR.minusMillis(1));
        counts.forget("low");
        counts.add("low", 1);
        clock.pass(Duration.ofMillis(1));
        counts.add("new", 1);
        assertThat(counts.size()).isEqualTo(2);
        assertThat(counts.count("low")).isEqualTo(1);
        assertThat(counts.count("new")).isEqualTo(1);
    }

    @Test
    void aClockSetBackEndsWindowsToo() {
        KeyedCounts<String> counts = counts(2);
        counts.add("a", 7);
        clock.pass(HOUR.negated().plusMillis(1));
        assertThat(counts.count("a")).isEqualTo(7);
        clock.pass(Duration.ofMillis(-1));
        assertThat(counts.count("a")).isZero();
    }

    @Test
    void staysAtTheHighestNumber() {
        KeyedCounts<String> counts = counts(2);
        counts.add("a", Long.MAX_VALUE - 1);
        assertThat(counts.add("a", 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(counts.add("a", 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> counts(1).add("a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyedCounts<String>(clock, Duration.ofNanos(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
