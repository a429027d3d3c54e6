package dev.jamesext.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Accepts connections on a free port of 127.0.0.1 and serves each on a thread of its own, until it is closed. */
final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final Consumer<Socket> service;
    private final String name;

    private LoopbackServer(String name, Consumer<Socket> service) throws IOException {
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.service = service;
        this.name = name + '-' + server.getLocalPort();
    }

    /**
     * Opens a server.
     *
     * @param name of its threads, which have the port behind it
     * @param service serves a connection to its end, and closes the socket
     */
    static LoopbackServer open(String name, Consumer<Socket> service) throws IOException {
        LoopbackServer opened = new LoopbackServer(name, service);
        opened.start(opened::accept);
        return opened;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Accepts no more connections; those that are open go on. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> service.accept(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
