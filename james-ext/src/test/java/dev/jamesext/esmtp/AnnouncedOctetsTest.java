package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnnouncedOctetsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BDAT",
                "BDAT\r\n",
                "bdat\n",
                "BDAT 68 LAST\r\n",
                "BDAT\t68",
                "BDAT\00068",
                "BDAT68",
                "BDAT:68",
                "BDAT=68",
                "BDAT-68",
                "bDaT/",
                "BDAT\u00a068",
                "BDAT\u00c2\u00a068",
                "BDAT\r68",
                "  \t BDAT 68",
                "\0\u0001\u007f\u00a0BDAT 68",
                "\r BDAT 68",
                "\u00ef\u00bb\u00bfBDAT 68"
            })
    void announcesOctets(String line) {
        assertThat(AnnouncedOctets.in(octets(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                " \t",
                "B",
                "BDA",
                "BDA\r\n",
                "BDATA 68",
                "bdatz",
                "BDA T 68",
                "BD\0AT 68",
                "BBDAT 68",
                "XBDAT 68",
                "X BDAT 68",
                "!BDAT 68",
                "\"DAT 68",
                "BD!T 68",
                "NOOP BDAT",
                "DATA"
            })
    void announcesNone(String line) {
        assertThat(AnnouncedOctets.in(octets(line))).isFalse();
    }

    private static byte[] octets(String line) {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }
}
