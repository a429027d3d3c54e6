package dev.jamesext.harness.measure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A clear-text SMTP client that costs little: octets go out as they are, replies are read and compared by code alone. */
final class Wire implements AutoCloseable {
    private static final int REPLY_MILLIS_MAX = 60_000;
    private static final int LINE_BYTES_MAX = 4 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /** Connects to a port of this machine; the banner is still to be read. */
    Wire(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), REPLY_MILLIS_MAX);
        socket.setSoTimeout(REPLY_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(byte[] octets) throws IOException {
        out.write(octets);
    }

    /** Sends the line with its CRLF and waits for the reply. */
    void ask(String line, String code) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(code, line);
    }

    /**
     * Reads one reply with all its lines.
     *
     * @param to what was said, for the message
     * @throws UnexpectedReply when its code is another
     */
    void expect(String code, String to) throws IOException {
        String line;
        do {
            line = readLine();
            if (!line.startsWith(code)) {
                throw new UnexpectedReply("expected " + code + " to '" + to + "', got '" + line + "'");
            }
        } while (line.startsWith("-", code.length()));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() == LINE_BYTES_MAX) {
                throw new IOException((octet < 0 ? "closed after '" : "an endless line: '") + line + "'");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server answered, and not what the measurement needs: the figures would mean something else. */
    static final class UnexpectedReply extends IOException {
        private static final long serialVersionUID = 1L;

        private UnexpectedReply(String message) {
            super(message);
        }
    }
}
