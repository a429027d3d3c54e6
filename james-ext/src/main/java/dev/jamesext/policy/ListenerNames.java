package dev.jamesext.policy;

import dev.jamesext.settings.Settings.ListenerBind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a listener is called that the XML gives no name: the name bound to its address in the TOML, else the conventional
 * name of its port. Immutable.
 */
final class ListenerNames {

    /**
     * The names of the registered ports (RFC 5321 4.5.4.2, RFC 6409 3.1, RFC 8314 3.3). LMTP has none; 24 is where James
     * listens for it.
     */
    private static final Map<Integer, String> CONVENTIONAL =
            Map.of(24, "lmtp", 25, "smtp", 465, "submissions", 587, "submission");

    private final List<Bind> binds;

    ListenerNames(List<ListenerBind> binds) {
        this.binds = binds.stream()
                .map(bind -> new Bind(bind.name(), literal(bind.host()), bind.port()))
                .toList();
    }

    /** The name of the listener at an address; empty when nobody named it. */
    String at(InetAddress address, int port) {
        return binds.stream()
                .filter(bind -> bind.covers(address, port))
                .map(Bind::name)
                .findFirst()
                .orElseGet(() -> CONVENTIONAL.getOrDefault(port, ""));
    }

    /** Every name that the listener of some address has. */
    Set<String> all() {
        Set<String> names = new TreeSet<>(CONVENTIONAL.values());
        binds.forEach(bind -> names.add(bind.name()));
        return names;
    }

    /** Where the listener of a name listens: where the TOML binds it first, else anywhere on its conventional port. */
    Optional<InetSocketAddress> address(String name) {
        return binds.stream()
                .filter(bind -> bind.name().equals(name))
                .map(bind -> new InetSocketAddress(bind.host(), bind.port()))
                .findFirst()
                .or(() -> CONVENTIONAL.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(name))
                        .map(entry -> new InetSocketAddress(entry.getKey()))
                        .findFirst());
    }

    private record Bind(String name, InetAddress host, int port) {
        boolean covers(InetAddress address, int localPort) {
            return port == localPort && (host.isAnyLocalAddress() || host.equals(address));
        }
    }

    /** The reader let only address literals through, so this never asks DNS. */
    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("not an address literal: " + host, notAnAddress);
        }
    }
}
