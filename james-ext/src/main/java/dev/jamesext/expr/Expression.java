package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression of the rule language: parsed, checked, ready to run. Immutable and safe to share between threads.
 *
 * <p>Comparisons and logic yield true or false. What equality and order mean between types, and what becomes of a side
 * that fails, is written in {@link Comparison} and {@link Evaluator}.
 */
public final class Expression {

    /** The longest text of one expression, in characters. */
    public static final int EXPRESSION_CHARS_MAX = 4096;

    /** The groups of a pattern where there is none. */
    static final int NO_PATTERN = -1;

    private final Excerpt excerpt;
    private final Expr tree;
    private final Evaluator evaluator;
    private final Checker.Findings findings;

    private Expression(Excerpt excerpt, Expr tree, Evaluator evaluator, Checker.Findings findings) {
        this.excerpt = excerpt;
        this.tree = tree;
        this.evaluator = evaluator;
        this.findings = findings;
    }

    /**
     * Parses and checks a text. Reports the first syntax error, or every error of meaning, and warns about comparisons
     * that can never be true.
     *
     * @return empty when an error was reported
     */
    public static Optional<Expression> compile(Excerpt text, Scope scope, Problems problems) {
        int length = text.text().length();
        if (length > EXPRESSION_CHARS_MAX) {
            problems.error(
                    text,
                    new Span(0, length),
                    "expression has " + length + " characters, " + EXPRESSION_CHARS_MAX + " are the limit");
            return Optional.empty();
        }
        return Parser.parse(text, problems).flatMap(tree -> {
            Checker checker = new Checker(text, scope, problems);
            return checker.check(tree).map(evaluator -> new Expression(text, tree, evaluator, checker.findings()));
        });
    }

    /** What it yields; {@link Type#ANY} where only the evaluation can tell. */
    public Type type() {
        return evaluator.type();
    }

    /** The value, when it depends on no variable. */
    public Optional<Value> constant() {
        return evaluator instanceof Evaluator.Constant constant ? Optional.of(constant.value()) : Optional.empty();
    }

    /**
     * A value that stands in the expression.
     *
     * @param span where, in its text
     */
    public record Written(Span span, Value value) {}

    /** The values it may yield just as they are written, such as both of {@code if_then(is_tls, 'a', 'b')}. */
    public List<Written> writtenOutcomes() {
        return WrittenOutcomes.of(tree).stream()
                .map(literal -> new Written(literal.span(), literal.value()))
                .toList();
    }

    /** The texts written in it that a variable is compared with, whole: by {@code =}, or as elements of an array. */
    public List<Written> comparands(Variable variable) {
        return Comparands.of(tree, variable.name()).stream()
                .map(literal -> new Written(literal.span(), literal.value()))
                .toList();
    }

    /**
     * The value under the given variables. An expression that reads captures is given {@link Captures}; without them all
     * are empty.
     *
     * @throws EvalFailure when it depends on something that did not answer
     */
    public Value evaluate(Variables values) {
        return evaluator.evaluate(values);
    }

    /**
     * The truth of the value by the dialect's rule: non-empty, non-zero. Allocates nothing for comparisons, logic and
     * the simple tests on texts, numbers, addresses and flags.
     *
     * @throws EvalFailure as {@link #evaluate}
     */
    public boolean test(Variables values) {
        return evaluator.test(values);
    }

    /** The variables it names, in order of first appearance. */
    public List<Variable> variables() {
        return findings.variables();
    }

    /** The numbers of the captures it reads, in order of first appearance. */
    public List<Integer> captures() {
        return findings.captures();
    }

    /** What the lists that it asks say under the given variables, for a trace: a list and, in words, its answer. */
    public Map<String, String> listAnswers(Variables values) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (ListQuery query : findings.lists()) {
            answers.merge(
                    query.shownList(values),
                    query.shownAnswer(values),
                    (one, other) -> one.equals(other) ? one : one + ", " + other);
        }
        return answers;
    }

    /** Whether it asks lists. */
    public boolean asksLists() {
        return !findings.lists().isEmpty();
    }

    /** Whether it asks name servers or the mail server, so that its evaluation may take time. */
    public boolean asksOutside() {
        return findings.asksOutside();
    }

    /** How many groups the richest of its patterns has; {@link #NO_PATTERN} when it has no pattern. */
    int patternGroups() {
        return findings.patternGroups();
    }

    /** The expression in its canonical spelling; reads back as the same expression. */
    public String print() {
        return Printer.print(tree);
    }

    /** Where it is written. */
    public Excerpt excerpt() {
        return excerpt;
    }

    @Override
    public String toString() {
        return print();
    }
}
