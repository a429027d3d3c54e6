package dev.jamesext.chunking;

import dev.jamesext.esmtp.AnnouncedOctets;
import io.netty.buffer.ByteBuf;

/**
 * A command line that is not passed on, or not to its end: it is longer than any, or a bare LF has broken it. Its octets
 * are dropped as they come, up to its CRLF. What stands behind a bare LF belongs to the line (decision 37), so that nothing
 * of it can run as a command.
 *
 * <p>Each of the parts between bare LFs may be what the client takes for a line of its own, and may announce octets.
 */
final class RefusedLine {

    /** Octets of a line that are dropped before the connection is closed (1 Mi). */
    static final int DROPPED_OCTETS_MAX = 1024 * 1024;

    /** Whether what has been dropped is only a part of the line, or its end. */
    enum Drop {
        /** The line goes on. */
        PART,
        /** A bare LF ends a part of the line. */
        BARE_LF,
        /** The line's CRLF has come. */
        END,
        /** The line, or a part of it, announces octets of which nobody knows how many they are. */
        ANNOUNCES_OCTETS,
        /** The line has had more than {@link #DROPPED_OCTETS_MAX} octets. */
        ENDLESS
    }

    private AnnouncedOctets look = new AnnouncedOctets();
    private int dropped;
    private boolean afterCr;

    /** Drops octets of the line from a buffer: up to an LF, or all there are. Not to be called after the last three. */
    Drop drop(ByteBuf in) {
        int from = in.readerIndex();
        int lf = in.indexOf(from, in.writerIndex(), (byte) '\n');
        int end = lf < 0 ? in.writerIndex() : lf;
        for (int i = from; i < end && look.mayChange(); i++) {
            look.next(in.getByte(i));
        }
        boolean cr = end > from ? in.getByte(end - 1) == '\r' : afterCr;
        in.readerIndex(lf < 0 ? end : lf + 1);
        dropped += end - from;
        afterCr = cr && lf < 0;
        if (look.found() || (lf >= 0 && look.atEnd())) {
            return Drop.ANNOUNCES_OCTETS;
        }
        if (dropped > DROPPED_OCTETS_MAX) {
            return Drop.ENDLESS;
        }
        if (lf < 0) {
            return Drop.PART;
        }
        look = new AnnouncedOctets();
        return cr ? Drop.END : Drop.BARE_LF;
    }
}
