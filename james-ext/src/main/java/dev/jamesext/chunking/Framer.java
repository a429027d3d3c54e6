package dev.jamesext.chunking;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a client sends. It stands directly before James's core handler, on the same executor: once a command line has
 * been passed on, the command has run. So it needs to know no command. Whoever runs one says what follows it (content of
 * DATA, the octets of a chunk), or that its answer is not ready yet; if nobody says anything, the next line is a command.
 *
 * <pre>
 *   COMMANDS  one line at a time, to the core handler
 *   DATA      content up to the final dot, then COMMANDS
 *   CHUNK     so many octets of content, then COMMANDS
 *   DEAF      whatever comes is dropped, the connection is about to end
 * </pre>
 *
 * <p>It answers nobody and reads no policy. It holds what has not been cut yet: less than a line, or what a client sent
 * ahead of an answer, which {@link Inlet} limits.
 */
final class Framer extends ChannelInboundHandlerAdapter {

    /** Octets of a command line without its end. The same as James's own framer. */
    static final int LINE_OCTETS_MAX = 8192;

    /** Who is told what a framer cannot settle by itself. Called on its executor. */
    interface Owner {
        /** A command line was longer than {@link #LINE_OCTETS_MAX}; it has been dropped. */
        void lineTooLong();

        /** The client talked before it was greeted; what it said has been dropped, and will be. */
        void spokeEarly();

        /** The client sent clear text behind STARTTLS; it has been dropped, and will be. */
        void spokeBehindStartTls();

        /** The client has shut its sending side, and everything it sent has been answered. */
        void finished();

        /** So many octets are not held any longer. */
        void taken(int octets);
    }

    private enum Mode {
        COMMANDS,
        DATA,
        CHUNK,
        DEAF
    }

    private final Owner owner;

    private Mode mode = Mode.COMMANDS;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    /** How many octets of {@link #held} are known to hold no line end; meaningful in COMMANDS only. */
    private int scanned;
    /** In COMMANDS: whether the line is too long already, and dropped up to its end. */
    private boolean dropping;
    /** In CHUNK: octets still to come. */
    private long chunkOctetsLeft;

    private @Nullable DotUnstuffer unstuffer;
    private @Nullable Content content;
    private @Nullable ChannelHandlerContext context;

    /** Whether the greeting is out and every octet sent before it has been seen. */
    private boolean begun;
    /** Whether something came before. */
    private boolean early;
    /** Whether a command's answer is still to come. */
    private boolean waiting;
    /** Whether the next octets must come out of a TLS session that is not there yet. */
    private boolean expectingTls;
    /** Whether the client has shut its sending side. */
    private boolean inputEnded;
    /** Whether the loop runs, so that it is not entered again from within a command. */
    private boolean cutting;

    Framer(Owner owner) {
        this.owner = owner;
    }

    /**
     * The client may talk now, and James's own framer is done. What came before this call was sent before the greeting;
     * that is told only here, since the connection will end, and what James's framer still says then would reach nobody.
     */
    void begin() {
        begun = true;
        ChannelHandlerContext ctx = context;
        if (early && ctx != null && ctx.channel().isActive()) {
            owner.spokeEarly();
        }
        cut();
    }

    /** What follows is the content of DATA. To be called while the command runs. */
    void receiveData(Content receiver) {
        mode = Mode.DATA;
        unstuffer = new DotUnstuffer();
        content = receiver;
    }

    /** What follows is a chunk of at least one octet. To be called while the command runs. */
    void receiveChunk(long octets, Content receiver) {
        if (octets < 1) {
            throw new IllegalArgumentException("a chunk of " + octets + " octets has no content");
        }
        mode = Mode.CHUNK;
        chunkOctetsLeft = octets;
        content = receiver;
    }

    /** Whether the client has sent more than the command that runs. */
    boolean holdsMore() {
        return held.isReadable();
    }

    /** Until a TLS handshake has succeeded, nothing the client sends is to be taken. */
    void expectTls() {
        expectingTls = true;
    }

    /** Holds back what follows the command that runs, until {@link #open}. */
    void hold() {
        waiting = true;
    }

