package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;

/** What is wrong with one expression: reports it at its place, and remembers whether the expression can be used. */
final class Complaints {

    private final Excerpt text;
    private final Problems problems;
    private boolean failed;

    Complaints(Excerpt text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /**
     * Reports an error.
     *
     * @return what stands in for the part complained about, so that the rest is checked all the same
     */
    Evaluator error(Span span, String sentence) {
        failed = true;
        problems.error(text, span, sentence);
        return new Evaluator.Unknown();
    }

    void warning(Span span, String sentence) {
        problems.warning(text, span, sentence);
    }

    boolean failed() {
        return failed;
    }
}
