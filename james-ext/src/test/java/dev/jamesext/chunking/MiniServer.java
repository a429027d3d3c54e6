package dev.jamesext.chunking;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A framer with a core handler behind it that knows {@code DATA}, {@code BDAT n} and {@code SLOW}, whose answer comes
 * later. Writes down what happens.
 */
final class MiniServer implements Framer.Owner {

    private static final Pattern BDAT = Pattern.compile("BDAT ([0-9]{1,5})\r\n");

    private final List<String> events = new ArrayList<>();
    private final List<ByteBuf> sent = new ArrayList<>();
    private final Framer framer = new Framer(this);
    private final EmbeddedChannel channel;
    private int taken;

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
        if (greets) {
            framer.begin();
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
        return this;
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
        events.add("line " + line);
        int chunk = chunk(line);
        if (line.equals("DATA\r\n")) {
            events.add("content ");
            framer.receiveData(new Recorder());
        } else if (chunk > 0) {
            events.add("content ");
            framer.receiveChunk(chunk, new Recorder());
        } else if (line.equals("SLOW\r\n")) {
            framer.hold();
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
    public void spokeEarly() {
        events.add("early");
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
            int last = events.size() - 1;
            events.set(last, events.get(last) + text(octets));
        }

        @Override
        public void end() {
            events.add("end");
        }
    }
}
