package dev.jamesext.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that James hands mail on to: it offers what a test wants, answers what a test wants, and keeps what it was
 * told. On a free port of 127.0.0.1; one thread for each connection; ends with {@link #close}.
 */
public final class NextHop implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 20_000;
    private static final int LINE_OCTETS_MAX = 64 * 1024;
    private static final int MESSAGE_OCTETS_MAX = 64 * 1024 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final LoopbackServer server;
    private final List<String> offers;
    private final Function<String, Optional<String>> answers;
    private final @Nullable SSLContext tls;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private NextHop(List<String> offers, Function<String, Optional<String>> answers, @Nullable SSLContext tls)
            throws IOException {
        this.offers = List.copyOf(offers);
        this.answers = answers;
        this.tls = tls;
        this.server = LoopbackServer.open("next-hop", this::serve);
    }

    /**
     * Opens a next hop without TLS.
     *
     * @param offers the lines of its EHLO reply, without code
     * @param answers its reply to a command line that it does not answer as servers usually do; an empty reply
     *     ends the connection
     */
    public static NextHop open(List<String> offers, Function<String, Optional<String>> answers) throws IOException {
        return new NextHop(offers, answers, null);
    }

    /** The same with STARTTLS, which it offers besides until TLS is on. */
    static NextHop open(List<String> offers, Function<String, Optional<String>> answers, SSLContext tls)
            throws IOException {
        return new NextHop(offers, answers, tls);
    }

    public int port() {
        return server.port();
    }

    /** The command lines of all connections so far; {@code (TLS)} is in front of one that came inside TLS. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The messages it has taken so far, dots unstuffed. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Waits until a command has come; false when none has in time. */
    public boolean awaitCommand(Predicate<String> wanted, Duration most) throws InterruptedException {
        return await(() -> commands.stream().anyMatch(wanted), most);
    }

    /** Waits until a message has come; false when none has in time. */
    public boolean awaitMessage(Predicate<String> wanted, Duration most) throws InterruptedException {
        return await(() -> messages.stream().anyMatch(wanted), most);
    }

    private static boolean await(java.util.function.BooleanSupplier done, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket plain) {
        try (Session session = new Session(plain)) {
            session.run();
        } catch (IOException e) {
            // What a client does that goes away is part of what tests are about; its commands are kept.
            commands.add("(" + e.getMessage() + ")");
        }
    }

    /** One connection. */
    private final class Session implements AutoCloseable {
        private Socket socket;
        private InputStream in;
        private boolean secured;

        Session(Socket plain) throws IOException {
            this.socket = plain;
            socket.setSoTimeout(READ_MILLIS_MAX);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        void run() throws IOException {
            reply("220 next.example.test ESMTP");
            while (true) {
                Optional<String> line = readLine();
                if (line.isEmpty()) {
                    return;
                }
                commands.add((secured ? "(TLS) " : "") + line.get());
                Optional<String> answer = answers.apply(line.get());
                if (answer.isPresent()) {
                    if (answer.get().isEmpty()) {
                        return;
                    }
                    reply(answer.get());
                } else if (!usual(line.get())) {
                    return;
                }
            }
        }

        /** @return whether the connection goes on */
        private boolean usual(String line) throws IOException {
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> ehlo();
                case "STARTTLS" -> handshake();
                case "DATA" -> data();
                case "QUIT" -> {
                    reply("221 2.0.0 bye");
                    return false;
                }
                default -> reply("250 2.0.0 ok");
            }
            return true;
        }

        private void ehlo() throws IOException {
            List<String> lines = new ArrayList<>(List.of("next.example.test"));
            lines.addAll(offers);
            if (tls != null && !secured) {
                lines.add("STARTTLS");
            }
            for (int i = 0; i < lines.size(); i++) {
                reply("250" + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
            }
        }

        private void handshake() throws IOException {
            if (tls == null) {
                reply("502 5.5.1 no TLS here");
                return;
            }
            reply("220 2.0.0 go on");
            SSLSocket inside = (SSLSocket) tls.getSocketFactory()
                    .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
            inside.setUseClientMode(false);
            inside.startHandshake();
            socket = inside;
            in = new BufferedInputStream(inside.getInputStream());
            secured = true;
        }

        private void data() throws IOException {
            reply("354 go on");
            StringBuilder message = new StringBuilder();
            while (true) {
                String line = readLine().orElseThrow(() -> new IOException("the message has no end"));
                if (line.equals(".")) {
                    messages.add(message.toString());
                    reply("250 2.0.0 taken");
                    return;
                }
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                if (message.length() > MESSAGE_OCTETS_MAX) {
                    throw new IOException("a message of more than " + MESSAGE_OCTETS_MAX + " octets");
                }
            }
        }

        private Optional<String> readLine() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int octet;
            while ((octet = in.read()) >= 0 && line.size() < LINE_OCTETS_MAX) {
                if (octet == '\n') {
                    return Optional.of(
                            line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
                }
                line.write(octet);
            }
            return Optional.empty();
        }

        private void reply(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
