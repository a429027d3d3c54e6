package dev.jamesext.harness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A message of random lines, many of which look like commands or like the end of a message, and random ways to cut octets.
 * No CR or LF stands alone in it.
 */
final class RandomMessage {
    private static final int LINES_MAX = 40;
    private static final int LINE_OCTETS_MAX = 200;
    /** More than is held of a line whose end has not come. */
    private static final int LONG_LINE_OCTETS = 20_000;

    private static final int CHUNKS_MAX = 12;

    private static final List<String> LINES = List.of(
            "",
            ".",
            "..",
            "...",
            ".x",
            ". ",
            "BDAT 5",
            "BDAT 0 LAST",
            "BDAT",
            "DATA",
            "QUIT",
            "RSET",
            "STARTTLS",
            "starttls",
            "EHLO localhost",
            "\0",
            "MAIL FROM:<b@example.org>",
            "* BYE");

    private final byte[] content;

    private RandomMessage(byte[] content) {
        this.content = content;
    }

    /**
     * @param subject a header field by which the message is known again
     * @param lastLineEnds whether the last line has its CRLF
     */
    static RandomMessage of(String subject, boolean lastLineEnds, RandomGenerator random) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        line(octets, ("Subject: " + subject).getBytes(StandardCharsets.ISO_8859_1));
        line(octets, new byte[0]);
        for (int left = random.nextInt(LINES_MAX); left > 0; left--) {
            line(octets, randomLine(random));
        }
        if (!lastLineEnds) {
            octets.write('.');
        }
        return new RandomMessage(octets.toByteArray());
    }

    private static void line(ByteArrayOutputStream octets, byte[] line) {
        octets.write(line, 0, line.length);
        octets.write('\r');
        octets.write('\n');
    }

    private static byte[] randomLine(RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            return LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] line = new byte[random.nextInt(50) == 0 ? LONG_LINE_OCTETS : random.nextInt(LINE_OCTETS_MAX)];
        random.nextBytes(line);
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\r' || line[i] == '\n') {
                line[i] = '.';
            }
        }
        return line;
    }

    /** The octets of the message. */
    byte[] content() {
        return content.clone();
    }

    /** The message in pieces of random sizes, some of them empty. */
    List<byte[]> chunks(RandomGenerator random) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        for (int to : cuts(content.length, random.nextInt(CHUNKS_MAX), random)) {
            chunks.add(Arrays.copyOfRange(content, from, to));
            from = to;
        }
        chunks.add(Arrays.copyOfRange(content, from, content.length));
        return chunks;
    }

    /** So many places to cut octets at, in ascending order, the same one more than once perhaps. */
    static int[] cuts(int octets, int count, RandomGenerator random) {
        return random.ints(count, 0, octets + 1).sorted().toArray();
    }
}
