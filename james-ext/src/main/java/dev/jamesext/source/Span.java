package dev.jamesext.source;

/**
 * A half-open range of characters, {@code start} included, {@code end} not. Offsets count UTF-16 units, as
 * {@link String#charAt} does; what they are offsets into is said by whoever holds the span.
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: " + start + ".." + end);
        }
    }

    /** The empty span at an offset: the caret stands there, one column wide. */
    public static Span at(int offset) {
        return new Span(offset, offset);
    }

    /** The smallest span that covers both. */
    public Span cover(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
}
