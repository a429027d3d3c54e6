package dev.jamesext.policy;

import java.util.Set;

/** A compiled script. Immutable and safe for use by many threads at once; each run has its own variables. */
public interface StageScript {

    /** The name it has under {@code sieve.trusted.scripts}. */
    String name();

    /** The names of the scripts that it includes. */
    Set<String> includes();

    /** Whether an expression in it asks the outside, so that a run may take time; those it includes are asked themselves. */
    boolean asksOutside();

    /**
     * Runs on the facts of a session.
     *
     * @return accept, or the refusal the script ended with
     * @throws ScriptFailure when it could not run to its end
     */
    Decision run(SessionFacts facts, Trace trace);
}
