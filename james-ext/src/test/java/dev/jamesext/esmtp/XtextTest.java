package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XtextTest {

    @ParameterizedTest
    @CsvSource({"'', ''", "plain, plain", "a+2Bb+3Dc, a+b=c", "+41+5A, AZ", "a~!b, a~!b", "+20, ' '"})
    void decodes(String encoded, String decoded) {
        assertThat(Xtext.decode(encoded)).contains(decoded);
    }

    @Test
    void decodesEveryOctet() {
        for (int octet = 0; octet < 256; octet++) {
            assertThat(Xtext.decode(String.format("+%02X", octet))).contains(String.valueOf((char) octet));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+4", "+4g", "+4a", "a=b", "a b", "a\tb", "\u007f", "é", "+é1", "++2B"})
    void refusesWhatIsNoXtext(String text) {
        assertThat(Xtext.decode(text)).isEmpty();
    }
}
