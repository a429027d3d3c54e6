package dev.jamesext.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes of macros, in the order in which they are expanded. */
enum MacroClass {
    ENV,
    FILE,
    CFG;

    static final List<String> WORDS = Stream.of(values()).map(MacroClass::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a macro of the class begins; it ends with <code>}%</code>. */
    String opening() {
        return "%{" + word() + ":";
    }

    static Optional<MacroClass> of(String word) {
        return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
    }
}
