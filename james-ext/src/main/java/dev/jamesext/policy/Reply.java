package dev.jamesext.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What the client is told: code, enhanced code and text as one value that cannot be inconsistent (RFC 5321 4.2, RFC 2034).
 *
 * @param code 200 to 559, its second digit 0 to 5, of the same class as the enhanced code
 * @param enhanced stands in front of every line
 * @param lines one to {@link #LINES_MAX} lines of printable US-ASCII, each short enough for {@link #LINE_OCTETS_MAX}
 */
public record Reply(int code, EnhancedCode enhanced, List<String> lines) {

    /** Lines of one reply. */
    public static final int LINES_MAX = 10;

    /** Octets of one reply line, code, separators and CRLF included (RFC 5321 4.5.3.1.5). */
    public static final int LINE_OCTETS_MAX = 512;

    public Reply {
        lines = List.copyOf(lines);
        if (!isCode(code) || code / 100 != enhanced.family()) {
            throw new IllegalArgumentException("code " + code + " does not go with " + enhanced);
        }
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException(lines.size() + " lines in a reply");
        }
        int room = roomPerLine(enhanced);
        for (String line : lines) {
            if (line.length() > room || !isPrintable(line)) {
                throw new IllegalArgumentException("not a reply line");
            }
        }
    }

    /** Whether a number is a reply code: its first digit 2 to 5, its second 0 to 5 (RFC 5321 4.2). */
    public static boolean isCode(int number) {
        return number >= 200 && number <= 559 && number / 10 % 10 <= 5;
    }

    /** A reply of one line. */
    public static Reply of(int code, String enhanced, String text) {
        String[] parts = enhanced.split("\\.", 3);
        return new Reply(
                code,
                new EnhancedCode(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])),
                List.of(text));
    }

    /**
     * A reply from text that may hold anything. Line breaks (CRLF, LF, CR) begin a new line, other control characters go,
     * non-ASCII becomes {@code ?}, long lines wrap at a blank where there is one; what does not fit in
     * {@link #LINES_MAX} lines is cut.
     */
    public static Reply ofText(int code, EnhancedCode enhanced, String text) {
        int room = roomPerLine(enhanced);
        List<String> lines = new ArrayList<>(1);
        int start = 0;
        while (start <= text.length() && lines.size() < LINES_MAX) {
            int end = lineEnd(text, start);
            wrap(clean(text.substring(start, end)), room, lines);
            start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        while (lines.size() > 1 && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return new Reply(code, enhanced, lines.size() > LINES_MAX ? lines.subList(0, LINES_MAX) : lines);
    }

    /** Whether the connection ends after it: 421 is that promise (RFC 5321 3.8). */
    public boolean closes() {
        return code == 421;
    }

    private static int roomPerLine(EnhancedCode enhanced) {
        return LINE_OCTETS_MAX - "250-".length() - enhanced.toString().length() - " ".length() - "\r\n".length();
    }

    private static void wrap(String line, int room, List<String> lines) {
        String rest = line;
        while (rest.length() > room && lines.size() < LINES_MAX) {
            int blank = rest.lastIndexOf(' ', room);
            int cut = blank > 0 ? blank : room;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(blank > 0 ? cut + 1 : cut);
        }
        lines.add(rest.length() > room ? rest.substring(0, room) : rest);
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private static String clean(String line) {
        if (isPrintable(line)) {
            return line.strip();
        }
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(point -> {
            if (point == '\t') {
                out.append(' ');
            } else if (point > 0x7f) {
                out.append('?');
            } else if (isPrintable(point)) {
                out.append((char) point);
            }
        });
        return out.toString().strip();
    }

    private static boolean isPrintable(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isPrintable(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int character) {
        return character >= 0x20 && character <= 0x7e;
    }

    /** The reply as one line of text, for traces and logs. */
    @Override
    public String toString() {
        return code + " " + enhanced + " " + String.join(" / ", lines);
    }
}
