package dev.jamesext.chunking;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where octets come in, on the event loop of the channel. It stands where James's own framer stood.
 *
 * <p>It does two things. Until James's framer has let go of what it took before it was removed, it keeps back what comes
 * later: that framer may run on another thread, and octets must not overtake each other. And it counts the octets that
 * have come in and are not yet worked off, and stops reading from the client while there are too many.
 */
final class Inlet extends ChannelInboundHandlerAdapter {

    /** Octets a connection may have sent ahead of what has been worked off, plus what one read brings. */
    static final int AHEAD_OCTETS_MAX = 128 * 1024;

    private final AtomicLong ahead = new AtomicLong();
    /** What came while James's framer was not yet done. Touched by the event loop alone. */
    private final Queue<Object> keptBack = new ArrayDeque<>();

    private boolean open;
    /** Whether reading was stopped here. Whoever else stops it has reasons that we do not know. */
    private volatile boolean stopped;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf octets) {
            add(ctx, octets.readableBytes());
        }
        if (open) {
            ctx.fireChannelRead(message);
        } else {
            keptBack.add(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (open) {
            ctx.fireUserEventTriggered(event);
        } else {
            keptBack.add(new Event(event));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        dropKeptBack();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        dropKeptBack();
    }

    /** James's framer is done: passes on what was kept back, and from now on everything at once. On the event loop. */
    void open(ChannelHandlerContext ctx) {
        open = true;
        for (Object next = keptBack.poll(); next != null; next = keptBack.poll()) {
            if (next instanceof Event event) {
                ctx.fireUserEventTriggered(event.event());
            } else {
                ctx.fireChannelRead(next);
            }
        }
        ctx.fireChannelReadComplete();
    }

    /** So many octets have been worked off. On any thread. */
    void workedOff(ChannelHandlerContext ctx, int octets) {
        ahead.addAndGet(-octets);
        resume(ctx);
    }

    private void add(ChannelHandlerContext ctx, int octets) {
        if (ahead.addAndGet(octets) > AHEAD_OCTETS_MAX) {
            ctx.channel().config().setAutoRead(false);
            stopped = true;
            // Whoever worked off the last octets just before that line has not seen it.
            resume(ctx);
        }
    }

    private void resume(ChannelHandlerContext ctx) {
        if (stopped && ahead.get() <= AHEAD_OCTETS_MAX / 2) {
            stopped = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void dropKeptBack() {
        keptBack.forEach(ReferenceCountUtil::release);
        keptBack.clear();
    }

    /** A user event in its place among what was read. */
    private record Event(Object event) {}
}
