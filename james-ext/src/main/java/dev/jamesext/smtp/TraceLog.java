package dev.jamesext.smtp;

import dev.jamesext.policy.Trace;
import dev.jamesext.source.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A trace for the debug log: one line for each thing asked. */
final class TraceLog implements Trace {

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** Text that may hold what a client sent, fit for one line of a log. */
    static String oneLine(String text) {
        return Printable.of(text);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Entry entry : entries) {
            out.append("\n    ")
                    .append(entry.where().source().name())
                    .append(':')
                    .append(entry.where().source().line(entry.where().span().start()))
                    .append(' ')
                    .append(oneLine(entry.where().shown()))
                    .append(" with ")
                    .append(oneLine(new TreeMap<>(entry.read()).toString()))
                    .append(" -> ")
                    .append(oneLine(entry.result()));
        }
        return out.toString();
    }
}
