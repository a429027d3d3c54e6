package dev.jamesext.sieve;

import dev.jamesext.expr.Captures;
import dev.jamesext.expr.EvalFailure;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Outside;
import dev.jamesext.expr.Value;
import dev.jamesext.expr.Variable;
import dev.jamesext.expr.Variables;
import dev.jamesext.policy.ScriptFailure;
import java.util.List;
import java.util.Map;

/**
 * An expression in a script: the language of the rules, whose variables are those of the script and {@code env.*}. A text
 * that is written as a number is one, since a script has no other way to keep numbers. Immutable.
 */
final class ScriptExpression {

    /** Reads a variable during a run. */
    interface Reader {
        Value read(Run run);
    }

    private final Expression expression;
    private final List<Reader> readers;
    private final boolean readsCaptures;

    /** @param readers of the variables of its scope, by their slots */
    ScriptExpression(Expression expression, List<Reader> readers) {
        this.expression = expression;
        this.readers = List.copyOf(readers);
        this.readsCaptures = !expression.captures().isEmpty();
    }

    /**
     * The value.
     *
     * @throws ScriptFailure when it depends on something that did not answer
     */
    Value evaluate(Run run) {
        run.step();
        try {
            return expression.evaluate(variables(run));
        } catch (EvalFailure failure) {
            throw run.failure(String.valueOf(failure.getMessage()));
        }
    }

    /** The truth of the value; throws as {@link #evaluate}. */
    boolean test(Run run) {
        run.step();
        try {
            return expression.test(variables(run));
        } catch (EvalFailure failure) {
            throw run.failure(String.valueOf(failure.getMessage()));
        }
    }

    /** Adds the variables in it and their values, for a trace. */
    void reads(Run run, Map<String, String> reads) {
        for (Variable variable : expression.variables()) {
            reads.put(variable.name(), readers.get(variable.slot()).read(run).asText());
        }
        reads.putAll(expression.listAnswers(variables(run)));
    }

    /** What a script's variable is to an expression. */
    static Value typed(Value kept) {
        return kept instanceof Value.Text text ? Value.ofUntyped(text.value()) : kept;
    }

    private Variables variables(Run run) {
        Variables variables = new Variables() {
            @Override
            public Value value(Variable variable) {
                return readers.get(variable.slot()).read(run);
            }

            @Override
            public Outside outside() {
                return run.facts().outside();
            }
        };
        return readsCaptures ? new Captures(variables) : variables;
    }
}
