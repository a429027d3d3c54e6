package dev.jamesext.sieve;

import dev.jamesext.policy.Decision;
import dev.jamesext.source.Excerpt;
import java.util.List;

/** A compiled command. Immutable. */
sealed interface Command {

    /** Carries it out; false when the script ends here. */
    boolean run(Run run);

    /** Carries out commands in order; false when the script ended among them. */
    static boolean runAll(List<Command> commands, Run run) {
        for (int i = 0; i < commands.size(); i++) {
            run.step();
            if (!commands.get(i).run(run)) {
                return false;
            }
        }
        return true;
    }

    /** {@code if}, its {@code elsif}s, and {@code else} as a last branch that is always taken. */
    record Choice(List<Branch> branches) implements Command {

        /** The commands to carry out when the test holds. */
        record Branch(Test test, List<Command> commands) {
            public Branch {
                commands = List.copyOf(commands);
            }
        }

        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public boolean run(Run run) {
            for (int i = 0; i < branches.size(); i++) {
                if (branches.get(i).test().holds(run)) {
                    return runAll(branches.get(i).commands(), run);
                }
            }
            return true;
        }
    }

    /** {@code set} (RFC 5229 section 4). */
    record Assign(int slot, StringTemplate value, List<Modifier> modifiers, Excerpt where) implements Command {

        public Assign {
            modifiers = List.copyOf(modifiers);
        }

        @Override
        public boolean run(Run run) {
            String text = value.expand(run, run.variableChars());
            for (Modifier modifier : modifiers) {
                text = modifier.apply(text);
            }
            String kept = StringTemplate.cut(text, run.variableChars());
            run.set(slot, kept);
            if (run.traced()) {
                run.trace(where, value::reads, kept);
            }
            return true;
        }
    }

    /** {@code reject} and {@code ereject} (RFC 5429): final, the first one wins. */
    record Reject(StringTemplate reason, Excerpt where) implements Command {
        @Override
        public boolean run(Run run) {
            Decision.Reject refusal = new Decision.Reject(RejectReason.reply(reason.expand(run)));
            run.decide(refusal);
            if (run.traced()) {
                run.trace(where, reason::reads, refusal.reply().toString());
            }
            return false;
        }
    }

    /** {@code stop}: the script ends without an objection. */
    record Stop() implements Command {
        @Override
        public boolean run(Run run) {
            return false;
        }
    }

    /** {@code keep}: there is nothing to keep at this stage, and going on is what happens anyway. */
    record Keep() implements Command {
        @Override
        public boolean run(Run run) {
            return true;
        }
    }
}
