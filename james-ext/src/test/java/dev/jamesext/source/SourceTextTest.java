package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    // Offsets:                                  0 1-2 3 4 5 6   7  8  9
    private static final SourceText TEXT = SourceText.of("t", "a😀b\r\nc\n\nd");

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "1, 1, 2",
        "3, 1, 3",
        "4, 1, 4",
        "5, 1, 5",
        "6, 2, 1",
        "7, 2, 2",
        "8, 3, 1",
        "9, 4, 1",
        "10, 4, 2",
        "11, 4, 2",
        "99999, 4, 2",
        "-1, 1, 1"
    })
    void countsLinesAndCodePoints(int offset, int line, int column) {
        assertThat(TEXT.line(offset)).isEqualTo(line);
        assertThat(TEXT.column(offset)).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "1, 2, 1",
        "1, 3, 3",
        "1, 4, 4",
        "1, 5, 4",
        "1, 99, 4",
        "2, 1, 6",
        "2, 2, 7",
        "2, 3, 7",
        "3, 1, 8",
        "3, 2, 8",
        "4, 1, 9",
        "4, 2, 10",
        "4, 3, 10",
        "5, 1, 10",
        "99, 1, 10",
        "1, 0, 0",
        "0, 1, 0",
        "1, 2147483647, 4"
    })
    void findsOffsetsAndStopsAtTheEndsOfLineAndText(int line, int column, int offset) {
        assertThat(TEXT.offset(line, column)).isEqualTo(offset);
    }

    @Test
    void cutsLineEndsOffLines() {
        assertThat(TEXT.lineText(1)).isEqualTo("a😀b");
        assertThat(TEXT.lineText(2)).isEqualTo("c");
        assertThat(TEXT.lineText(3)).isEmpty();
        assertThat(TEXT.lineText(4)).isEqualTo("d");
        assertThat(SourceText.of("t", "").lineText(1)).isEmpty();
        assertThat(SourceText.of("t", "\r\n\r").lineText(2)).isEmpty();
    }

    @Test
    void offsetsAndColumnsAreInverseInLongLinesOfMixedCharacters() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 1 + random.nextInt(5000)) {
                text.append(random.nextInt(3) == 0 ? "😀" : random.nextInt(500) == 0 ? "\n" : "x");
            }
            SourceText source = SourceText.of("t", text.toString());
            for (int probe = 0; probe < 50; probe++) {
                int at = random.nextInt(text.length() + 1);
                int line = source.line(at);
                int lineStart = source.offset(line, 1);
                assertThat(source.column(at)).isEqualTo(text.codePointCount(lineStart, at) + 1);
                boolean half = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
                if (!half) {
                    assertThat(source.offset(line, source.column(at))).isEqualTo(at);
                }
            }
        }
    }

    @Test
    void unpairedSurrogatesCountAsOneEach() {
        SourceText source = SourceText.of("t", "\udc00\ud800x\udc00");
        assertThat(source.column(4)).isEqualTo(5);
        assertThat(source.offset(1, 3)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1025, 2047, 2048, 2049, 4096})
    void findsTheEndOfATextOfAnyLength(int length) {
        SourceText text = SourceText.of("t", "a".repeat(length - 4) + "\nü\ud83d\ude00");
        assertThat(text.text()).hasSize(length);
        assertThat(text.offset(2, Integer.MAX_VALUE)).isEqualTo(length);
        assertThat(text.offset(2, 3)).isEqualTo(length);
        assertThat(text.offset(2, 2)).isEqualTo(length - 2);
        assertThat(text.offset(1, Integer.MAX_VALUE)).isEqualTo(length - 4);
        assertThat(text.offset(3, 1)).isEqualTo(length);
    }
}
