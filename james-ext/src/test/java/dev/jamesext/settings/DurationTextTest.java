package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "100ms, PT0.1S, 100ms",
        "0s, PT0S, 0s",
        "5000ms, PT5S, 5s",
        "2m, PT2M, 120s",
        "1h, PT1H, 3600s",
        "1d, P1D, 86400s",
        "999999999ms, PT999999.999S, 999999999ms"
    })
    void isANumberAndAUnit(String text, Duration time, String printed) {
        assertThat(DurationText.parse(text)).contains(time);
        assertThat(DurationText.of(time)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "5S", "-5s", "+5s", "5.5s", "1000000000s", "5w", "5ss", "\u0665s"})
    void anythingElseIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
