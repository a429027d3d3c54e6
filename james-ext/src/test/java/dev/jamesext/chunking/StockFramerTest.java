package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of this Netty's framer, which tells of a line that it drops only when that ends. */
final class StockFramerTest {

    @ParameterizedTest
    @CsvSource({"'', false", "'ab', false", "'abcdef', true", "'abcdef\r\n', false", "'abcdef\r\nNO', false"})
    void tellsThatItDropsALine(String sent, boolean drops) {
        LineBasedFrameDecoder framer = new LineBasedFrameDecoder(4, false, false);
        EmbeddedChannel channel = new EmbeddedChannel(framer);
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(sent, StandardCharsets.US_ASCII));
        channel.pipeline().remove(framer);
        assertThat(StockFramer.dropsALine(framer)).isEqualTo(drops);
        channel.releaseInbound();
    }

    @Test
    void saysNothingOfAnotherFramer() {
        assertThat(StockFramer.dropsALine(new ChannelInboundHandlerAdapter())).isFalse();
    }
}
