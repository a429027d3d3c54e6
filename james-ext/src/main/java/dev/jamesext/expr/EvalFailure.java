package dev.jamesext.expr;

import dev.jamesext.source.Span;

/** An expression that could not be evaluated: a list or a resolver did not answer. Never means false. */
public final class EvalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    /**
     * A failure that costs no stack trace: it describes the policy, not our code.
     *
     * @param span the call that failed, in the expression's own text
     * @param reason what went wrong, for the log
     */
    public EvalFailure(Span span, String reason) {
        super(reason, null, false, false);
        this.span = span;
    }

    public Span span() {
        return span;
    }
}
