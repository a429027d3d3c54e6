package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual says about the rule language: its functions, and every example of its tables, evaluated as written. */
final class RuleManualTest {

    private static final Scope NO_VARIABLES =
            Scope.of(List.of(), Map.of(), Map.of()).withLists(new KnownLists());

    @Test
    void listsTheFunctions() {
        Manual.holds(
                "functions",
                Manual.table(
                        List.of("function", "yields", "meaning", "example", "gives"),
                        FunctionReference.all().stream()
                                .map(function -> List.of(
                                        Manual.code(function.usage()),
                                        function.yields(),
                                        function.meaning(),
                                        Manual.code(function.example()),
                                        Manual.code(function.gives())))));
    }

    @Test
    void saysWhichFunctionsAreNotThere() {
        List<String> unsupported =
                FunctionTable.UNSUPPORTED.keySet().stream().sorted().toList();
        assertThat(Manual.notThere("functions")).isEqualTo(unsupported);
        assertThat(List.of(Manual.read("docs/manual.md"), Manual.read("docs/coming-from-stalwart.md")))
                .allSatisfy(page -> assertThat(page).contains(Manual.listed(unsupported.stream())));
    }

    static Stream<Arguments> examples() {
        Stream<List<String>> functions =
                Manual.rows("functions").stream().map(row -> List.of(row.get(3), row.get(4), row.get(2)));
        Stream<List<String>> others = Stream.of("literals", "operators", "comparisons")
                .flatMap(part -> Manual.rows(part).stream())
                .map(row -> List.of(row.get(1), row.get(2), ""));
        return Stream.concat(functions, others).map(row -> Arguments.of(row.get(0), row.get(1), row.get(2)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesWhatTheManualSays(String example, String expected, String meaning) {
        Dialect dialect = Stream.of(Dialect.Version.values())
                .filter(version -> meaning.startsWith("dialect " + version.word() + ": "))
                .findFirst()
                .map(version -> new Dialect(version, true))
                .orElse(Dialect.STANDARD);
        assertThat(evaluate(example, dialect)).isEqualTo(evaluate(expected, dialect));
    }

    @Test
    void namesEveryOperator() {
        String listed = Manual.rows("operators").stream().map(row -> row.get(0)).collect(Collectors.joining(" "));
        assertThat(List.of(listed.split(" ")))
                .containsAll(Stream.of(Operator.values()).map(Operator::symbol).toList());
    }

    private static Value evaluate(String text, Dialect dialect) {
        Problems problems = new Problems();
        Excerpt excerpt = Excerpt.verbatim(SourceText.of("manual", text), KeyPath.ROOT, 0, text.length());
        Optional<Expression> expression = Expression.compile(excerpt, NO_VARIABLES.withDialect(dialect), problems);
        return expression
                .orElseThrow(() -> new AssertionError(problems.render()))
                .evaluate(new Captures(Facts.of("")));
    }
}
