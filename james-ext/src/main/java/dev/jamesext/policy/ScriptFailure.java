package dev.jamesext.policy;

/** A script that could not run to its end: a limit was reached, a list could not be asked. Caught once, in {@link Policy}. */
public final class ScriptFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure that costs no stack trace: it describes the script, not our code.
     *
     * @param reason which script it was and what happened, for the log
     */
    public ScriptFailure(String reason) {
        super(reason, null, false, false);
    }
}
