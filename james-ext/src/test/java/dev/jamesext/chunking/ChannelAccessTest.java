package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.junit.jupiter.api.Test;

final class ChannelAccessTest {

    private final Channel channel = new LoopbackChannel();
    private final SMTPSession session =
            new SMTPSessionImpl(new NettyProtocolTransport(channel, null, false), new SMTPConfigurationImpl());

    @Test
    void findsTheChannelByItsType() {
        ChannelAccess access = ChannelAccess.ofJames();
        assertThat(access.works()).isTrue();
        assertThat(access.channel(session)).contains(channel);
    }

    /** A James whose transport keeps its channel elsewhere: the connection stays as James made it. */
    @Test
    void withoutTheFieldThereIsNoFraming() {
        ChannelAccess access = ChannelAccess.of(TransportWithoutChannel.class);
        assertThat(access.works()).isFalse();
        assertThat(access.channel(session)).isEmpty();
        new Framing(access).install(session);
        assertThat(FramedConnection.of(session)).isEmpty();
    }

    @Test
    void aTransportOfAnotherKindHasNoChannel() {
        assertThat(ChannelAccess.of(TransportOfAnotherKind.class).channel(session))
                .isEmpty();
        assertThat(ChannelAccess.ofJames().channel(JamesChain.session())).isEmpty();
    }

    private static final class TransportWithoutChannel {
        private final String channel = "a name, not a channel";

        @Override
        public String toString() {
            return channel;
        }
    }

    private static final class TransportOfAnotherKind {
        private final Channel channel = new LoopbackChannel();

        @Override
        public String toString() {
            return channel.toString();
        }
    }
}
