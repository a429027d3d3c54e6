package org.example.probe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.lang.reflect.Field;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * A switch for tests and nothing else: lays the threads of a connection out as James 3.9 does. There James's framer and
 * the core handler share an executor that is not the channel's event loop; in 3.8 the core handler is on the event loop.
 * To be named before the core handlers, whose welcome handler then finds the layout in place.
 */
public final class ProbeThreadLayout implements ConnectHandler<SMTPSession> {

    private static final EventExecutorGroup EXECUTORS = new DefaultEventExecutorGroup(4);

    @Override
    public Response onConnect(SMTPSession session) {
        try {
            ChannelPipeline pipeline = channel(session).pipeline();
            // The core handler last: it is on the way of this very call.
            move(pipeline, HandlerConstants.FRAMER);
            move(pipeline, HandlerConstants.CORE_HANDLER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this James is built in another way", e);
        }
        return new ProbeConnectHandler().onConnect(session);
    }

    private static Channel channel(SMTPSession session) throws ReflectiveOperationException {
        ProtocolTransport transport = ((ProtocolSessionImpl) session).getProtocolTransport();
        Field field = NettyProtocolTransport.class.getDeclaredField("channel");
        field.setAccessible(true);
        return (Channel) field.get(transport);
    }

    /** To the same place in the pipeline; one group gives all handlers of a channel the same executor. */
    private static void move(ChannelPipeline pipeline, String name) throws ReflectiveOperationException {
        ChannelHandler handler = pipeline.get(name);
        String behind = pipeline.names().get(pipeline.names().indexOf(name) + 1);
        pipeline.remove(name);
        forgetWhereItWas(handler);
        if (pipeline.context(behind) == null) {
            pipeline.addLast(EXECUTORS, name, handler);
        } else {
            pipeline.addBefore(EXECUTORS, behind, name, handler);
        }
    }

    /** Netty marks a handler that it once added, and adds it no second time. */
    private static void forgetWhereItWas(ChannelHandler handler) throws ReflectiveOperationException {
        Field added = ChannelHandlerAdapter.class.getDeclaredField("added");
        added.setAccessible(true);
        added.setBoolean(handler, false);
    }
}
