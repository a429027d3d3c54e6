package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.Parameters.Parameter;
import dev.jamesext.esmtp.Parameters.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "SIZE=10, SIZE=10",
        "'  size=10   Requiretls ', SIZE=10 REQUIRETLS",
        "'NOTIFY=success,FAILURE', 'NOTIFY=success,FAILURE'",
        "MT-PRIORITY=-3, MT-PRIORITY=-3",
        "8BITMIME, 8BITMIME",
        "ORCPT=utf-8;größe@b.example, ORCPT=utf-8;größe@b.example",
        "AUTH=<>, AUTH=<>",
    })
    void readsParameters(String text, String canonical) {
        assertThat(read(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "=x",
                "SIZE=",
                "-SIZE=1",
                "SI_ZE=1",
                "SIZE=1=2",
                "SIZE\t=1",
                "A=\t",
                "A=\u007f",
                "A=\u0085",
                "A=\ufffd",
                "ß",
                "ı=1",
                ">>>>",
                "<a@b.example>"
            })
    void refusesWhatIsNoParameter(String text) {
        assertThat(Parameters.read(text)).isEqualTo(new Reading.Malformed());
    }

    @Test
    void refusesAKeywordThatComesTwiceInWhateverCase() {
        assertThat(Parameters.read("RET=FULL SIZE=1 ret=HDRS")).isEqualTo(new Reading.Repeated("RET"));
        assertThat(Parameters.read("REQUIRETLS REQUIRETLS=x")).isEqualTo(new Reading.Repeated("REQUIRETLS"));
    }

    @Test
    void findsAParameterByItsKeyword() {
        assertThat(read("a=1 b").find("B")).contains(new Parameter("B", Optional.empty()));
        assertThat(read("a=1 b").find("C")).isEmpty();
        assertThat(read("a=1 b c=2").only(keyword -> !keyword.equals("B"))).hasToString("A=1 C=2");
    }

    private static Parameters read(String text) {
        return ((Reading.Read) Parameters.read(text)).parameters();
    }
}
