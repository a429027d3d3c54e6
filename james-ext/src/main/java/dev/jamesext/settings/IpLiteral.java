package dev.jamesext.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IP address as a policy writes it. Names are not resolved: a policy must mean the same on every machine. */
public final class IpLiteral {

    private IpLiteral() {}

    /** The address; an IPv6 one without brackets. */
    public static Optional<InetAddress> parse(String written) {
        return isV4(written) || isV6(written) ? Optional.of(address(written)) : Optional.empty();
    }

    static boolean isV4(String written) {
        String[] parts = written.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    static boolean isV6(String written) {
        if (written.indexOf(':') < 0
                || written.chars().anyMatch(c -> c != ':' && c != '.' && Character.digit(c, 16) < 0)) {
            return false;
        }
        try {
            // With a colon and no letter but hex digits the JDK parses and never asks the DNS.
            return InetAddress.getByName(written) != null;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no longer an address: " + literal, e);
        }
    }
}
