package dev.jamesext.lookup;

import java.util.Collection;
import java.util.Optional;

/** A list of names, each with a value where the list has any. Costs at most 36 octets a name beyond its own UTF-8. */
public final class ExactList implements LookupList {

    private final String name;
    private final NameTable table;
    private final TextBlock names;
    private final Optional<TextBlock> values;

    /** @param values by the numbers of the names; empty where the list has none */
    ExactList(String name, TextBlock names, Optional<TextBlock> values) {
        this.name = name;
        this.names = names;
        this.table = NameTable.of(names);
        this.values = values;
    }

    /** A list of names as written; repeated ones count once. */
    public static ExactList of(String name, Collection<String> entries) {
        TextBlock.Builder names = new TextBlock.Builder();
        entries.forEach(names::add);
        return new ExactList(name, names.build(), Optional.empty());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        int start = table.find(key, comparison);
        if (start == NameTable.NONE) {
            return Answer.NOT_FOUND;
        }
        return values.isPresent()
                ? new Answer.Found(Optional.of(values.get().text(names.numberAt(start))))
                : Answer.FOUND;
    }

    /** What its arrays hold: all of its size that grows with the names. */
    long octetsHeld() {
        return names.octetsHeld()
                + table.octetsHeld()
                + values.map(TextBlock::octetsHeld).orElse(0L);
    }
}
