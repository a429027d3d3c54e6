package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.util.Optional;
import java.util.Set;

/**
 * Which operands an operator takes and what it yields. A mistake that every evaluation would make is an error; a
 * comparison that is allowed but can have one answer only is a warning.
 */
final class OperandChecker {

    private static final Set<Type> NUMBERS = Set.of(Type.NUMBER, Type.BOOLEAN);
    private static final Set<Type> SINGLE = Set.of(Type.TEXT, Type.NUMBER, Type.BOOLEAN, Type.ADDRESS);
    private static final Set<Type> TEXTS = Set.of(Type.TEXT, Type.ADDRESS);

    private final Complaints complaints;

    OperandChecker(Complaints complaints) {
        this.complaints = complaints;
    }

    /** A checked operand and where it is written. */
    record Operand(Evaluator evaluator, Span span) {
        Type type() {
            return evaluator.type();
        }

        Optional<Value> constant() {
            return evaluator instanceof Evaluator.Constant constant ? Optional.of(constant.value()) : Optional.empty();
        }

        /** The text, when it is a constant one that is not empty: an empty one often means "has no value". */
        Optional<String> constantText() {
            return constant()
                    .filter(Value.Text.class::isInstance)
                    .map(Value::asText)
                    .filter(text -> !text.isEmpty());
        }
    }

    /** The operator with its operands, or {@link Evaluator.Unknown} when they do not fit it. */
    Evaluator join(Operator operator, Operand left, Operand right) {
        return switch (operator.level()) {
            case OR, AND, XOR -> binary(Type.BOOLEAN, operator, left, right);
            case EQUALITY, RELATION -> compared(operator, left, right);
            case SUM, PRODUCT -> calculated(operator, left, right);
        };
    }

    private Evaluator compared(Operator operator, Operand left, Operand right) {
        if (left.type() == Type.DURATION || right.type() == Type.DURATION) {
            Operand other = left.type() == Type.DURATION ? right : left;
            if (other.type() != Type.DURATION && other.type() != Type.ANY) {
                return complaints.error(other.span(), durationAdvice(other));
            }
        }
        warnAboutTypes(operator, left, right);
        return binary(
                Type.BOOLEAN, operator, prepared(operator, left, right.type()), prepared(operator, right, left.type()));
    }

    private static String durationAdvice(Operand other) {
        String advice = "a duration compares only with a duration, not with "
                + other.type().words();
        Optional<Value> constant = other.constant();
        if (constant.isPresent() && constant.get() instanceof Value.Whole whole) {
            return advice + "; write the unit, such as " + whole.value() + "s or " + whole.value() + "ms";
        }
        return other.constantText().isPresent() ? advice + "; durations are written without quotes" : advice;
    }

    private void warnAboutTypes(Operator operator, Operand left, Operand right) {
        Span span = left.span().cover(right.span());
        if (isPair(left, right, Type.LIST, SINGLE)) {
            warn(operator, span, "an array and a single value are never equal");
        } else if (isPair(left, right, Type.ADDRESS, NUMBERS)) {
            warn(operator, span, "an address never equals a number, nor true or false");
        } else if (isPair(left, right, Type.BOOLEAN, Set.of(Type.TEXT))
                && left.constantText().isEmpty()
                && right.constantText().isEmpty()) {
            complaints.warning(span, "a text equals true or false only where it is '1' or '0'");
        }
    }

    private static boolean isPair(Operand left, Operand right, Type one, Set<Type> others) {
        return (left.type() == one && others.contains(right.type()))
                || (right.type() == one && others.contains(left.type()));
    }

    /** A constant text ready to meet the other side's type: an address is parsed once, here. */
    private Operand prepared(Operator operator, Operand operand, Type other) {
        Optional<String> text = operand.constantText();
        if (text.isEmpty()) {
            return operand;
        }
        if (other == Type.ADDRESS) {
            Optional<Value.Address> address = AddressText.parse(text.get());
            if (address.isPresent()) {
                return new Operand(new Evaluator.Constant(address.get()), operand.span());
            }
            warn(operator, operand.span(), Token.quoted(text.get()) + " is no address");
        }
        if (NUMBERS.contains(other) && !NumberText.isCanonical(text.get())) {
            warn(
                    operator,
                    operand.span(),
                    Token.quoted(text.get())
                            + (NumberText.isNumber(text.get()) ? " is no canonical number" : " is no number"));
        }
        return operand;
    }

    private void warn(Operator operator, Span span, String reason) {
        String outcome = operator == Operator.NOT_EQUAL ? "always true" : "never true";
        complaints.warning(span, reason + ", this comparison is " + outcome);
    }

    private Evaluator calculated(Operator operator, Operand left, Operand right) {
        Type type = resultOf(operator, left.type(), right.type());
        if (type == Type.NUMBER) {
            boolean leftFits = isNumber(operator.symbol(), left);
            boolean rightFits = isNumber(operator.symbol(), right);
            if (!leftFits || !rightFits) {
                return new Evaluator.Unknown();
            }
        }
        boolean byZero = right.constant().filter(OperandChecker::isZero).isPresent();
        if (operator == Operator.DIVIDED_BY && byZero) {
            return complaints.error(right.span(), "division by zero");
        }
        return binary(type, operator, left, right);
    }

    /** The type of a sum or product; {@link Type#ANY} where an operand might turn out to be an array or a text. */
    private static Type resultOf(Operator operator, Type left, Type right) {
        boolean takesArrays = operator.level() == Operator.Level.SUM;
        if (takesArrays && (left == Type.LIST || right == Type.LIST)) {
            return Type.LIST;
        }
        if (takesArrays && (left == Type.ANY || right == Type.ANY)) {
            return Type.ANY;
        }
        return operator == Operator.PLUS && (TEXTS.contains(left) || TEXTS.contains(right)) ? Type.TEXT : Type.NUMBER;
    }

    private static boolean isZero(Value value) {
        return Comparison.equal(value, new Value.Whole(0));
    }

    /** Whether an operand can count as a number; reports when it cannot. */
    boolean isNumber(String symbol, Operand operand) {
        Optional<String> text = operand.constantText();
        if (text.isPresent() && !NumberText.isNumber(text.get())) {
            complaints.error(
                    operand.span(), "'" + symbol + "' takes numbers, " + Token.quoted(text.get()) + " is none");
            return false;
        }
        return switch (operand.type()) {
            case NUMBER, BOOLEAN, TEXT, ANY -> true;
            case ADDRESS, LIST -> {
                complaints.error(
                        operand.span(),
                        "'" + symbol + "' takes numbers, not " + operand.type().words());
                yield false;
            }
            case DURATION -> {
                complaints.error(
                        operand.span(),
                        "'" + symbol + "' takes numbers, not a duration; write the result, such as 1h30m");
                yield false;
            }
        };
    }

    private static Evaluator binary(Type type, Operator operator, Operand left, Operand right) {
        return new Evaluator.Binary(type, operator, left.evaluator(), right.evaluator());
    }
}
