package dev.jamesext.harness.measure;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes one connection, greets it, keeps the commands and octets of DATA and BDAT, and gives the replies it was made with,
 * one for each command and one for the content of DATA. When they are used up it closes.
 */
final class FakeServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** Long enough for a client that does not wait to be noticed. */
    private static final int EAGER_MILLIS = 50;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final List<String> replies;
    private final boolean onlyAtTheEnd;
    private final List<String> commands = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean pipelined;

    /** @param onlyAtTheEnd whether the replies are kept back until as many commands have come */
    FakeServer(boolean onlyAtTheEnd, String... replies) throws IOException {
        this.replies = List.of(replies);
        this.onlyAtTheEnd = onlyAtTheEnd;
        Thread thread = new Thread(this::serve, "fake server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The commands that came, once all is over. */
    List<String> commands() throws Exception {
        served.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        return commands;
    }

    byte[] content() throws Exception {
        served.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        return content.toByteArray();
    }

    /** Whether octets came that the client should have kept until it was answered. */
    boolean pipelined() throws Exception {
        served.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        return pipelined;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            answer(socket, "220 fake");
            StringBuilder kept = new StringBuilder();
            String command = "";
            for (String reply : replies) {
                command = take(in, command);
                if (onlyAtTheEnd) {
                    kept.append(kept.isEmpty() ? "" : "\r\n").append(reply);
                    continue;
                }
                Thread.sleep(EAGER_MILLIS);
                pipelined |= in.available() > 0;
                answer(socket, reply);
            }
            if (onlyAtTheEnd) {
                answer(socket, kept.toString());
            }
            served.complete(null);
        } catch (IOException | InterruptedException | RuntimeException e) {
            served.completeExceptionally(e);
        }
    }

    /** Reads what comes after {@code before}: the content of DATA, or a command with its chunk. */
    private String take(InputStream in, String before) throws IOException {
        if (before.equals("DATA")) {
            for (String line = line(in); !line.equals("."); line = line(in)) {
                content.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            return "";
        }
        String command = line(in);
        commands.add(command);
        if (command.startsWith("BDAT ")) {
            int octets = Integer.parseInt(command.split(" ", -1)[1]);
            content.writeBytes(in.readNBytes(octets));
        }
        return command;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the client closed after '" + line + "'");
            }
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 1);
    }

    private static void answer(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
