package dev.jamesext.harness;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the INBOX of one user over IMAP: how many messages there are, and their octets. */
public final class ImapReader implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 10_000;
    private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
    private static final int LINE_BYTES_MAX = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern EXISTS = Pattern.compile("\\* ([0-9]+) EXISTS");
    private static final Pattern LITERAL = Pattern.compile(".*\\{([0-9]+)}");

    private final Socket socket;
    private final InputStream in;
    private int tag;

    private ImapReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param user the name with its domain */
    public static ImapReader login(int port, String user, String password) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_MILLIS_MAX);
        socket.setSoTimeout(READ_MILLIS_MAX);
        ImapReader reader = new ImapReader(socket);
        reader.readLine();
        reader.command("LOGIN \"" + user + "\" \"" + password + "\"");
        return reader;
    }

    /** How many messages the INBOX holds now. */
    public int count() throws IOException {
        Answer answer = command("SELECT INBOX");
        Matcher exists = EXISTS.matcher(answer.lines());
        if (!exists.find()) {
            throw new IOException("no EXISTS in the answer to SELECT: " + answer.lines());
        }
        return Integer.parseInt(exists.group(1));
    }

    /**
     * The octets of a message, as IMAP gives them.
     *
     * @param number counted from 1, in order of arrival
     */
    public byte[] message(int number) throws IOException {
        return fetch(number).orElseThrow(() -> new IOException("James has no message " + number));
    }

    /**
     * A message that has been counted; empty as long as James does not give it. While it is being delivered James 3.8.1
     * may know its number in SELECT and answer a FETCH with BAD, or with OK and no message.
     */
    private Optional<byte[]> fetch(int number) throws IOException {
        return ask("FETCH " + number + " (BODY.PEEK[])").literal();
    }

    /** Waits until a message fulfils the condition; empty when none has in time. */
    public Optional<byte[]> awaitMessage(Predicate<byte[]> condition, Duration most)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        int looked = 0;
        do {
            int count = count();
            Optional<byte[]> message = looked < count ? fetch(looked + 1) : Optional.empty();
            while (message.isPresent()) {
                looked++;
                if (condition.test(message.get())) {
                    return message;
                }
                message = looked < count ? fetch(looked + 1) : Optional.empty();
            }
            Thread.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * @param lines all of them, the tagged one last
     * @param done whether the tagged one says OK
     */
    private record Answer(String lines, boolean done, Optional<byte[]> literal) {}

    private Answer command(String text) throws IOException {
        Answer answer = ask(text);
        if (!answer.done()) {
            throw new IOException("IMAP refuses '" + text + "': " + answer.lines());
        }
        return answer;
    }

    private Answer ask(String text) throws IOException {
        tag++;
        String mark = "a" + tag + " ";
        socket.getOutputStream().write((mark + text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder lines = new StringBuilder();
        Optional<byte[]> literal = Optional.empty();
        while (true) {
            String line = readLine();
            lines.append(line).append('\n');
            Matcher announced = LITERAL.matcher(line);
            if (line.startsWith(mark)) {
                return new Answer(lines.toString(), line.startsWith(mark + "OK"), literal);
            } else if (announced.matches()) {
                literal = Optional.of(readOctets(announced.group(1)));
            }
        }
    }

    private byte[] readOctets(String length) throws IOException {
        int count = Integer.parseInt(length);
        if (count > MESSAGE_BYTES_MAX) {
            throw new IOException("a message of " + count + " octets, more than " + MESSAGE_BYTES_MAX);
        }
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("IMAP ended after " + octets.length + " of " + count + " octets");
        }
        return octets;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_BYTES_MAX) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("IMAP ended after '" + line + "'");
            }
            if (octet == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) octet);
        }
        throw new IOException("an IMAP line of more than " + LINE_BYTES_MAX + " octets");
    }
}
