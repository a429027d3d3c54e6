package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any text is an expression that evaluates to a value of its type, or has a problem; never an exception. */
final class ExpressionFuzzTest {

    private static final List<Variable> VARIABLES = List.of(
            new Variable("listener", Type.TEXT, 0, "a text"),
            new Variable("remote_ip", Type.ADDRESS, 1, "an address"),
            new Variable("local_port", Type.NUMBER, 2, "a number"),
            new Variable("is_tls", Type.BOOLEAN, 3, "a flag"));

    private static final Scope SCOPE =
            Scope.of(VARIABLES, Map.of("mixer", "mixer"), Map.of("rcpt", "has no value before RCPT"));

    private static final List<Value> VALUES = List.of(
            new Value.Text("smtp"),
            Value.Address.of(InetAddress.getLoopbackAddress()),
            new Value.Whole(25),
            Value.TRUE);

    @FuzzTest(maxDuration = "10m")
    void everyTextEvaluatesToItsTypeOrHasAProblem(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        Problems problems = new Problems();
        Optional<Expression> expression = compile(text, problems);
        assertThat(expression.isEmpty()).isEqualTo(problems.hasErrors());
        expression.ifPresent(ExpressionFuzzTest::evaluate);
    }

    private static void evaluate(Expression expression) {
        Variables values = variable -> VALUES.get(variable.slot());
        try {
            Value value = expression.evaluate(values);
            if (expression.type() != Type.ANY) {
                assertThat(value.type()).isEqualTo(expression.type());
            }
            assertThat(expression.test(values)).isEqualTo(value.truth());
            assertThat(expression.evaluate(values)).isEqualTo(value);
        } catch (EvalFailure failure) {
            assertThat(failure.getMessage()).isNotBlank();
        }
        String printed = expression.print();
        if (printed.length() <= Expression.EXPRESSION_CHARS_MAX) {
            Problems none = new Problems();
            Optional<Expression> again = compile(printed, none);
            assertThat(none.hasErrors()).as(printed).isFalse();
            assertThat(again.map(Expression::print)).contains(printed);
        }
    }

    private static Optional<Expression> compile(String text, Problems problems) {
        return Expression.compile(Excerpt.whole(SourceText.of("t", text), KeyPath.ROOT), SCOPE, problems);
    }
}
