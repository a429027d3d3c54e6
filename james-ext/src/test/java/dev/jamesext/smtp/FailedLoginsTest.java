package dev.jamesext.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailedLoginsTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,8", "5,8", "100,8", "9223372036854775807,8"})
    void theDelayDoublesUpToItsLimit(long failures, int seconds) {
        assertThat(FailedLogins.delaySeconds(failures)).isEqualTo(seconds);
        assertThat(seconds).isLessThanOrEqualTo(FailedLogins.DELAY_SECONDS_MAX);
    }
}
