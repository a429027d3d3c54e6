package dev.jamesext.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session that a client sends without waiting: its octets, and the replies to them, each with the octet behind which it
 * is due. So the octets can be sent in any pieces, and the replies asked for as soon as they may come and no sooner.
 */
final class ClientScript {
    private static final byte[] FINAL_DOT = latin1(".\r\n");

    /** How long a client waits between two pieces, so that James sees the first one alone. */
    private static final int PAUSE_MILLIS = 3;

    /**
     * @param behind how many octets James must have for it
     * @param start what the first line of the reply begins with
     */
    private record Reply(int behind, String start) {}

    private final byte[] octets;
    private final List<Reply> replies;

    private ClientScript(byte[] octets, List<Reply> replies) {
        this.octets = octets;
        this.replies = List.copyOf(replies);
    }

    /** A script that begins with James's greeting. */
    static Builder greeted() {
        return new Builder();
    }

    /** A client whose proxy speaks first, where James greets only then. */
    static Builder greetedBehind(byte[] header) {
        Builder builder = new Builder();
        builder.replies.clear();
        return builder.octets(header, "220 ");
    }

    /** What the client sends. */
    byte[] octets() {
        return octets.clone();
    }

    /** How many replies there are, the greeting among them. */
    int replies() {
        return replies.size();
    }

    /** How many octets the client sends. */
    int length() {
        return octets.length;
    }

    /**
     * Plays the script on a new connection, cut in pieces, and asks for the replies to each piece before it sends the
     * next one.
     *
     * @param cuts in ascending order
     * @throws IOException when a reply is another one, or does not come
     */
    void play(SmtpConnection connection, int... cuts) throws IOException, InterruptedException {
        int played = expect(connection, 0, 0);
        int from = 0;
        for (int to : ends(cuts)) {
            connection.send(Arrays.copyOfRange(octets, from, to));
            int before = played;
            played = expect(connection, played, to);
            if (played == before && to < octets.length) {
                Thread.sleep(PAUSE_MILLIS);
            }
            from = to;
        }
        expectEnd(connection);
    }

    /** The same, and everything is sent before any reply but the greeting is asked for. */
    void playAhead(SmtpConnection connection, int... cuts) throws IOException {
        int greetings = expect(connection, 0, 0);
        int from = 0;
        for (int to : ends(cuts)) {
            connection.send(Arrays.copyOfRange(octets, from, to));
            from = to;
        }
        expect(connection, greetings, octets.length);
        expectEnd(connection);
    }

    /** The same in one piece, behind which the client shuts its sending side. */
    void playAndShut(SmtpConnection connection) throws IOException {
        int greetings = expect(connection, 0, 0);
        connection.send(octets);
        connection.shutdownOutput();
        expect(connection, greetings, octets.length);
        expectEnd(connection);
    }

    private int[] ends(int... cuts) {
        int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
        ends[cuts.length] = octets.length;
        return ends;
    }

    private int expect(SmtpConnection connection, int first, int octetsSent) throws IOException {
        int next = first;
        while (next < replies.size() && replies.get(next).behind() <= octetsSent) {
            String line = connection.readReply().get(0);
            if (!line.startsWith(replies.get(next).start())) {
                throw new IOException("expected " + replies.get(next) + ", found " + line);
            }
            next++;
        }
        return next;
    }

    private static void expectEnd(SmtpConnection connection) throws IOException {
        if (!connection.closes()) {
            throw new IOException("James says more, or keeps the connection");
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Puts a script together, command by command. */
    static final class Builder {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final List<Reply> replies = new ArrayList<>(List.of(new Reply(0, "220 ")));

        private Builder() {}

        /** A command, and what its reply begins with. */
        Builder line(String command, String reply) {
            return octets(latin1(command + "\r\n"), reply);
        }

        /** EHLO, MAIL and one RCPT. */
        Builder envelope(String recipient) {
            return line("EHLO mx.example.org", "250-").mail(recipient);
        }

        /** MAIL and one RCPT. */
        Builder mail(String recipient) {
            return line("MAIL FROM:<a@example.org>", "250 2.1.0 ").line("RCPT TO:<" + recipient + ">", "250 2.1.5 ");
        }

        /** A chunk that is not the last one. */
        Builder chunk(byte[] content) {
            add(latin1("BDAT " + content.length + "\r\n"));
            return octets(content, "250 2.0.0 " + content.length + " octets received");
        }

        /** The last chunk of a message that is taken. */
        Builder lastChunk(byte[] content) {
            add(latin1("BDAT " + content.length + " LAST\r\n"));
            return octets(content, "250 2.6.0 ");
        }

        /** DATA and a message that is taken; its last line must have its end. */
        Builder data(byte[] content) {
            line("DATA", "354 ");
            boolean lineStart = true;
            for (int i = 0; i < content.length; i++) {
                if (lineStart && content[i] == '.') {
                    octets.write('.');
                }
                octets.write(content[i]);
                lineStart = i > 0 && content[i] == '\n' && content[i - 1] == '\r';
            }
            if (!lineStart) {
                throw new IllegalArgumentException("DATA cannot carry a last line without its end");
            }
            return octets(FINAL_DOT, "250 2.6.0 ");
        }

        /** Any octets that have a reply. */
        Builder octets(byte[] sent, String reply) {
            add(sent);
            replies.add(new Reply(octets.size(), reply));
            return this;
        }

        /** QUIT, behind which James ends the connection. */
        ClientScript quit() {
            return line("QUIT", "221 2.0.0 ").end();
        }

        /** Ends the script without QUIT. */
        ClientScript end() {
            return new ClientScript(octets.toByteArray(), replies);
        }

        private void add(byte[] sent) {
            octets.write(sent, 0, sent.length);
        }
    }
}