    /** The command's answer has been written: goes on with what follows it. */
    void open() {
        waiting = false;
        cut();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf octets)) {
            ctx.fireChannelRead(message);
            return;
        }
        if (!begun) {
            hearEarly();
        } else if (expectingTls && mode != Mode.DEAF) {
            deafen();
            owner.spokeBehindStartTls();
        }
        held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, octets);
        cut();
    }

    /** James's own framer may have stumbled over what came before the greeting; that is answered like the rest of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!begun && cause instanceof DecoderException) {
            hearEarly();
            return;
        }
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            cut();
        } else if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            expectingTls = false;
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.fireChannelWritabilityChanged();
        cut();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deafen();
        cut();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deafen();
        cut();
    }

    private void hearEarly() {
        early = true;
        deafen();
    }

    private void deafen() {
        mode = Mode.DEAF;
        waiting = false;
        content = null;
    }

    private void cut() {
        ChannelHandlerContext ctx = context;
        if (cutting || ctx == null) {
            return;
        }
        cutting = true;
        try {
            boolean more = true;
            while (more && held.isReadable() && mayGoOn(ctx)) {
                int before = held.readableBytes();
                more = step(ctx);
                owner.taken(before - held.readableBytes());
            }
        } finally {
            cutting = false;
            tidy();
        }
        if (inputEnded && mode != Mode.DEAF && mayGoOn(ctx)) {
            inputEnded = false;
            owner.finished();
        }
    }

    /**
     * A client that reads no answers gets no further ones: with so much unsent, its commands wait like those behind a
     * slow one.
     */
    private boolean mayGoOn(ChannelHandlerContext ctx) {
        return mode == Mode.DEAF || (!waiting && begun && ctx.channel().isWritable());
    }

    /** @return whether there may be more to cut */
    private boolean step(ChannelHandlerContext ctx) {
        return switch (mode) {
            case COMMANDS -> cutLine(ctx);
            case DATA -> cutData();
            case CHUNK -> cutChunk();
            case DEAF -> {
                held.skipBytes(held.readableBytes());
                yield false;
            }
        };
    }

    private boolean cutLine(ChannelHandlerContext ctx) {
        int from = held.readerIndex();
        int end = held.indexOf(from + scanned, held.writerIndex(), (byte) '\n');
        if (end < 0) {
            scanned = held.readableBytes();
            // One octet more, for a CR that belongs to the line's end.
            if (dropping || scanned > LINE_OCTETS_MAX + 1) {
                dropping = true;
                held.skipBytes(scanned);
                scanned = 0;
            }
            return false;
        }
        scanned = 0;
        int octets = end + 1 - from;
        boolean crlf = octets > 1 && held.getByte(end - 1) == '\r';
        if (dropping || octets - (crlf ? 2 : 1) > LINE_OCTETS_MAX) {
            dropping = false;
            held.skipBytes(octets);
            owner.lineTooLong();
        } else {
            ctx.fireChannelRead(held.readRetainedSlice(octets));
        }
        return true;
    }

    private boolean cutData() {
        DotUnstuffer lines = unstuffer;
        Content receiver = content;
        if (lines == null || receiver == null) {
            throw new IllegalStateException("DATA without a receiver");
        }
        int before = held.readableBytes();
        byte[] octets = lines.take(held);
        if (octets.length > 0) {
            receiver.octets(octets);
        }
        if (lines.ended()) {
            endContent(receiver);
        }
        return held.readableBytes() < before;
    }

    private boolean cutChunk() {
        Content receiver = content;
        if (receiver == null) {
            throw new IllegalStateException("a chunk without a receiver");
        }
        int ready = Math.min(held.readableBytes(), DotUnstuffer.BLOCK_OCTETS_MAX);
        byte[] octets = new byte[(int) Math.min(ready, chunkOctetsLeft)];
        held.readBytes(octets);
        chunkOctetsLeft -= octets.length;
        receiver.octets(octets);
        if (chunkOctetsLeft == 0) {
            endContent(receiver);
        }
        return true;
    }

    private void endContent(Content receiver) {
        if (mode != Mode.DEAF) {
            mode = Mode.COMMANDS;
            unstuffer = null;
            content = null;
            receiver.end();
        }
    }

    private void tidy() {
        if (!held.isReadable()) {
            ReferenceCountUtil.release(held);
            held = Unpooled.EMPTY_BUFFER;
        } else if (held.refCnt() == 1) {
            held.discardSomeReadBytes();
        }
    }
}
