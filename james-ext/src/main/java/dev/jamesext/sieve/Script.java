package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import java.util.List;

/**
 * A script that was checked whole.
 *
 * @param variables how many variables a run may need
 * @param captures how many match variables it reads, the whole match included
 */
record Script(String name, List<Command> commands, int variables, int captures, ListCatalog lists, ScriptLimits limits)
        implements StageScript {

    Script {
        commands = List.copyOf(commands);
    }

    @Override
    public Decision run(SessionFacts facts, Trace trace) {
        Run run = new Run(this, facts, trace);
        Command.runAll(commands, run);
        return run.decision();
    }
}
