package dev.jamesext.settings;

import dev.jamesext.source.KeyPath;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;

/**
 * A value and where it is written.
 *
 * @param span the value's characters in {@code source}
 */
public record Located<T>(T value, SourceText source, Span span, KeyPath key) {}
