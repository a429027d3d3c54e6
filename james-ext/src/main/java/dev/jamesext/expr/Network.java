package dev.jamesext.expr;

import java.util.Optional;

/** A block of addresses, {@code 192.0.2.0/24}: the addresses whose first bits are the given ones. */
final class Network {

    private final byte[] octets;
    private final int bits;

    private Network(byte[] octets, int bits) {
        this.octets = octets;
        this.bits = bits;
    }

    /**
     * A call of {@code is_ip_in_cidr}. The network has to be a constant: it is checked once, at load, and a misspelled
     * one never turns into a quiet false.
     */
    static Evaluator bindContains(Function.Site site) {
        if (!(site.argument(1) instanceof Evaluator.Constant constant)) {
            return site.refuse(1, "must be a constant, a network such as '192.0.2.0/24'");
        }
        String written = constant.value().asText();
        Optional<Network> network = parse(written);
        if (network.isEmpty()) {
            return site.refuse(1, "must be a network such as '192.0.2.0/24', not " + Token.quoted(written));
        }
        return new Evaluator.TestOne(network.get()::contains, site.argument(0));
    }

    /** Reads {@code address/length}, bits beyond the length being ignored, or an address, a network of one. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return AddressText.parse(text)
                    .map(address -> address.value().getAddress())
                    .map(octets -> new Network(octets, octets.length * 8));
        }
        String length = text.substring(slash + 1);
        if (length.length() > 3 || !NumberText.isCanonical(length) || !NumberText.isWhole(length)) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(length);
        return AddressText.parse(text.substring(0, slash))
                .map(address -> address.value().getAddress())
                .filter(octets -> bits >= 0 && bits <= octets.length * 8)
                .map(octets -> new Network(octets, bits));
    }

    /**
     * Whether a value is an address of the network, or a text that spells one. No IPv4 address lies in an IPv6 network.
     */
    boolean contains(Value value) {
        Optional<Value.Address> address = TextFunctions.address(value);
        return address.isPresent() && contains(address.get().value().getAddress());
    }

    private boolean contains(byte[] other) {
        if (other.length != octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length && i * 8 < bits; i++) {
            int kept = Math.min(8, bits - i * 8);
            if (((octets[i] ^ other[i]) & 0xff) >> (8 - kept) != 0) {
                return false;
            }
        }
        return true;
    }
}
