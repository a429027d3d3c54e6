package dev.jamesext.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds stack traces, and reports of buffers and messages lost, in a log of James that nobody has excused. */
public final class LogGuard {
    private static final Pattern ENTRY_START = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3} [A-Z]+ .*");
    private static final Pattern FRAME = Pattern.compile("\\s+at [\\w.$/@<>]+\\(.*\\).*");
    /** As Netty reports a buffer that nobody released, and James a message. */
    private static final Pattern LEAK = Pattern.compile("LEAK: |Leak detected!");

    private static final String REASON = " because ";

    private final List<String> excused;

    private LogGuard(List<String> excused) {
        this.excused = List.copyOf(excused);
    }

    /**
     * @param text one excuse a line, {@code text because reason}: an entry of the log that contains the text may hold a
     *     stack trace or report a leak; empty lines and those that start with # are free
     * @throws IllegalArgumentException when a line gives no reason
     */
    public static LogGuard excusing(String text) {
        List<String> excused = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int reason = line.indexOf(REASON);
            if (reason <= 0) {
                throw new IllegalArgumentException("expected 'text because reason', found '" + line + "'");
            }
            excused.add(line.substring(0, reason));
        }
        return new LogGuard(excused);
    }

    /** The entries of the log, each whole, that hold a stack trace or report a leak and are not excused. */
    public List<String> unexpectedIn(String log) {
        List<String> unexpected = new ArrayList<>();
        for (String entry : entries(log)) {
            boolean trace = entry.lines().anyMatch(line -> FRAME.matcher(line).matches());
            boolean leak = LEAK.matcher(entry).find();
            if ((trace || leak) && excused.stream().noneMatch(entry::contains)) {
                unexpected.add(entry);
            }
        }
        return unexpected;
    }

    private static List<String> entries(String log) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : log.lines().toList()) {
            if (ENTRY_START.matcher(line).matches()) {
                entries.add(entry.toString());
                entry.setLength(0);
            }
            entry.append(line).append('\n');
        }
        entries.add(entry.toString());
        return entries;
    }
}
