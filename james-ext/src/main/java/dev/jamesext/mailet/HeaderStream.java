package dev.jamesext.mailet;

import java.io.IOException;
import java.io.OutputStream;

/** Lets the header of a message through, the empty line behind it included, and drops the body. */
final class HeaderStream extends OutputStream {

    private final OutputStream out;
    private int lineOctets;
    private boolean ended;

    HeaderStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        if (ended) {
            return;
        }
        out.write(octet);
        if (octet == '\n') {
            ended = lineOctets == 0;
            lineOctets = 0;
        } else if (octet != '\r') {
            lineOctets++;
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        for (int i = 0; i < length && !ended; i++) {
            write(octets[offset + i]);
        }
    }
}
