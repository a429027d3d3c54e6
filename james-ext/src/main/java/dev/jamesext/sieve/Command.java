package dev.jamesext.sieve;

import dev.jamesext.expr.Value;
import dev.jamesext.policy.Reply;
import dev.jamesext.source.Excerpt;
import java.util.List;

/** A compiled command. Immutable. */
sealed interface Command {

    /** Carries it out, and tells how the script goes on. */
    Flow run(Run run);

    /** Carries out commands in order, as far as they let it. */
    static Flow runAll(List<Command> commands, Run run) {
        for (int i = 0; i < commands.size(); i++) {
            run.step();
            Flow flow = commands.get(i).run(run);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
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
        public Flow run(Run run) {
            for (int i = 0; i < branches.size(); i++) {
                if (branches.get(i).test().holds(run)) {
                    return runAll(branches.get(i).commands(), run);
                }
            }
            return Flow.NEXT;
        }
    }

    /** {@code set} (RFC 5229 section 4). */
    record Assign(Slot slot, StringTemplate value, List<Modifier> modifiers, Excerpt where) implements Command {

        public Assign {
            modifiers = List.copyOf(modifiers);
        }

        @Override
        public Flow run(Run run) {
            String text = value.expand(run, run.variableChars());
            for (Modifier modifier : modifiers) {
                text = modifier.apply(text);
            }
            String kept = StringTemplate.cut(text, run.variableChars());
            run.set(slot, new Value.Text(kept));
            if (run.traced()) {
                run.trace(where, value::reads, kept);
            }
            return Flow.NEXT;
        }
    }

    /** {@code let}: a variable becomes the value of an expression. */
    record Let(Slot slot, ScriptExpression expression, Excerpt where) implements Command {
        @Override
        public Flow run(Run run) {
            Value value = expression.evaluate(run);
            if (value.asText().length() > run.variableChars()) {
                // A text is cut as by set; of anything else a part would be another value.
                value = new Value.Text(StringTemplate.cut(value.asText(), run.variableChars()));
            }
            run.set(slot, value);
            if (run.traced()) {
                run.trace(where, expression::reads, Value.print(value));
            }
            return Flow.NEXT;
        }
    }

    /** {@code eval} as a command: evaluated, and no more. */
    record Evaluate(ScriptExpression expression, Excerpt where) implements Command {
        @Override
        public Flow run(Run run) {
            Value value = expression.evaluate(run);
            if (run.traced()) {
                run.trace(where, expression::reads, Value.print(value));
            }
            return Flow.NEXT;
        }
    }

    /** {@code while}: the commands are repeated as long as the expression is true. */
    record Loop(ScriptExpression condition, List<Command> commands) implements Command {

        public Loop {
            commands = List.copyOf(commands);
        }

        @Override
        public Flow run(Run run) {
            while (condition.test(run)) {
                run.step();
                Flow flow = runAll(commands, run);
                if (flow == Flow.BREAK) {
                    return Flow.NEXT;
                }
                if (flow != Flow.NEXT && flow != Flow.CONTINUE) {
                    return flow;
                }
            }
            return Flow.NEXT;
        }
    }

    /** {@code include} (RFC 6609 section 3.2). */
    record Include(String name, boolean once, Library library) implements Command {
        @Override
        public Flow run(Run run) {
            return library.script(name)
                    .map(script -> run.include(script, once))
                    .orElseThrow(() -> run.failure("there is no script '" + name + "'"));
        }
    }

    /** {@code reject} and {@code ereject} (RFC 5429): final, the first one wins. */
    record Reject(StringTemplate reason, Excerpt where) implements Command {
        @Override
        public Flow run(Run run) {
            Reply shown = run.refuse(RejectReason.reply(reason.expand(run)));
            if (run.traced()) {
                run.trace(where, reason::reads, shown.toString());
            }
            return Flow.STOP;
        }
    }

    /** {@code error} (RFC 5463 section 5): the script cannot go on. */
    record Fail(StringTemplate message) implements Command {
        @Override
        public Flow run(Run run) {
            throw run.asked(message.expand(run));
        }
    }

    /** {@code log}. */
    record Log(LogLevel level, StringTemplate text, Excerpt where) implements Command {
        @Override
        public Flow run(Run run) {
            String line = text.expand(run);
            run.log(level, line);
            if (run.traced()) {
                run.trace(where, text::reads, line);
            }
            return Flow.NEXT;
        }
    }

    /** {@code stop}, {@code return}, {@code break}, {@code continue}. */
    record Leave(Flow flow) implements Command {
        @Override
        public Flow run(Run run) {
            return flow;
        }
    }

    /** {@code keep}: there is nothing to keep at this stage, and going on is what happens anyway. */
    record Keep() implements Command {
        @Override
        public Flow run(Run run) {
            return Flow.NEXT;
        }
    }
}
