package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriorityScaleTest {

    /** James 3.8: 0 is low, 5 is normal, 9 is high. */
    @ParameterizedTest
    @CsvSource({"-9, 0", "-4, 3", "-2, 4", "0, 5", "2, 6", "4, 7", "6, 8", "8, 9", "9, 9"})
    void isOfThisJames(int priority, int number) {
        assertThat(PriorityScale.of(priority)).isEqualTo(number);
    }

    /** James 3.9: -9 is low, 0 is normal, 9 is high. */
    @ParameterizedTest
    @CsvSource({"-9, -9", "-4, -4", "0, 0", "4, 4", "9, 9"})
    void isTheSameWhereTheScaleIs(int priority, int number) {
        assertThat(PriorityScale.of(priority, -9, 9)).isEqualTo(number);
    }
}
