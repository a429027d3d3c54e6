package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.Optional;

/**
 * A value and where it is written.
 *
 * @param span the value's characters in {@code source}
 * @param hidden the text, where macros brought in some of it that is not to be shown
 */
public record Located<T>(T value, SourceText source, Span span, KeyPath key, Optional<Excerpt> hidden) {

    /** A value that may be shown. */
    public Located(T value, SourceText source, Span span, KeyPath key) {
        this(value, source, span, key, Optional.empty());
    }

    /** The value as it may be shown. */
    public String shown() {
        return hidden.map(Excerpt::shown).orElseGet(value::toString);
    }

    /** A sentence about the value, without what macros brought in. */
    public String masked(String sentence) {
        return hidden.map(text -> text.masked(sentence)).orElse(sentence);
    }
}
