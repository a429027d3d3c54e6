package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link FutureRelease} and {@link DeliverBy}: times in parameters. */
final class HoldAndDeadlineTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "604800, 604800", "999999999, 999999999"})
    void readsHoldFor(String value, long seconds) {
        assertThat(FutureRelease.holdFor(value)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "+1", "1.5", "1s", "1000000000", "٣"})
    void refusesWhatIsNoHoldFor(String value) {
        assertThat(FutureRelease.holdFor(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-31T12:00:00Z, 2030-01-31T12:00:00Z",
        "2030-01-31t12:00:00z, 2030-01-31T12:00:00Z",
        "2030-01-31T12:00:00.25Z, 2030-01-31T12:00:00.250Z",
        "2030-01-31T12:00:00+01:30, 2030-01-31T10:30:00Z",
        "2030-01-31T12:00:00.123456789-00:00, 2030-01-31T12:00:00.123456789Z",
        "2028-02-29T23:59:59Z, 2028-02-29T23:59:59Z",
    })
    void readsHoldUntil(String value, Instant instant) {
        assertThat(FutureRelease.holdUntil(value)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1900000000",
                "2030-01-31",
                "2030-01-31T12:00Z",
                "2030-01-31T12:00:00",
                "2030-01-31 12:00:00Z",
                "2030-02-30T12:00:00Z",
                "2030-01-31T25:00:00Z",
                "2030-01-31T12:00:60Z",
                "2030-01-31T12:00:00+01",
                "2030-01-31T12:00:00+01:00:00",
                "2030-01-31T12:00:00.Z",
                "2030-01-31T12:00:00.",
                "2030-01-31T12:00:00+01:00.",
                "2030-01-31T12:00:00.1234567890Z",
                "+2030-01-31T12:00:00Z",
                "-2030-01-31T12:00:00Z",
                "2030-01-31T12:00:00Z[UTC]",
                "２030-01-31T12:00:00Z"
            })
    void refusesWhatIsNoHoldUntil(String value) {
        assertThat(FutureRelease.holdUntil(value)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "120;R, 120, true, false",
        "+120;r, 120, true, false",
        "-456;N, -456, false, false",
        "0;nt, 0, false, true",
        "999999999;RT, 999999999, true, true",
    })
    void readsDeliverBy(String value, int seconds, boolean returns, boolean traces) {
        assertThat(DeliverBy.of(value)).contains(new DeliverBy(seconds, returns, traces));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "120",
                "120;",
                ";R",
                "120;X",
                "120;R;T",
                "120;TR",
                "1000000000;R",
                "--1;N",
                "1.5;N",
                "120; R"
            })
    void refusesWhatIsNoDeliverBy(String value) {
        assertThat(DeliverBy.of(value)).isEmpty();
    }
}
