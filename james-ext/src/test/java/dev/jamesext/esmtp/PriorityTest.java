package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link MtPriority} and {@link PriorityPolicy}: RFC 6710. */
final class PriorityTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "-9, -9", "-1, -1", "5, 5"})
    void readsAPriority(String value, int priority) {
        assertThat(MtPriority.of(value)).hasValue(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-0", "+1", "10", "-10", "00", "01", "1.0", " 1", "1 ", "a", "٣", "--1"})
    void refusesWhatIsNone(String value) {
        assertThat(MtPriority.of(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MIXER, -9, -4",
        "MIXER, -5, -4",
        "MIXER, -4, -4",
        "MIXER, -1, -4",
        "MIXER, 0, 0",
        "MIXER, 3, 0",
        "MIXER, 4, 4",
        "MIXER, 9, 4",
        "STANAG4406, -9, -4",
        "STANAG4406, -3, -4",
        "STANAG4406, -2, -2",
        "STANAG4406, 1, 0",
        "STANAG4406, 2, 2",
        "STANAG4406, 5, 4",
        "STANAG4406, 6, 6",
        "STANAG4406, 9, 6",
        "NSEP, -9, 0",
        "NSEP, 0, 0",
        "NSEP, 1, 0",
        "NSEP, 3, 2",
        "NSEP, 7, 6",
        "NSEP, 8, 8",
        "NSEP, 9, 8",
    })
    void countsAsTheNextLevelThatIsNotAbove(PriorityPolicy policy, int priority, int level) {
        assertThat(policy.level(priority)).isEqualTo(level);
    }

    @Test
    void nobodyGetsMoreThanWasAskedForAboveTheLowestLevel() {
        for (PriorityPolicy policy : PriorityPolicy.values()) {
            for (int priority = policy.level(MtPriority.LOWEST); priority <= MtPriority.HIGHEST; priority++) {
                assertThat(policy.level(priority)).isLessThanOrEqualTo(priority);
            }
            assertThat(policy.level(0)).isZero();
            assertThat(PriorityPolicy.of(policy.word())).contains(policy);
        }
    }
}
