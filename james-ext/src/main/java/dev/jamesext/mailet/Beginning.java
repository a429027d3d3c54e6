package dev.jamesext.mailet;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the first octets of what is written, up to a limit, and forgets the rest. */
final class Beginning extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int octetsMax;
    private boolean cut;

    Beginning(int octetsMax) {
        this.octetsMax = octetsMax;
    }

    @Override
    public void write(int octet) {
        if (kept.size() < octetsMax) {
            kept.write(octet);
        } else {
            cut = true;
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        int room = Math.min(length, octetsMax - kept.size());
        kept.write(octets, offset, room);
        cut |= room < length;
    }

    /** Whether there was more than is kept. */
    boolean isCut() {
        return cut;
    }

    /** All that is kept. */
    byte[] octets() {
        return kept.toByteArray();
    }

    /** What is kept up to the end of the last whole line; all of it where nothing was cut, or no line has an end. */
    byte[] lines() {
        byte[] octets = octets();
        int end = octets.length;
        while (cut && end > 0 && octets[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? octets : Arrays.copyOf(octets, end);
    }
}
