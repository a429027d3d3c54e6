package dev.jamesext.chunking;

import dev.jamesext.esmtp.AnnouncedOctets;
import dev.jamesext.esmtp.ForeignLine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

    /** Commands, and blocks of content, of one connection before others on the same executor have their turn. */
    static final int TURN_STEPS_MAX = 16;

    /** Microseconds after which a turn ends, whatever was done in it. One command may take longer. */
    static final int TURN_MICROS_MAX = 250;

    /**
     * The longest pause before the next turn. A turn that took longer than {@link #LONG_MILLIS_MIN}, because of one step that
     * nobody can interrupt, is followed by a pause as long as the rest of it: no connection has more than half of its
     * executor's time for such steps. A turn that comes late shows that others wait for the executor too: then a client whose
     * commands do not end pauses for {@link #PAUSE_FACTOR} times as long as its turn was late, beyond
     * {@link #LATE_MILLIS_MIN}.
     */
    static final int PAUSE_MILLIS_MAX = 200;

    /** A turn that took no longer is followed by no pause. */
    static final int LONG_MILLIS_MIN = 2;

    /** What an idle event loop may be late by itself: its timer counts milliseconds. */
    static final int LATE_MILLIS_MIN = 2;

    private static final int PAUSE_FACTOR = 8;

    /** Settles what a framer cannot settle by itself. Called on its executor. */
    interface Owner {
        /**
         * A command line was longer than {@link #LINE_OCTETS_MAX}. It is dropped up to its CRLF; called once for it, at
         * its end or at its first bare LF.
         */
        void lineTooLong();

        /** A second bare LF came in one command line; what follows is dropped. */
        void onlyBareLf();

        /** A line that was dropped announces octets; what follows is dropped. */
        void octetsAnnounced();

        /** A line goes on for more than {@link RefusedLine#DROPPED_OCTETS_MAX} octets; what follows is dropped. */
        void lineWithoutEnd();

        /** A command line begins as a TLS handshake does; what follows is dropped. */
        void spokeTls();

        /**
         * The client talked while it had to wait for its greeting, or so much of what it said before was lost; what it said has
         * been dropped, and will be.
         */
        void spokeEarly();

        /** The header of a proxy has been taken. */
        void proxied();

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
    /** Nanoseconds since whenever. */
    private final LongSupplier clock;

    private Mode mode = Mode.COMMANDS;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    /** How many octets of {@link #held} are known to hold no line end; meaningful in COMMANDS only. */
    private int scanned;
    /** In COMMANDS: the line that is dropped up to its end; null while the line may still be passed on. */
    private @Nullable RefusedLine refused;
    /** In COMMANDS: whether the line that is dropped has been answered, since a bare LF came in it. */
    private boolean answered;
    /** In CHUNK: octets still to come. */
    private long chunkOctetsLeft;

    private @Nullable DotUnstuffer unstuffer;
    private @Nullable Content content;
    private @Nullable ChannelHandlerContext context;

    /** Whether every octet that James's framer took has been seen. */
    private boolean begun;
    /** Whether the client has to be silent, since its greeting is held back. */
    private boolean silence;
    /** Whether something came that is to be refused once all has been seen. */
    private boolean early;
    /** Whether a command's answer is still to come. */
    private boolean waiting;
    /** Whether the next octets must come out of a TLS session that is not there yet. */
    private boolean expectingTls;
    /** Whether the client has shut its sending side. */
    private boolean inputEnded;
    /** Whether the loop runs, so that it is not entered again from within a command. */
    private boolean cutting;
    /** Whether the next turn waits on the executor. What comes before it is only kept. */
    private boolean turnDue;
    /** When the next turn should come, and how much later than it should the last one came; by the clock. */
    private long turnDueNanos;

    private long lateNanos;

    Framer(Owner owner) {
        this(owner, System::nanoTime);
    }

    Framer(Owner owner, LongSupplier clock) {
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * James's own framer is done. What a client sent ahead of its greeting, through that framer or not, is worked off from here
     * on as if it had waited.
     *
     * @param lossless false when James's framer dropped some of it: nobody knows what the rest is, and the client is refused.
     *     That is told only here, since the connection will end, and what James's framer still says then would reach nobody
     */
    void begin(boolean lossless) {
        begun = true;
        if (!lossless) {
            early = true;
        }
        if (early) {
            refuseEarly();
        }
        cut();
    }

    /** The greeting is held back: whoever talks before {@link #endSilence} is refused. */
    void expectSilence() {
        silence = true;
        if (held.isReadable()) {
            hearEarly();
        }
    }

    /** Whether the client has been silent so far, as it had to be. */
    boolean isSilent() {
        return silence && mode != Mode.DEAF;
    }

    /** The greeting has been written. */
    void endSilence() {
        silence = false;
        cut();
    }

    /**
     * What follows is the content of DATA. To be called while the command runs.
     *
     * @param lfEndsLine whether a bare LF ends a line of it, though never the content
     */
    void receiveData(Content receiver, boolean lfEndsLine) {
        mode = Mode.DATA;
        unstuffer = new DotUnstuffer(lfEndsLine);
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

    /** The last reply has been given: whatever else the client sends is dropped. */
    void end() {
        deafen();
        cut();
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
            if (!ProxyHeader.takesOut(message)) {
                ctx.fireChannelRead(message);
            }
            // The only such message there is.
            owner.proxied();
            return;
        }
        if (isSilent()) {
            hearEarly();
        } else if (expectingTls && mode != Mode.DEAF) {
            deafen();
            owner.spokeBehindStartTls();
        }
        held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, octets);
        cut();
    }

    /**
     * James's own framer may have stumbled over what came before the greeting: over STARTTLS among other commands, which it lets
     * go of unread, or over a line too long, which it drops.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!begun && cause instanceof TooLongFrameException) {
            hearEarly();
        } else if (begun || !StockFramer.isSuspicion(cause)) {
            ctx.fireExceptionCaught(cause);
        }
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
        if (begun) {
            refuseEarly();
        }
    }

    private void refuseEarly() {
        deafen();
        ChannelHandlerContext ctx = context;
        if (ctx != null && ctx.channel().isActive()) {
            owner.spokeEarly();
        }
    }

    private void deafen() {
        mode = Mode.DEAF;
        waiting = false;
        content = null;
        refused = null;
    }

    /** Takes a turn, unless one is due already. What is to be dropped is dropped at once. */
    private void cut() {
        ChannelHandlerContext ctx = context;
        if (cutting || ctx == null || (turnDue && mode != Mode.DEAF)) {
            return;
        }
        cutting = true;
        long begin = clock.getAsLong();
        boolean unfinished;
        try {
            unfinished = turn(ctx, begin);
        } finally {
            cutting = false;
            tidy();
        }
        long end = clock.getAsLong();
        long pause = pauseNanos(end - begin, unfinished);
        lateNanos = 0;
        if ((unfinished || pause > 0) && !turnDue) {
            turnDue = true;
            turnDueNanos = end + pause;
            // Not execute: an event loop looks at its sockets again only when its queue is empty, or after 64 tasks.
            Future<?> unused = ctx.executor().schedule(() -> nextTurn(ctx), pause, TimeUnit.NANOSECONDS);
        }
        if (inputEnded && !turnDue && mode != Mode.DEAF && mayGoOn(ctx)) {
            inputEnded = false;
            owner.finished();
        }
    }

    /**
     * That content has not ended is no reason for a pause: its client waits for one reply, and a sender of large messages is
     * no flood.
     */
    private long pauseNanos(long took, boolean unfinished) {
        long pause = beyond(took, LONG_MILLIS_MIN);
        if (unfinished && mode == Mode.COMMANDS) {
            pause = Math.max(pause, PAUSE_FACTOR * beyond(lateNanos, LATE_MILLIS_MIN));
        }
        return Math.min(pause, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS_MAX));
    }

    private static long beyond(long nanos, int millis) {
        return Math.max(0, nanos - TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** @return whether it ended because it had been long enough */
    private boolean turn(ChannelHandlerContext ctx, long begin) {
        boolean more = true;
        for (int steps = 0; more && held.isReadable() && mayGoOn(ctx); steps++) {
            if (steps == TURN_STEPS_MAX || clock.getAsLong() - begin > TimeUnit.MICROSECONDS.toNanos(TURN_MICROS_MAX)) {
                return true;
            }
            int before = held.readableBytes();
            more = step(ctx);
            owner.taken(before - held.readableBytes());
        }
        return false;
    }

    /** What goes wrong goes where it would if the octets had just been read: else the client would wait for ever. */
    private void nextTurn(ChannelHandlerContext ctx) {
        turnDue = false;
        lateNanos = Math.max(0, clock.getAsLong() - turnDueNanos);
        try {
            cut();
        } catch (Throwable failure) {
            ctx.fireExceptionCaught(failure);
        }
    }

    /**
     * A client that reads no answers gets no further ones: with so much unsent, its commands wait like those behind a
     * slow one.
     */
    private boolean mayGoOn(ChannelHandlerContext ctx) {
        return mode == Mode.DEAF
                || (!waiting && begun && !silence && ctx.channel().isWritable());
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
        if (refused != null) {
            return dropLine(refused);
        }
        int from = held.readerIndex();
        if (beginsTls(from)) {
            deafen();
            owner.spokeTls();
            return true;
        }
        int end = held.indexOf(from + scanned, held.writerIndex(), (byte) '\n');
        // One octet more while the line has no end, for a CR that belongs to it.
        int octets = (end < 0 ? held.writerIndex() : end + 1) - from;
        boolean crlf = end > from && held.getByte(end - 1) == '\r';
        if (octets - (crlf ? 2 : 1) > LINE_OCTETS_MAX) {
            scanned = 0;
            refused = new RefusedLine();
            return dropLine(refused);
        }
        if (end < 0) {
            scanned = octets;
            return false;
        }
        scanned = 0;
        ByteBuf line = held.readRetainedSlice(octets);
        if (!crlf) {
            if (AnnouncedOctets.in(ByteBufUtil.getBytes(line))) {
                line.release();
                deafen();
                owner.octetsAnnounced();
                return true;
            }
            // Whoever runs commands answers it. The rest of the line is nobody's.
            refused = new RefusedLine();
            answered = true;
        }
        ctx.fireChannelRead(line);
        return true;
    }

    /** A client that begins TLS sends no line end and waits for an answer. */
    private boolean beginsTls(int from) {
        return scanned < ForeignLine.TLS_HELLO_OCTETS
                && held.readableBytes() >= ForeignLine.TLS_HELLO_OCTETS
                && ForeignLine.isTlsHello(held.getByte(from), held.getByte(from + 1));
    }

    private boolean dropLine(RefusedLine line) {
        RefusedLine.Drop drop = line.drop(held);
        switch (drop) {
            case PART -> {
                // Its end is still to come.
            }
            case BARE_LF -> {
                if (answered) {
                    deafen();
                    owner.onlyBareLf();
                } else {
                    answered = true;
                    owner.lineTooLong();
                }
            }
            case END -> {
                boolean silent = answered;
                refused = null;
                answered = false;
                if (!silent) {
                    owner.lineTooLong();
                }
            }
            case ANNOUNCES_OCTETS -> {
                deafen();
                owner.octetsAnnounced();
            }
            case ENDLESS -> {
                deafen();
                owner.lineWithoutEnd();
            }
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
        byte[] octets = lines.take(held, receiver.octetsMax());
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
        int ready = Math.min(held.readableBytes(), receiver.octetsMax());
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
