package dev.jamesext.settings;

import java.util.List;

/**
 * One {@code [store."name"]} or {@code [lookup."name"]} of entries.
 *
 * @param name where the list is named, and its name
 * @param format such as {@code list}; known to be one this version carries out
 * @param values the entries as written
 */
public record ListSettings(Located<String> name, Located<String> format, List<Located<String>> values) {

    public ListSettings {
        values = List.copyOf(values);
    }

    /** Whether an entry that begins with a dot stands for the names below it. */
    public boolean hasSuffixes() {
        return format.value().equals(ListsReader.SUFFIX);
    }
}
