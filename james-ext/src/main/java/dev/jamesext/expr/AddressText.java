package dev.jamesext.expr;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses as text and back, without ever asking DNS. */
final class AddressText {

    private static final byte[] NONE = {};

    private AddressText() {}

    /**
     * The address a text spells: a dotted quad, where leading zeros are decimal ({@code 10.0.0.01}), or any spelling of
     * RFC 4291 section 2.2. An IPv4-mapped IPv6 address is the IPv4 address. Brackets and scopes are not spellings.
     */
    static Optional<Value.Address> parse(String text) {
        byte[] octets = text.indexOf(':') < 0 ? quad(text, 0) : groups(text);
        if (octets.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Value.Address.of(InetAddress.getByAddress(octets)));
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException("addresses have 4 or 16 octets", wrongLength);
        }
    }

    /** The four octets of a dotted quad from an offset to the end, or none. */
    private static byte[] quad(String text, int start) {
        byte[] octets = new byte[4];
        int at = start;
        for (int i = 0; i < 4; i++) {
            int value = 0;
            int digits = at;
            while (at < text.length() && at < digits + 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at) - '0';
                at++;
            }
            boolean closed = i == 3 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (at == digits || value > 255 || !closed) {
                return NONE;
            }
            octets[i] = (byte) value;
            at++;
        }
        return octets;
    }

    /** The sixteen octets of an IPv6 address, or none. */
    private static byte[] groups(String text) {
        byte[] octets = new byte[16];
        int filled = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            end = end < 0 ? text.length() : end;
            if (text.indexOf('.', at) >= 0 && end == text.length()) {
                byte[] tail = quad(text, at);
                if (tail.length == 0 || filled > 12) {
                    return NONE;
                }
                System.arraycopy(tail, 0, octets, filled, 4);
                filled += 4;
                break;
            }
            int group = group(text, at, end);
            if (group < 0 || filled == 16) {
                return NONE;
            }
            octets[filled++] = (byte) (group >> 8);
            octets[filled++] = (byte) group;
            at = end + 1;
            if (at == text.length()) {
                return NONE;
            }
            if (text.startsWith(":", at)) {
                if (gap >= 0) {
                    return NONE;
                }
                gap = filled;
                at++;
            }
        }
        return spread(octets, filled, gap);
    }

    /** One to four hexadecimal digits, or -1. */
    private static int group(String text, int start, int end) {
        if (end == start || end > start + 4) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Moves what follows the {@code ::} to the end; the gap stands for at least one group of zeros. */
    private static byte[] spread(byte[] octets, int filled, int gap) {
        if (gap < 0) {
            return filled == 16 ? octets : NONE;
        }
        if (filled > 14) {
            return NONE;
        }
        byte[] spread = new byte[16];
        System.arraycopy(octets, 0, spread, 0, gap);
        System.arraycopy(octets, gap, spread, 16 - (filled - gap), filled - gap);
        return spread;
    }

    /**
     * Dotted quad for IPv4; RFC 5952 for IPv6: lower case, the longest run of zero groups (two or more) as {@code ::}.
     */
    static String canonical(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 4) {
            return (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                out.append("::");
                i += runLength - 1;
            } else {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
                    out.append(':');
                }
                out.append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
