package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * What {@code + - * /} do. Total: whole numbers saturate at 64 bits, decimals at the largest double, and a division by
 * zero is 0, as the dialect says. {@link Checker} refuses at load what is known to make no sense.
 *
 * <p>As a number, true counts 1, a duration its milliseconds, a text the number it is or else 0, anything else 0.
 */
final class Arithmetic {

    private Arithmetic() {}

    /** An array takes the other side in, at its end of the array; a text is joined with it; all else is added. */
    static Value plus(Value left, Value right) {
        if (left instanceof Value.Items || right instanceof Value.Items) {
            List<Value> joined = new ArrayList<>(elements(left));
            joined.addAll(elements(right));
            return new Value.Items(joined);
        }
        if (isText(left) || isText(right)) {
            return new Value.Text(left.asText().concat(right.asText()));
        }
        return calculate(left, right, Arithmetic::saturatingAdd, Double::sum);
    }

    /** An array loses every element equal to the other side, or to an element of it; all else is subtracted. */
    static Value minus(Value left, Value right) {
        if (left instanceof Value.Items items) {
            return without(items.values(), elements(right));
        }
        if (right instanceof Value.Items items) {
            return without(items.values(), List.of(left));
        }
        return calculate(left, right, Arithmetic::saturatingSubtract, (a, b) -> a - b);
    }

    static Value times(Value left, Value right) {
        return calculate(left, right, Arithmetic::saturatingMultiply, (a, b) -> a * b);
    }

    /** Always a decimal. */
    static Value dividedBy(Value left, Value right) {
        double divisor = decimal(number(right));
        return divisor == 0 ? new Value.Decimal(0) : bounded(decimal(number(left)) / divisor);
    }

    static Value negative(Value value) {
        return minus(new Value.Whole(0), value);
    }

    private static Value calculate(Value left, Value right, LongBinaryOperator wholes, DoubleBinaryOperator decimals) {
        Value a = number(left);
        Value b = number(right);
        if (a instanceof Value.Whole x && b instanceof Value.Whole y) {
            return new Value.Whole(wholes.applyAsLong(x.value(), y.value()));
        }
        return bounded(decimals.applyAsDouble(decimal(a), decimal(b)));
    }

    /** As a whole number, a fraction cut off; the nearest one where 64 bits do not hold it. */
    static long whole(Value value) {
        Value number = number(value);
        return number instanceof Value.Whole whole ? whole.value() : (long) decimal(number);
    }

    /** A whole number or a decimal. */
    private static Value number(Value value) {
        if (value instanceof Value.Whole || value instanceof Value.Decimal) {
            return value;
        }
        if (value instanceof Value.Period period) {
            return new Value.Whole(period.value().toMillis());
        }
        if (value instanceof Value.Flag flag) {
            return new Value.Whole(flag.value() ? 1 : 0);
        }
        return value instanceof Value.Text text && NumberText.isNumber(text.value())
                ? NumberText.parse(text.value())
                : new Value.Whole(0);
    }

    private static double decimal(Value number) {
        return number instanceof Value.Decimal decimal ? decimal.value() : ((Value.Whole) number).value();
    }

    private static Value bounded(double value) {
        return new Value.Decimal(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Text || value instanceof Value.Address;
    }

    private static List<Value> elements(Value value) {
        return value instanceof Value.Items items ? items.values() : List.of(value);
    }

    private static Value without(List<Value> values, List<Value> removed) {
        return new Value.Items(values.stream()
                .filter(value -> removed.stream().noneMatch(other -> Comparison.equal(value, other)))
                .toList());
    }

    private static long saturatingAdd(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? limit(a < 0) : sum;
    }

    private static long saturatingSubtract(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? limit(a < 0) : difference;
    }

    private static long saturatingMultiply(long a, long b) {
        long product = a * b;
        return Math.multiplyHigh(a, b) == product >> 63 ? product : limit((a < 0) != (b < 0));
    }

    private static long limit(boolean negative) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
