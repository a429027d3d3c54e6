package dev.jamesext.policy;

import dev.jamesext.expr.Captures;
import dev.jamesext.expr.EvalFailure;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Value;
import dev.jamesext.expr.Variable;
import dev.jamesext.expr.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A compiled setting: rules in order, the first true one wins, else the last word. Immutable. */
final class Ruled {

    private final List<Rule> rules;
    private final Expression otherwise;
    private final boolean readsCaptures;
    private final boolean asksOutside;
    private final Optional<String> listMacro;
    private final Optional<String> macro;

    /** @param listMacro what is shown in place of a value from a list; empty where the value itself is */
    Ruled(List<Rule> rules, Expression otherwise, Optional<String> listMacro) {
        this.listMacro = listMacro;
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
        this.readsCaptures = Stream.concat(this.rules.stream().map(Rule::condition), outcomes().stream())
                .anyMatch(expression -> !expression.captures().isEmpty());
        this.asksOutside = Stream.concat(this.rules.stream().map(Rule::condition), outcomes().stream())
                .anyMatch(Expression::asksOutside);
        this.macro =
                outcomes().stream().flatMap(outcome -> macro(outcome).stream()).findFirst();
    }

    record Rule(Expression condition, Expression then) {}

    /**
     * The value for a session.
     *
     * @throws EvalFailure when a rule could not be asked; no later rule is tried, since it might contradict this one
     */
    Value value(SessionFacts facts, Trace trace) {
        Variables values = values(facts);
        return trace.wanted() ? traced(values, trace) : chosen(values).evaluate(values);
    }

    /**
     * The truth of the value for a session; allocates nothing where the rules are constant or compare facts.
     *
     * @throws EvalFailure as {@link #value}
     */
    boolean test(SessionFacts facts, Trace trace) {
        Variables values = values(facts);
        return trace.wanted() ? traced(values, trace).truth() : chosen(values).test(values);
    }

    /** The truth that holds for every session; empty where the outcomes differ, or are not known before there is one. */
    Optional<Boolean> always() {
        Set<Optional<Boolean>> truths = outcomes().stream()
                .map(outcome -> outcome.constant().map(Value::truth))
                .collect(Collectors.toSet());
        return truths.size() == 1 ? truths.iterator().next() : Optional.empty();
    }

    /** Whether a rule or an outcome asks the outside. */
    boolean asksOutside() {
        return asksOutside;
    }

    /** What is shown in place of values of the setting, when macros brought in what they are made of (decision 44). */
    Optional<String> macro() {
        return macro;
    }

    /** A value of the setting as it may be shown. */
    String shown(Value value) {
        return macro().orElseGet(() -> Value.print(value));
    }

    private Optional<String> macro(Expression expression) {
        return expression.excerpt().macro().or(() -> expression.asksLists() ? listMacro : Optional.empty());
    }

    /** Every expression that may give the value. */
    List<Expression> outcomes() {
        return Stream.concat(rules.stream().map(Rule::then), Stream.of(otherwise))
                .toList();
    }

    /** Every expression of it, conditions and outcomes in order. */
    Stream<Expression> expressions() {
        return Stream.concat(
                rules.stream().flatMap(rule -> Stream.of(rule.condition(), rule.then())), Stream.of(otherwise));
    }

    /** One frame for all expressions that are asked; none where nobody reads what it would keep. */
    private Variables values(SessionFacts facts) {
        return readsCaptures ? new Captures(facts) : facts;
    }

    private Expression chosen(Variables values) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).condition().test(values)) {
                return rules.get(i).then();
            }
        }
        return otherwise;
    }

    private Value traced(Variables values, Trace trace) {
        for (Rule rule : rules) {
            if (asked(rule.condition(), values, trace, true).truth()) {
                return asked(rule.then(), values, trace, false);
            }
        }
        return asked(otherwise, values, trace, false);
    }

    /** Evaluates as always and tells what came of it, a failure included. */
    private Value asked(Expression expression, Variables values, Trace trace, boolean condition) {
        try {
            Value value = expression.evaluate(values);
            trace.add(
                    entry(expression, values, condition ? Boolean.toString(value.truth()) : shown(expression, value)));
            return value;
        } catch (EvalFailure failure) {
            trace.add(entry(expression, values, "failed: " + failure.getMessage()));
            throw failure;
        }
    }

    private String shown(Expression expression, Value value) {
        return expression.excerpt().isHidden()
                ? expression.excerpt().shown()
                : macro(expression).orElseGet(() -> Value.print(value));
    }

    private Trace.Entry entry(Expression expression, Variables values, String result) {
        Map<String, String> read = new LinkedHashMap<>();
        for (Variable variable : expression.variables()) {
            read.put(variable.name(), Value.print(values.value(variable)));
        }
        if (macro(expression).isEmpty()) {
            read.putAll(expression.listAnswers(values));
        }
        if (values instanceof Captures captures) {
            expression.captures().forEach(number -> read.put("$" + number, Value.print(captures.group(number))));
        }
        return new Trace.Entry(expression.excerpt(), read, result);
    }
}
