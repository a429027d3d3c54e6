package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class FunctionTableTest {

    @ParameterizedTest
    @FieldSource("dev.jamesext.expr.FunctionTable#FUNCTIONS")
    void everyExampleYieldsWhatTheTableSays(Function function) {
        Expression example = Facts.compiled(function.example());

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
        assertThat(FunctionTable.find(function.name())).containsSame(function);
    }
}
