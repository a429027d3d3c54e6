package dev.jamesext.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an LF without its CR in a message means: {@code james-ext.bare-lf}. */
public enum BareLf {
    /** The message is refused. */
    REFUSE,
    /** It ends a line like any other, and becomes a CRLF. It never ends the message. */
    NORMALIZE;

    static final List<String> WORDS = Stream.of(values()).map(BareLf::word).toList();

    /** As constants of the rule language, each yielding its own name. */
    static final Map<String, String> CONSTANTS =
            WORDS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    /** What a word of a rule means; empty for another one. */
    static Optional<BareLf> of(String word) {
        return Stream.of(values()).filter(value -> value.word().equals(word)).findFirst();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
