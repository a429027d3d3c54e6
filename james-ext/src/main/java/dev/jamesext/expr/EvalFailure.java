package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;

/** An expression that could not be evaluated: a list or a resolver did not answer. Never means false. */
public final class EvalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Excerpt text;
    private final transient Span span;

    /**
     * A failure that costs no stack trace: it describes the policy, not our code.
     *
     * @param text the expression
     * @param span the call that failed, in the expression's own text
     * @param reason what went wrong, for the log; kept without what macros brought in
     */
    public EvalFailure(Excerpt text, Span span, String reason) {
        super(text.maskedReason(reason), null, false, false);
        this.text = text;
        this.span = span;
    }

    /** What went wrong and where it is written: {@code file:line:col: key: reason}. */
    public String located() {
        Excerpt.Place place = text.locate(span);
        int at = place.span().start();
        return place.source().name() + ":" + place.source().line(at) + ":"
                + place.source().column(at) + ": " + text.key() + ": " + getMessage();
    }
}
