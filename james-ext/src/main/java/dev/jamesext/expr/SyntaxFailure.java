package dev.jamesext.expr;

import dev.jamesext.source.Span;

/** Unwinds tokenizer and parser to the one catch in {@link Parser#parse}; never leaves this package. */
final class SyntaxFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    /**
     * @param span where in the expression
     * @param sentence what was found and what would have been right
     */
    SyntaxFailure(Span span, String sentence) {
        super(sentence, null, false, false);
        this.span = span;
    }

    Span span() {
        return span;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
