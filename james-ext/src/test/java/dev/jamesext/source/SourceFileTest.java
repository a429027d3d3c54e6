package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceFileTest {

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "61, a",
        "c3a9, é",
        "f09f9880, 😀",
        "efbbbf61, a",
        "efbbbf, ''",
    })
    void readsUtf8WithoutItsByteOrderMark(String octets, String text) throws IOException {
        assertThat(read(octets, 100).map(SourceText::text)).contains(text);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "e9, 1, 1, 0xe9",
        "610a62e963, 2, 2, 0xe9",
        "c3a9f09f9880ff, 1, 3, 0xff",
        "efbbbf61ff, 1, 2, 0xff",
        // cut off in the middle, written longer than needed, a surrogate, beyond U+10FFFF
        "61c3, 1, 2, 0xc3",
        "c0af, 1, 1, 0xc0",
        "eda080, 1, 1, 0xed",
        "f4908080, 1, 1, 0xf4",
    })
    void tellsWhereTheTextStopsBeingUtf8(String octets, int line, int column, String octet) throws IOException {
        assertThat(read(octets, 100)).isEmpty();
        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.headline())
                    .isEqualTo("f:" + line + ":" + column + ": error: octet " + octet
                            + " is not UTF-8; save the file as UTF-8");
            assertThat(problem.render()).contains("\ufffd");
        });
    }

    @Test
    void readsAsManyOctetsAsAreAllowedAndNotOneMore() throws IOException {
        assertThat(read("6161", 2)).isPresent();
        assertThat(read("616161", 2)).isEmpty();
        assertThat(problems.render()).startsWith("f:1:1: error: the file is larger than 2 octets");
    }

    @Test
    void countsOctetsNotCharacters() throws IOException {
        assertThat(read("c3a9", 1)).isEmpty();
    }

    @Test
    void passesOnThatTheFileCannotBeRead() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        assertThatThrownBy(() -> SourceFile.read("f", closed, 10, problems)).isInstanceOf(IOException.class);
    }

    @Test
    void namesTheTextAsItWasTold() throws IOException {
        InputStream in = new ByteArrayInputStream("a".getBytes(StandardCharsets.UTF_8));
        assertThat(SourceFile.read("conf/ehlo.toml", in, 1, problems).map(SourceText::name))
                .contains("conf/ehlo.toml");
    }

    private Optional<SourceText> read(String octets, int bytesMax) throws IOException {
        byte[] bytes = new byte[octets.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(octets.substring(2 * i, 2 * i + 2), 16);
        }
        return SourceFile.read("f", new ByteArrayInputStream(bytes), bytesMax, problems);
    }
}
