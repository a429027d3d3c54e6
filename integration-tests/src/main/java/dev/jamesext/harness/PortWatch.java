package dev.jamesext.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knocks at ports of the loopback address over and over and remembers which of them ever took a connection. */
final class PortWatch implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 1_000;
    private static final int PAUSE_MILLIS = 5;

    private final Map<Port, Integer> ports;
    private final Set<Port> opened = ConcurrentHashMap.newKeySet();
    private final Thread watcher = new Thread(this::watch, "port-watch");

    private PortWatch(Map<Port, Integer> ports) {
        this.ports = ports;
    }

    static PortWatch of(Map<Port, Integer> ports) {
        PortWatch watch = new PortWatch(Map.copyOf(ports));
        watch.watcher.setDaemon(true);
        watch.watcher.start();
        return watch;
    }

    /** Those that were open at any time so far. */
    Set<Port> opened() {
        return Set.copyOf(opened);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }

    private void watch() {
        try {
            while (opened.size() < ports.size()) {
                ports.forEach((port, number) -> {
                    if (!opened.contains(port) && answers(number)) {
                        opened.add(port);
                    }
                });
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int number) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
