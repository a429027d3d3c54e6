package dev.jamesext.chunking;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The content between the reply to DATA and the line with a single dot (RFC 5321 4.5.2): finds its end, and takes away
 * the dot that the client put before lines beginning with one.
 *
 * <p>A line ends in CRLF and in nothing else. A dot behind a bare LF is a character of its line, so that no message can
 * end earlier here than it ends for a server that is as strict (SMTP smuggling). Where a bare LF is made a line's end, whoever
 * sends it has stuffed the dots behind it too; but none of them ends the content: only CRLF, dot, CRLF does, always.
 */
final class DotUnstuffer {

    private final boolean lfEndsLine;
    private boolean atLineStart = true;
    /** At the start of a line: whether a CRLF ended the one before, or nothing came before. */
    private boolean afterCrlf = true;
    /** Whether the last octet taken was a CR, for a line end cut in two. */
    private boolean afterCr;

    private boolean ended;

    /** @param lfEndsLine whether a bare LF ends a line too, so that a stuffed dot may follow it */
    DotUnstuffer(boolean lfEndsLine) {
        this.lfEndsLine = lfEndsLine;
    }

    /** Whether the final dot has been taken. */
    boolean ended() {
        return ended;
    }

    /**
     * Takes octets from what the client sent, never beyond the final dot. What may be the beginning of the final dot stays.
     *
     * @param octetsMax how many it takes at most; three or more, so that the final dot is among them
     * @return the content among them; empty when there is none yet
     */
    byte[] take(ByteBuf in, int octetsMax) {
        byte[] block = new byte[Math.min(in.readableBytes(), octetsMax)];
        in.getBytes(in.readerIndex(), block);
        int from = 0;
        int to = 0;
        while (from < block.length) {
            if (atLineStart && block[from] == '.') {
                int left = block.length - from;
                if (left < 2 || (left < 3 && block[from + 1] == '\r')) {
                    break;
                }
                if (block[from + 1] == '\r' && block[from + 2] == '\n' && afterCrlf) {
                    ended = true;
                    from += 3;
                    break;
                }
                // A dot alone on its line that does not end the content is one.
                if (!lfEndsLine || !isAlone(block, from)) {
                    from++;
                }
            }
            int end = lineEnd(block, from);
            if (to != from) {
                System.arraycopy(block, from, block, to, end - from);
            }
            to += end - from;
            from = end;
        }
        in.skipBytes(from);
        return to == block.length ? block : Arrays.copyOf(block, to);
    }

    /** Whether a line has nothing but its first octet. */
    private static boolean isAlone(byte[] block, int from) {
        return block[from + 1] == '\n' || (block[from + 1] == '\r' && block[from + 2] == '\n');
    }

    /** The index behind the next line's end, or the block's end; notes which of the two it was. */
    private int lineEnd(byte[] block, int from) {
        boolean cr = afterCr;
        for (int i = from; i < block.length; i++) {
            byte octet = block[i];
            if (octet == '\n' && (cr || lfEndsLine)) {
                atLineStart = true;
                afterCrlf = cr;
                afterCr = false;
                return i + 1;
            }
            cr = octet == '\r';
        }
        atLineStart = false;
        afterCr = cr;
        return block.length;
    }
}
