package dev.jamesext.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One {@code [store."name"]} or {@code [lookup."name"]} of entries.
 *
 * @param name where the list is named, and its name
 * @param format such as {@code list}; known to be one this version carries out
 * @param sources its entries and files of entries, in the order in which they are written
 * @param comment what lines of its files begin with that are no entries; empty for none
 * @param separator what stands between name and value; only of the format {@code map}
 */
public record ListSettings(
        Located<String> name,
        Located<String> format,
        List<Source> sources,
        Optional<String> comment,
        Optional<String> separator) {

    public ListSettings {
        sources = List.copyOf(sources);
    }

    /** Whether entries have values. */
    public boolean hasValues() {
        return separator.isPresent()
                || sources.stream()
                        .anyMatch(source -> source instanceof Source.Entry entry
                                && entry.value().isPresent());
    }

    /** The first macro that brought in an entry or a value; empty when all of them may be shown. */
    public Optional<String> macro() {
        return sources.stream()
                .flatMap(source -> source instanceof Source.Entry entry
                        ? Stream.concat(Stream.of(entry.written()), entry.value().stream())
                        : Stream.empty())
                .flatMap(text -> text.hidden().stream())
                .flatMap(text -> text.macro().stream())
                .findFirst();
    }

    /** Where entries come from. */
    public sealed interface Source {

        /** Where it is written in the policy, and what. */
        Located<String> written();

        /**
         * An entry as written.
         *
         * @param value what a {@code [lookup]} gives it; empty where the entry has none, or holds it itself
         */
        record Entry(Located<String> written, Optional<Located<String>> value) implements Source {}

        /**
         * A file with an entry a line.
         *
         * @param name what the policy calls it, as it may be shown
         */
        record File(Located<String> written, String name, Path path) implements Source {}
    }
}
