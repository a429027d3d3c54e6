package dev.jamesext.runtime;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What limits for one client count as one: an IPv4 address, or the /64 of an IPv6 address, since whoever has one IPv6 address
 * mostly has all of such a network (RFC 6177 2).
 *
 * @param text the address, or the first address of the network with {@code /64} behind it
 */
public record ClientNetwork(String text) {

    private static final int INTERFACE_OCTETS = 8;

    /** The network of an address. */
    public static ClientNetwork of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return new ClientNetwork(address.getHostAddress());
        }
        byte[] octets = address.getAddress();
        Arrays.fill(octets, octets.length - INTERFACE_OCTETS, octets.length, (byte) 0);
        try {
            return new ClientNetwork(InetAddress.getByAddress(octets).getHostAddress() + "/64");
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
