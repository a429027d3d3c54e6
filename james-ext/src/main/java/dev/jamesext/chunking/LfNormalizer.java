package dev.jamesext.chunking;

import java.util.Arrays;

/** Gives each LF without a CR one, in octets that are cut anywhere. */
final class LfNormalizer {

    /** Whether the last octet was a CR. */
    private boolean afterCr;

    /** The octets with a CR before each LF; the same array where nothing is missing. */
    byte[] take(byte[] octets) {
        int missing = 0;
        boolean cr = afterCr;
        for (byte octet : octets) {
            if (octet == '\n' && !cr) {
                missing++;
            }
            cr = octet == '\r';
        }
        byte[] whole = missing == 0 ? octets : fill(octets, missing);
        afterCr = cr;
        return whole;
    }

    private byte[] fill(byte[] octets, int missing) {
        byte[] whole = new byte[octets.length + missing];
        int to = 0;
        boolean cr = afterCr;
        for (byte octet : octets) {
            if (octet == '\n' && !cr) {
                whole[to++] = '\r';
            }
            whole[to++] = octet;
            cr = octet == '\r';
        }
        return Arrays.copyOf(whole, to);
    }
}
