package dev.jamesext.chunking;

import java.util.ArrayList;
import java.util.List;

/**
 * What a framer must make of everything a client sends, said as simply as can be: it has the whole input before it, knows
 * nothing of buffers, and looks for line ends with {@code indexOf}. Its commands are {@code DATA}, {@code BDAT n} and lines.
 */
final class FramerModel {

    private static final String END = "\r\n.\r\n";

    private final String input;
    private final List<String> events = new ArrayList<>();
    private int at;

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

    private boolean command() {
        int end = input.indexOf('\n', at);
        if (end < 0) {
            return false;
        }
        String line = input.substring(at, end + 1);
        at = end + 1;
        String bare =
                line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line.substring(0, line.length() - 1);
        if (bare.length() > Framer.LINE_OCTETS_MAX) {
            events.add("too long");
            return true;
        }
        events.add("line " + line);
        int chunk = MiniServer.chunk(line);
        if (line.equals("DATA\r\n")) {
            return data();
        }
        return chunk <= 0 || chunk(chunk);
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
