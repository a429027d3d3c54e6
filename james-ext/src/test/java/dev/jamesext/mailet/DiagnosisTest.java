package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiagnosisTest {

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 nobody, 5, 5.1.1",
        "550-5.1.1 nobody, 5, 5.1.1",
        "550 5.1.1, 5, 5.1.1",
        "550 5.1.1 nobody, 4, ",
        "550 4.2.1 odd, 5, ",
        "550 nobody, 5, ",
        "550 5.1 nobody, 5, ",
        "550 5.1.1000 nobody, 5, ",
        "550 5..1 nobody, 5, ",
        "5500 5.1.1 nobody, 5, ",
        "550, 5, ",
        "'550 ', 5, ",
        "There are no DNS entries, 5, ",
        "'  550 5.1.1 nobody', 5, 5.1.1",
    })
    void findsTheStatusInAReply(String error, char kind, String status) {
        assertThat(Diagnosis.ofText(Optional.of(error)).status(kind)).isEqualTo(Optional.ofNullable(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'550 no\r\nX-Injected: yes' | 550 no X-Injected: yes",
                "'550 \u001b[31mred\u0001 größe' | 550 ?[31mred? gr??e",
                "' \t ' | ''",
                "'null' | ''",
                "'Too many retries failure. Bouncing after 0 retries.' | ''",
                "'' | ''",
            })
    void isOneLineOfPrintableAscii(String error, String line) {
        assertThat(Diagnosis.ofText(Optional.of(error)).text().orElse("")).isEqualTo(line);
    }

    @Test
    void repeatsNoMoreThanAReportHasRoomFor() {
        assertThat(Diagnosis.ofText(Optional.of("x".repeat(401))).text()).contains("x".repeat(400));
    }

    @Test
    void tellsAReplyFromOurOwnWords() {
        assertThat(Diagnosis.ofText(Optional.of("451 4.2.1 later")).isFromSmtp())
                .isTrue();
        assertThat(Diagnosis.ofText(Optional.of("Connection refused")).isFromSmtp())
                .isFalse();
        assertThat(Diagnosis.ofText(Optional.empty()).isFromSmtp()).isFalse();
    }
}
