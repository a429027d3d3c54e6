package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Runs {@code expressions/*.tsv}: expression, variables, outcome, separated by tabs. The outcome is the value as a
 * literal (an address in angle brackets), {@code fails: reason}, or the problems. In expressions and outcomes &#x2409;,
 * &#x240a; and &#x240d; stand for tab, LF and CR. A failing file is printed as it would have to be, to be reviewed and
 * adopted.
 */
final class ExpressionTablesTest {

    static final List<String> TABLES = List.of(
            "literals",
            "operators",
            "comparisons",
            "addresses",
            "functions",
            "text-functions",
            "array-functions",
            "patterns",
            "lists",
            "outside",
            "syntax",
            "meaning",
            "upstream-quirks",
            "upstream-eval");

    /** Tables that are read by another documentation, or by none that was chosen. */
    static final Map<String, Dialect> DIALECTS = Map.of(
            "dialect-0.16", new Dialect(Dialect.Version.V0_16, true),
            "dialect-not-chosen", new Dialect(Dialect.Version.V0_15, false));

    static final List<String> ALL_TABLES =
            Stream.concat(TABLES.stream(), DIALECTS.keySet().stream()).sorted().toList();

    @ParameterizedTest
    @FieldSource("ALL_TABLES")
    void everyRowHasItsOutcome(String table) throws IOException {
        List<String> lines = lines(table);
        Dialect dialect = DIALECTS.getOrDefault(table, Dialect.STANDARD);

        assertThat(lines).hasSizeGreaterThan(5);
        assertThat(lines.stream().map(line -> withOutcome(line, dialect)).collect(Collectors.joining("\n")))
                .isEqualTo(String.join("\n", lines));
    }

    @Test
    void everyFunctionAndOperatorIsInATable() throws IOException {
        String all = String.join("\n", expressions());
        assertThat(FunctionTable.names()).allMatch(function -> all.contains(function + "("));
        assertThat(Operator.values()).allMatch(operator -> all.contains(" " + operator.symbol() + " "));
    }

    /** The expressions of all tables. */
    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (String table : TABLES) {
            lines(table).stream()
                    .filter(line -> !isRemark(line))
                    .map(line -> unescaped(line.split("\t", -1)[0]))
                    .forEach(expressions::add);
        }
        return expressions;
    }

    private static List<String> lines(String table) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ExpressionTablesTest.class.getResourceAsStream("/expressions/" + table + ".tsv"), table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static boolean isRemark(String line) {
        return line.isEmpty() || line.startsWith("# ");
    }

    private static String withOutcome(String line, Dialect dialect) {
        if (isRemark(line)) {
            return line;
        }
        String[] cells = line.split("\t", -1);
        String variables = cells.length > 1 ? cells[1] : "";
        return cells[0] + "\t" + variables + "\t" + escaped(outcome(unescaped(cells[0]), variables, dialect));
    }

    private static String outcome(String text, String variables, Dialect dialect) {
        Problems problems = new Problems();
        Optional<Expression> expression = Facts.compile(text, dialect, problems);
        List<String> parts = new ArrayList<>(Facts.shown(problems));
        assertThat(expression.isPresent()).as(text).isNotEqualTo(problems.hasErrors());
        expression.ifPresent(compiled -> parts.add(evaluated(compiled, Facts.of(variables))));
        return String.join(" // ", parts);
    }

    private static String evaluated(Expression expression, Facts facts) {
        try {
            Value value = expression.evaluate(new Captures(facts));
            assertThat(expression.test(new Captures(facts)))
                    .as(expression.print())
                    .isEqualTo(value.truth());
            assertThat(expression.type()).as(expression.print()).isIn(value.type(), Type.ANY);
            return shown(value);
        } catch (EvalFailure failure) {
            return "fails: " + failure.getMessage();
        }
    }

    static String shown(Value value) {
        if (value instanceof Value.Items items) {
            return items.values().stream().map(ExpressionTablesTest::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Address address) {
            return "<" + address.text() + ">";
        }
        if (value instanceof Value.Whole || value instanceof Value.Decimal) {
            return value.asText();
        }
        return Printer.print(new Expr.Literal(Span.at(0), value));
    }

    private static String unescaped(String cell) {
        return cell.replace('\u2409', '\t').replace('\u240a', '\n').replace('\u240d', '\r');
    }

    private static String escaped(String cell) {
        return cell.replace('\t', '\u2409').replace('\n', '\u240a').replace('\r', '\u240d');
    }
}
