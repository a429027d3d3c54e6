package dev.jamesext.sieve;

import dev.jamesext.policy.Decision;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A script that was checked whole.
 *
 * @param variables how many variables of its own a run may need
 * @param captures how many match variables it reads, the whole match included
 * @param includes the scripts that it includes
 * @param asksOutside whether an expression in it asks the outside
 * @param macro the first macro that brought in some of its text; empty when all of it may be shown
 * @param library what it shares with the scripts that it may include
 */
record Script(
        String name,
        List<Command> commands,
        int variables,
        int captures,
        Set<String> includes,
        boolean asksOutside,
        Optional<String> macro,
        Library library)
        implements StageScript {

    Script {
        commands = List.copyOf(commands);
        includes = Set.copyOf(includes);
    }

    @Override
    public Decision run(SessionFacts facts, Trace trace) {
        Run run = new Run(this, facts, trace);
        Command.runAll(commands, run);
        return run.decision();
    }
}
