package dev.jamesext.pattern;

import dev.jamesext.source.Span;

/** A text that is no pattern, or one beyond a limit. Every caller turns it into a problem at its place. */
public final class PatternFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    /**
     * @param span where in the pattern
     * @param sentence what was found and what would have been right
     */
    PatternFailure(Span span, String sentence) {
        super(sentence, null, false, false);
        this.span = span;
    }

    public Span span() {
        return span;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
