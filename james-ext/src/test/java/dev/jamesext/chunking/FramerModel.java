package dev.jamesext.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a framer must make of everything a client sends, said as simply as can be: it has the whole input before it, knows
 * nothing of buffers, and looks for line ends with {@code indexOf}. Its commands are {@code DATA}, {@code BDAT n},
 * {@code AUTH}, which takes the next line, and lines. A line ends in CRLF, and has parts where bare LFs stand in it.
 */
final class FramerModel {

    private static final String END = "\r\n.\r\n";

    private static final Pattern ANNOUNCING = Pattern.compile("[^!-~]*(?i:BDAT)(?![A-Za-z])");
    private static final Pattern BEGUN = Pattern.compile("[^!-~]*(?i:BDAT)[^A-Za-z]");

    private final String input;
    private final List<String> events = new ArrayList<>();
    private int at;
    private boolean authenticating;

    private FramerModel(String input) {
        this.input = input;
    }

    /** The events for an input of characters below 256, each an octet. */
    static List<String> events(String input) {
        FramerModel model = new FramerModel(input);
        boolean more = true;
        while (more) {
            more = model.command();
        }
        return model.events;
    }

    /** @return whether the session goes on */
    private boolean command() {
        int end = input.indexOf('\n', at);
        if (end < 0) {
            int left = input.length() - at;
            return left > Framer.LINE_OCTETS_MAX + 1 && dropped(input.substring(at), false);
        }
        String line = input.substring(at, end + 1);
        at = end + 1;
        boolean crlf = line.endsWith("\r\n");
        int octets = line.length() - (crlf ? 2 : 1);
        boolean proper = MiniServer.chunk(line) >= 0;
        boolean login = authenticating && crlf && octets <= Framer.LINE_OCTETS_MAX;
        if (!proper && !login && announces(line)) {
            events.add("octets announced");
            return false;
        }
        boolean tooLong = octets > Framer.LINE_OCTETS_MAX;
        if (tooLong) {
            events.add("too long");
        } else {
            events.add((authenticating ? "login " : "line ") + line);
        }
        if (!crlf) {
            authenticating = authenticating && tooLong;
            return rest();
        }
        if (tooLong || authenticating) {
            authenticating = tooLong && authenticating;
            return true;
        }
        authenticating = line.equals("AUTH\r\n");
        int chunk = MiniServer.chunk(line);
        if (line.equals("DATA\r\n")) {
            return data();
        }
        return chunk <= 0 || chunk(chunk);
    }

    /** What stands behind the first bare LF of a line. */
    private boolean rest() {
        int end = input.indexOf('\n', at);
        String part = input.substring(at, end < 0 ? input.length() : end + 1);
        at += part.length();
        if (end < 0 || announces(part)) {
            return dropped(part, end >= 0);
        }
        if (part.endsWith("\r\n")) {
            return true;
        }
        events.add("only bare LF");
        return false;
    }

    /** A part of a line that is dropped: until it has ended it may announce octets already, once more has come. */
    private boolean dropped(String part, boolean ended) {
        if (ended ? announces(part) : BEGUN.matcher(part).lookingAt()) {
            events.add("octets announced");
        }
        return false;
    }

    private static boolean announces(String part) {
        return ANNOUNCING.matcher(part).lookingAt();
    }

    private boolean data() {
        // The final dot may be the first line: a line end put before the content makes the two cases one.
        String lines = "\r\n" + input.substring(at);
        int end = lines.indexOf(END);
        String content = end < 0 ? withoutBeginningOfEnd(lines) : lines.substring(0, end + 2);
        String unstuffed = content.replace("\r\n.", "\r\n").substring(2);
        if (end < 0) {
            events.add("content " + unstuffed);
            return false;
        }
        events.add("content " + unstuffed);
        events.add("end");
        at += end + END.length() - 2;
        return true;
    }

    private static String withoutBeginningOfEnd(String lines) {
        for (String beginning : List.of("\r\n.\r", "\r\n.")) {
            if (lines.endsWith(beginning)) {
                return lines.substring(0, lines.length() - beginning.length() + 2);
            }
        }
        return lines;
    }

    private boolean chunk(int octets) {
        int end = Math.min(input.length(), at + octets);
        events.add("content " + input.substring(at, end));
        boolean whole = end == at + octets;
        if (whole) {
            events.add("end");
        }
        at = end;
        return whole;
    }
}
