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
        assertThat(example.constant())
                .isEqualTo(Facts.compiled(function.expected()).constant());
        assertThat(example.type())
                .isIn(function.result(), example.constant().orElseThrow().type());
    }

    @ParameterizedTest
    @FieldSource("dev.jamesext.expr.FunctionTable#FUNCTIONS")
    void everyFunctionIsDocumentedAndNotAlsoUnsupported(Function function) {
        assertThat(function.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(FunctionTable.isUnsupported(function.name())).isFalse();
        assertThat(FunctionTable.find(function.name())).containsSame(function);
    }
}
