package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The variables of these tests, and values for them written as expressions: {@code listener='smtp'; local_port=25}. */
final class Facts implements Variables {

    static final List<Variable> DECLARED = List.of(
            new Variable("listener", Type.TEXT, 0, "a text"),
            new Variable("remote_ip", Type.ADDRESS, 1, "an address"),
            new Variable("local_port", Type.NUMBER, 2, "a number"),
            new Variable("is_tls", Type.BOOLEAN, 3, "a flag"),
            new Variable("helo_domain", Type.TEXT, 4, "another text"),
            new Variable("recipients", Type.LIST, 5, "an array"),
            new Variable("x", Type.ANY, 6, "anything"),
            new Variable("down1", Type.BOOLEAN, 7, "always fails"),
            new Variable("down2", Type.BOOLEAN, 8, "always fails, for another reason"));

    static final Scope SCOPE = Scope.of(DECLARED, Map.of("mixer", "mixer"), Map.of("rcpt", "has no value before RCPT"))
            .withLists(new KnownLists());

    private final Value[] values = new Value[DECLARED.size()];

    private Facts() {
        for (Variable variable : DECLARED) {
            values[variable.slot()] = Value.EMPTY;
        }
    }

    static Facts of(String written) {
        Facts facts = new Facts();
        for (String assignment : written.isEmpty() ? new String[0] : written.split("; ", -1)) {
            String name = assignment.substring(0, assignment.indexOf('='));
            Value value = compiled(assignment.substring(name.length() + 1)).evaluate(facts);
            Variable variable = DECLARED.stream()
                    .filter(declared -> declared.name().equals(name))
                    .findAny()
                    .orElseThrow();
            facts.values[variable.slot()] = variable.type() == Type.ADDRESS
                    ? AddressText.parse(value.asText()).orElseThrow()
                    : value;
        }
        return facts;
    }

    @Override
    public Outside outside() {
        return KnownOutside.INSTANCE;
    }

    @Override
    public Value value(Variable variable) {
        if (variable.name().startsWith("down")) {
            throw new EvalFailure(excerpt(variable.name()), Span.at(0), variable.name());
        }
        return values[variable.slot()];
    }

    static Optional<Expression> compile(String text, Problems problems) {
        return compile(text, Dialect.STANDARD, problems);
    }

    static Optional<Expression> compile(String text, Dialect dialect, Problems problems) {
        return Expression.compile(excerpt(text), SCOPE.withDialect(dialect), problems);
    }

    static Expression compiled(String text) {
        return compiled(text, Dialect.STANDARD);
    }

    static Expression compiled(String text, Dialect dialect) {
        Problems problems = new Problems();
        return compile(text, dialect, problems).orElseThrow(() -> new AssertionError(problems.render()));
    }

    static Excerpt excerpt(String text) {
        return Excerpt.whole(SourceText.of("rule", text), KeyPath.ROOT);
    }

    /** The problems as {@code error 1:7: sentence}, in text order. */
    static List<String> shown(Problems problems) {
        return problems.sorted().stream().map(Facts::shown).collect(Collectors.toList());
    }

    private static String shown(Problem problem) {
        return problem.severity() + " " + problem.line() + ":" + problem.column() + ": " + problem.sentence();
    }
}
