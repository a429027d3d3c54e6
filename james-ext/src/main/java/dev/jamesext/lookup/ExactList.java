package dev.jamesext.lookup;

import java.util.Collection;

/** A list of names, each with a value where the list has any. */
public final class ExactList implements LookupList {

    private final String name;
    private final NameTable names;

    ExactList(String name, NameTable names) {
        this.name = name;
        this.names = names;
    }

    /** A list of names as written; repeated ones count once. */
    public static ExactList of(String name, Collection<String> entries) {
        NameTable.Builder names = new NameTable.Builder(false);
        entries.forEach(entry -> names.add(entry, ""));
        return new ExactList(name, names.build());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        int start = names.find(key, comparison);
        if (start == NameTable.NONE) {
            return Answer.NOT_FOUND;
        }
        return Answer.found(names.value(start));
    }

    /** What its arrays hold: all of its size that grows with the names. */
    long octetsHeld() {
        return names.octetsHeld();
    }
}
