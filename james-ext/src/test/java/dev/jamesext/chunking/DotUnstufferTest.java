package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strictly it is tested with the framer. Here an LF ends a line, and yet never the content. */
final class DotUnstufferTest {

    @ParameterizedTest
    @CsvSource({
        "'.\r\n', ''",
        "'a\r\n.\r\n', 'a\r\n'",
        "'a\n..b\n.c\r\n.\r\n', 'a\n.b\nc\r\n'",
        // A dot alone on its line that does not end the content.
        "'a\n.\nb\r\n.\r\n', 'a\n.\nb\r\n'",
        "'a\n.\r\nb\r\n.\r\n', 'a\n.\r\nb\r\n'",
        "'a\r\n.\nb\r\n.\r\n', 'a\r\n.\nb\r\n'",
        "'.\n.\r\n.\r\n', '.\n.\r\n'",
        "'a\n..\n\r\n.\r\n', 'a\n.\n\r\n'",
        "'a\r.\r\n.\r\n', 'a\r.\r\n'",
    })
    void endsAtItsCrlfAlone(String sent, String content) {
        String more = "QUIT\r\n";
        for (int cut = 0; cut <= sent.length(); cut++) {
            DotUnstuffer lines = new DotUnstuffer(true);
            ByteBuf held = octets(sent.substring(0, cut));
            String taken = text(lines.take(held, Content.BLOCK_OCTETS_MAX));
            held = Unpooled.wrappedBuffer(held, octets(sent.substring(cut) + more));
            while (!lines.ended()) {
                taken += text(lines.take(held, Content.BLOCK_OCTETS_MAX));
            }
            assertThat(taken).as("cut at %s", cut).isEqualTo(content);
            assertThat(held.toString(StandardCharsets.ISO_8859_1)).isEqualTo(more);
        }
    }

    @ParameterizedTest
    @CsvSource({"'a\n.\n'", "'a\n.\r\n'", "'a\r\n.\n'", "'a\r\n.\r'", "'\n.\r\nQUIT\r\n'"})
    void isNotEndedByADotWithAnyOtherLineEnd(String sent) {
        DotUnstuffer lines = new DotUnstuffer(true);
        lines.take(octets(sent), Content.BLOCK_OCTETS_MAX);
        assertThat(lines.ended()).isFalse();
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
