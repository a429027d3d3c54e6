package dev.jamesext.settings;

import dev.jamesext.source.SourceText;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tables of the dialect that nobody reads here and that are no TOML: the dialect's own parser takes bare words, values without
 * keys, and tables at keys that have a value. They are found line by line: any line that begins with a bracket ends a table, so
 * that none of ours is ever passed over with one of these.
 */
final class ForeignTables {

    private final SourceText source;

    /** The line of a table's header, and its name. */
    private final Map<Integer, String> tables = new TreeMap<>();

    private final BitSet lines = new BitSet();

    private ForeignTables(SourceText source) {
        this.source = source;
    }

    /** The tables around some lines; empty when one of these stands in a table that is read, or in none. */
    static Optional<ForeignTables> around(SourceText source, Collection<Integer> lines) {
        ForeignTables foreign = new ForeignTables(source);
        int last = source.line(source.text().length());
        for (int line : lines) {
            if (!foreign.lines.get(line) && !foreign.add(line, last)) {
                return Optional.empty();
            }
        }
        return Optional.of(foreign);
    }

    /** Their lines, counted from 1. */
    BitSet lines() {
        return lines;
    }

    /** The lines of their headers, with what stands there. */
    Map<Integer, String> headers() {
        return tables;
    }

    private boolean add(int line, int last) {
        int header = line;
        while (header > 0 && !isHeader(header)) {
            header--;
        }
        if (header == 0) {
            return false;
        }
        String text = source.lineText(header).strip();
        String name = text.replaceFirst("^\\[+", "");
        int end = name.indexOf(']');
        if (end < 0
                || !DottedKey.steps(name.substring(0, end).strip())
                        .filter(TableNames::isForeign)
                        .isPresent()) {
            return false;
        }
        int behind = header + 1;
        while (behind <= last && !isHeader(behind)) {
            behind++;
        }
        lines.set(header, behind);
        tables.put(header, text);
        return true;
    }

    private boolean isHeader(int line) {
        return source.lineText(line).stripLeading().startsWith("[");
    }
}
