package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class FunctionTableTest {

    @ParameterizedTest
    @FieldSource("dev.jamesext.expr.FunctionTable#FUNCTIONS")
    void everyExampleYieldsWhatTheTableSays(Function function) {
        Dialect dialect = new Dialect(version(function), true);
        Expression example = Facts.compiled(function.example(), dialect);

        assertThat(function.example()).contains(function.name() + "(");
        Value yielded = example.evaluate(Facts.of(""));
        assertThat(yielded).isEqualTo(Facts.compiled(function.expected()).evaluate(Facts.of("")));
        assertThat(example.type()).isIn(function.result(), yielded.type());
        assertThat(example.constant().isPresent()).isEqualTo(function.nature() == Function.Nature.PURE);
    }

    @ParameterizedTest
    @FieldSource("dev.jamesext.expr.FunctionTable#FUNCTIONS")
    void everyFunctionIsDocumentedAndNotAlsoUnsupported(Function function) {
        assertThat(function.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(FunctionTable.whyUnsupported(function.name())).isEmpty();
        assertThat(FunctionTable.find(function.name(), version(function))).containsSame(function);
    }

    /** A name that one version lacked could not be suggested. */
    @Test
    void everyVersionHasTheSameNames() {
        for (Dialect.Version version : Dialect.Version.values()) {
            assertThat(FunctionTable.names())
                    .allMatch(name -> FunctionTable.find(name, version).isPresent());
        }
        assertThat(FunctionTable.FUNCTIONS)
                .filteredOn(function -> function.version().isPresent())
                .allMatch(function -> Stream.of(Dialect.Version.values())
                        .allMatch(version -> FunctionTable.find(function.name(), version)
                                .orElseThrow()
                                .version()
                                .equals(Optional.of(version))));
    }

    private static Dialect.Version version(Function function) {
        return function.version().orElse(Dialect.STANDARD.version());
    }
}
