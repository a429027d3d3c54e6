package dev.jamesext.harness;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** A next hop that counts what it gets and keeps nothing; one that is busy greets with 421. On a free port of 127.0.0.1. */
final class CountingHop implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 20_000;
    private static final int LINE_OCTETS_MAX = 1024 * 1024;

    private final LoopbackServer server;
    private final boolean busy;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();

    private CountingHop(boolean busy) throws IOException {
        this.busy = busy;
        this.server = LoopbackServer.open("counting-hop", this::serve);
    }

    /** One that takes every message. */
    static CountingHop open() throws IOException {
        return new CountingHop(false);
    }

    /** One that takes none for the time being. */
    static CountingHop busy() throws IOException {
        return new CountingHop(true);
    }

    int port() {
        return server.port();
    }

    long connections() {
        return connections.get();
    }

    long messages() {
        return messages.get();
    }

    /** The octets of all messages. */
    long octets() {
        return octets.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setSoTimeout(READ_MILLIS_MAX);
            say(out, busy ? "421 4.3.2 not now" : "220 next.example.test ESMTP");
            String line = busy ? "" : line(in);
            while (!line.isEmpty()) {
                String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    take(in);
                }
                say(out, verb.equals("QUIT") ? "221 2.0.0 bye" : "250 2.0.0 ok");
                line = verb.equals("QUIT") ? "" : line(in);
            }
        } catch (IOException gone) {
            // A client that goes away in the middle has been counted as a connection; there is nothing else to know.
            return;
        }
    }

    private void take(InputStream in) throws IOException {
        String line = line(in);
        while (!line.equals(".\r\n") && !line.isEmpty()) {
            octets.addAndGet(line.length());
            line = line(in);
        }
        messages.incrementAndGet();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** A line with its end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet >= 0 && line.length() < LINE_OCTETS_MAX) {
            line.append((char) octet);
            if (octet == '\n') {
                return line.toString();
            }
            octet = in.read();
        }
        return "";
    }
}
