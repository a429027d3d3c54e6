package dev.jamesext.policy;

import dev.jamesext.expr.EvalFailure;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Value;
import dev.jamesext.expr.Variable;
import dev.jamesext.source.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A compiled setting: rules in order, the first true one wins, else the last word. Immutable. */
final class Ruled {

    private final List<Rule> rules;
    private final Expression otherwise;

    Ruled(List<Rule> rules, Expression otherwise) {
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
    }

    record Rule(Expression condition, Expression then) {}

    /**
     * The value for a session.
     *
     * @throws EvalFailure when a rule could not be asked; no later rule is tried, since it might contradict this one
     */
    Value value(SessionFacts facts, Trace trace) {
        return chosen(facts, trace).evaluate(facts);
    }

    /** The truth of the value for a session; allocates nothing where the rules are constant or compare facts. */
    boolean test(SessionFacts facts, Trace trace) {
        return chosen(facts, trace).test(facts);
    }

    /** Every expression that may give the value. */
    List<Expression> outcomes() {
        return Stream.concat(rules.stream().map(Rule::then), Stream.of(otherwise))
                .toList();
    }

    private Expression chosen(SessionFacts facts, Trace trace) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            boolean holds = rule.condition().test(facts);
            if (trace.wanted()) {
                trace.add(entry(rule.condition(), facts, Boolean.toString(holds)));
            }
            if (holds) {
                return rule.then();
            }
        }
        if (trace.wanted()) {
            trace.add(entry(otherwise, facts, Value.print(otherwise.evaluate(facts))));
        }
        return otherwise;
    }

    private static Trace.Entry entry(Expression expression, SessionFacts facts, String result) {
        Map<String, String> read = new LinkedHashMap<>();
        for (Variable variable : expression.variables()) {
            read.put(variable.name(), Value.print(facts.value(variable)));
        }
        Excerpt where = expression.excerpt();
        return new Trace.Entry(where, read, result);
    }
}
