package dev.jamesext.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers everything asked, in order. */
final class TraceList implements Trace {

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** A view: what is asked later is in it too. */
    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }
}
