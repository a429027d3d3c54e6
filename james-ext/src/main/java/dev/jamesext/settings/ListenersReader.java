package dev.jamesext.settings;

import dev.jamesext.settings.Settings.ListenerBind;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code [server.listener."name"] bind}; all else under {@code server} is the dialect's own business. */
final class ListenersReader {

    static final int PORT_MAX = 65_535;

    private final Problems problems;
    private final Map<String, ListenerBind> bound = new HashMap<>();
    private final List<ListenerBind> binds = new ArrayList<>();

    ListenersReader(Problems problems) {
        this.problems = problems;
    }

    /** One element for each address, in the order of the file. */
    List<ListenerBind> read(TomlNode root) {
        Optional<TomlNode> listeners = root.find("server", "listener");
        if (listeners.isPresent() && !listeners.get().isTable()) {
            listeners
                    .get()
                    .error(
                            problems,
                            "expects a table of listeners, found "
                                    + listeners.get().described());
        }
        listeners.ifPresent(all -> all.children().forEach(this::listener));
        return binds;
    }

    private void listener(TomlNode listener) {
        if (!listener.isTable()) {
            listener.error(problems, "expects a table with bind = \"address:port\", found " + listener.described());
            return;
        }
        listener.find("bind").ifPresent(bind -> {
            List<TomlNode> addresses = bind.isArray() ? bind.elements() : List.of(bind);
            addresses.forEach(address -> bind(listener.name(), address));
        });
    }

    private void bind(String listener, TomlNode node) {
        if (!node.isText()) {
            node.error(problems, "expects an address and port such as \"127.0.0.1:25\", found " + node.described());
            return;
        }
        Located<String> address = node.text();
        int colon = address.value().lastIndexOf(':');
        String written = address.value().substring(0, Math.max(0, colon));
        Optional<String> host = host(written);
        Optional<Integer> port = port(address.value().substring(colon + 1));
        if (host.isEmpty() || port.isEmpty()) {
            node.error(
                    problems,
                    "expects an IP address and a port from 1 to " + PORT_MAX
                            + ", such as 127.0.0.1:25 or [::1]:25, found " + node.described());
            return;
        }
        ListenerBind bind = new ListenerBind(listener, address, host.get(), port.get());
        ListenerBind first = bound.putIfAbsent(host.get() + " " + port.get(), bind);
        if (first == null) {
            binds.add(bind);
        } else {
            SourceText source = first.address().source();
            int start = first.address().span().start();
            node.error(
                    problems,
                    "the address is already bound by listener " + Quoted.of(first.name()) + " at " + source.name() + ":"
                            + source.line(start) + ":" + source.column(start));
        }
    }

    private static Optional<Integer> port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= PORT_MAX ? Optional.of(port) : Optional.empty();
    }

    /** The address without brackets. */
    private static Optional<String> host(String written) {
        boolean bracketed = written.length() > 2 && written.startsWith("[") && written.endsWith("]");
        String host = bracketed ? written.substring(1, written.length() - 1) : written;
        return (bracketed ? IpLiteral.isV6(host) : IpLiteral.isV4(host)) ? Optional.of(host) : Optional.empty();
    }
}
