package dev.jamesext.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A raw SMTP or LMTP client: it sends octets, reads lines, and has no opinion about either. Each read ends after ten
 * seconds. Text is ISO-8859-1 both ways, so that every octet has a character. What was said is kept in {@link #dialogue}.
 */
public final class SmtpConnection implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 10_000;
    private static final int LINE_BYTES_MAX = 64 * 1024;
    private static final int SHOWN_CHARS_MAX = 200;

    private final SSLContext tls;
    private final StringBuilder dialogue = new StringBuilder();
    private Socket socket;
    private InputStream in;

    private SmtpConnection(SSLContext tls, Socket socket) throws IOException {
        this.tls = tls;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param from the local address to connect from, for example 127.0.0.5 */
    static SmtpConnection open(InetAddress from, int port, SSLContext tls) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_MILLIS_MAX);
        socket.setSoTimeout(READ_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        return new SmtpConnection(tls, socket);
    }

    /** Starts TLS on the connection as it is: at once for implicit TLS, or after a 220 to STARTTLS. */
    public void handshake() throws IOException {
        if (in.available() > 0) {
            throw new IOException("James sent more before the TLS handshake: " + readLine());
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
        dialogue.append("-- TLS --\n");
    }

    /** Sends all octets in one write. */
    public void send(byte[] octets) throws IOException {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        dialogue.append("C: ").append(shown(text)).append('\n');
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** Sends the text and CRLF. */
    public void sendLine(String text) throws IOException {
        send((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Ends the sending side and leaves the other open. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Reads one line.
     *
     * @return the line without its CRLF
     * @throws IOException when none comes in time, the connection ends, or the line ends in anything but CRLF
     */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LINE_BYTES_MAX) {
            int octet = read(line);
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                dialogue.append("S: ").append(shown(text)).append('\n');
                if (!text.endsWith("\r")) {
                    throw new IOException("a line that does not end in CRLF: " + text);
                }
                return text.substring(0, text.length() - 1);
            }
            line.write(octet);
        }
        throw new IOException("a line of more than " + LINE_BYTES_MAX + " octets");
    }

    private int read(ByteArrayOutputStream soFar) throws IOException {
        int octet;
        try {
            octet = in.read();
        } catch (SocketTimeoutException e) {
            throw new IOException("no line within " + READ_MILLIS_MAX + " ms, only '" + soFar + "'", e);
        }
        if (octet < 0) {
            throw new IOException("James closed the connection after '" + soFar + "'");
        }
        return octet;
    }

    /** Reads one reply: all lines up to the one with a blank behind the code, which they all share. */
    public List<String> readReply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = readLine();
            if (!line.matches("[2-5][0-9]{2}[ -].*") || !line.substring(0, 3).equals(code(lines, line))) {
                throw new IOException("not a reply line: " + line);
            }
            lines.add(line);
        } while (line.charAt(3) == '-');
        return lines;
    }

    private static String code(List<String> lines, String line) {
        return (lines.isEmpty() ? line : lines.get(0)).substring(0, 3);
    }

    /** Whether James closes the connection in time without another octet. */
    public boolean closes() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            // The end too: what we sent last was still unread on James's side when it closed.
            return true;
        }
    }

    /**
     * Reads until the connection ends.
     *
     * @return all octets; those that come behind a reset are lost
     */
    String readToTheEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                rest.write(octet);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new IOException("still open after " + READ_MILLIS_MAX + " ms, and '" + rest + "'", stillOpen);
        } catch (SocketException reset) {
            dialogue.append("-- reset --\n");
        }
        String text = rest.toString(StandardCharsets.ISO_8859_1);
        dialogue.append("S: ").append(shown(text)).append('\n');
        return text;
    }

    /** Whether the connection stays open, and James silent, for this long. */
    public boolean staysSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            int octet = in.read();
            dialogue.append(octet < 0 ? "-- end --\n" : "S: octet " + octet + " and perhaps more\n");
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(READ_MILLIS_MAX);
        }
    }

    /** Whether octets have come that nobody has read. */
    boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    /** Both sides so far, for messages about failures. */
    public String dialogue() {
        return dialogue.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String shown(String text) {
        String line = text.strip().replace("\r\n", "\n   ");
        return line.length() <= SHOWN_CHARS_MAX
                ? line
                : line.substring(0, SHOWN_CHARS_MAX) + "... (" + text.length() + " octets)";
    }
}
