package dev.jamesext.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes of macros, in the order in which they are expanded. */
enum MacroClass {
    /** {@code %{name}%}, of the table {@code [macros]}; the only one whose class is not written. */
    NAMED,
    ENV,
    FILE,
    CFG;

    /** Those that are written. */
    static final List<String> WORDS =
            Stream.of(ENV, FILE, CFG).map(MacroClass::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a macro of the class begins; it ends with <code>}%</code>. */
    String opening() {
        return this == NAMED ? "%{" : "%{" + word() + ":";
    }

    static Optional<MacroClass> of(String word) {
        return Stream.of(ENV, FILE, CFG)
                .filter(value -> value.word().equals(word))
                .findFirst();
    }
}
