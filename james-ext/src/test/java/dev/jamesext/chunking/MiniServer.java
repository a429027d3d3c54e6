package dev.jamesext.chunking;

import dev.jamesext.esmtp.AnnouncedOctets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A framer with a core handler behind it that knows {@code DATA}, {@code BDAT n}, {@code SLOW}, whose answer comes
 * later, and {@code AUTH}, which takes the next line for itself. A line that announces octets in another way ends
 * the connection. Writes down what happens.
 */
final class MiniServer implements Framer.Owner {

    private static final Pattern BDAT = Pattern.compile("BDAT ([0-9]{1,5})\r\n");

    private final List<String> events = new ArrayList<>();
    private final List<ByteBuf> sent = new ArrayList<>();
    /** Stands still unless a test moves it. */
    private final AtomicLong nanos = new AtomicLong();

    private final Framer framer = new Framer(this, nanos::get);
    private final EmbeddedChannel channel;
    private int taken;
    private long nanosPerCommand;
    private boolean authenticating;
    private boolean fails;

    MiniServer() {
        this(true);
    }

    /** Its greeting is not out yet. */
    static MiniServer notYetGreeting() {
        return new MiniServer(false);
    }

    private MiniServer(boolean greets) {
        channel = new EmbeddedChannel(framer, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf line = (ByteBuf) message;
                // As James does: from index 0, wherever its reader stands.
                byte[] octets = new byte[line.readableBytes()];
                line.getBytes(0, octets);
                line.release();
                command(text(octets));
            }
        });
        channel.freezeTime();
        if (greets) {
            framer.begin(true);
        }
    }

    /** The chunk's size in a BDAT line; -1 for another line. */
    static int chunk(String line) {
        Matcher bdat = BDAT.matcher(line);
        return bdat.matches() ? Integer.parseInt(bdat.group(1)) : -1;
    }

    /** Sends text of characters below 256 in one segment. */
    MiniServer send(String text) {
        ByteBuf octets = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        sent.add(octets);
        channel.writeInbound(octets);
        return runTurns();
    }

    /** The same without running what waits on the executor: no turn but the first. */
    MiniServer sendForOneTurn(String text) {
        ByteBuf octets = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        sent.add(octets);
        channel.pipeline().fireChannelRead(octets);
        return this;
    }

    /** The answer of a slow command is out. */
    MiniServer open() {
        framer.open();
        return runTurns();
    }

    /** Lets every turn run, however long the pauses between them. */
    MiniServer runTurns() {
        channel.runPendingTasks();
        long next = channel.runScheduledPendingTasks();
        while (next >= 0) {
            channel.advanceTimeBy(next, TimeUnit.NANOSECONDS);
            next = channel.runScheduledPendingTasks();
        }
        return this;
    }

    /** So much time passes. */
    MiniServer passing(long passed) {
        nanos.addAndGet(passed);
        return this;
    }

    /** What each command takes from now on. */
    MiniServer takingNanos(long nanosOfEach) {
        nanosPerCommand = nanosOfEach;
        return this;
    }

    /** Content cannot be taken from now on. */
    void failOnContent() {
        fails = true;
    }

    Framer framer() {
        return framer;
    }

    EmbeddedChannel channel() {
        return channel;
    }

    /** How many octets were worked off. */
    int taken() {
        return taken;
    }

    /** What has happened; content that came in pieces stands in one. */
    List<String> events() {
        return List.copyOf(events);
    }

    /** Ends the connection. True when no buffer is left over. */
    boolean closeAndCheckBuffers() {
        channel.finishAndReleaseAll();
        return sent.stream().allMatch(buffer -> buffer.refCnt() == 0);
    }

    private void command(String line) {
        nanos.addAndGet(nanosPerCommand);
        if (authenticating) {
            authenticating = false;
            events.add("login " + line);
            return;
        }
        if (chunk(line) < 0 && AnnouncedOctets.in(line.getBytes(StandardCharsets.ISO_8859_1))) {
            events.add("octets announced");
            framer.end();
            return;
        }
        events.add("line " + line);
        int chunk = chunk(line);
        if (line.equals("DATA\r\n")) {
            events.add("content ");
            framer.receiveData(new Recorder(), false);
        } else if (chunk > 0) {
            events.add("content ");
            framer.receiveChunk(chunk, new Recorder());
        } else if (line.equals("SLOW\r\n")) {
            framer.hold();
        } else if (line.equals("AUTH\r\n")) {
            authenticating = true;
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void lineTooLong() {
        events.add("too long");
    }

    @Override
    public void onlyBareLf() {
        events.add("only bare LF");
    }

    @Override
    public void octetsAnnounced() {
        events.add("octets announced");
    }

    @Override
    public void lineWithoutEnd() {
        events.add("without end");
    }

    @Override
    public void spokeTls() {
        events.add("tls");
    }

    @Override
    public void spokeEarly() {
        events.add("early");
    }

    @Override
    public void proxied() {
        events.add("proxied");
    }

    @Override
    public void spokeBehindStartTls() {
        events.add("behind STARTTLS");
    }

    @Override
    public void finished() {
        events.add("finished");
    }

    @Override
    public void taken(int octets) {
        taken += octets;
    }

    private final class Recorder implements Content {
        @Override
        public void octets(byte[] octets) {
            if (fails) {
                throw new IllegalStateException("content");
            }
            int last = events.size() - 1;
            events.set(last, events.get(last) + text(octets));
        }

        @Override
        public void end() {
            events.add("end");
        }
    }
}
