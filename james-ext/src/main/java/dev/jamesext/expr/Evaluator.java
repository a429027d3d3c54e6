package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression ready to run: the {@link Checker} makes one node of these for each node of the tree. Immutable
 * and safe to share.
 *
 * <p>Comparisons and logic yield true or false, never an operand: settings apply the truth rule anyway, and a type
 * known at load is worth more than upstream's habit of returning the operand that decided.
 *
 * <p>A side that fails ({@link EvalFailure}: a list is down) is unknown, and unknown is not false. In {@code &&} a
 * false operand decides, whichever side it stands on; in {@code ||} a true one does; else the first failure is the
 * answer:
 *
 * <pre>
 * a     b     a &amp;&amp; b  a || b
 * fail  false false   fail
 * fail  true  fail    true
 * fail  fail  first   first
 * </pre>
 *
 * (the same with a and b exchanged). Operands are tried from left to right and no further than needed.
 */
sealed interface Evaluator {

    /** What it yields, as far as can be known without running it. */
    Type type();

    /**
     * The value.
     *
     * @throws EvalFailure when a part that decides could not be evaluated
     */
    Value evaluate(Variables variables);

    /**
     * The truth of the value; allocates nothing where the parts do not.
     *
     * @throws EvalFailure as {@link #evaluate}
     */
    default boolean test(Variables variables) {
        return evaluate(variables).truth();
    }

    record Constant(Value value) implements Evaluator {
        @Override
        public Type type() {
            return value.type();
        }

        @Override
        public Value evaluate(Variables variables) {
            return value;
        }
    }

    /** Stands where a problem was reported, so that the rest is checked all the same; never runs. */
    record Unknown() implements Evaluator {
        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public Value evaluate(Variables variables) {
            throw new IllegalStateException("an expression with errors is never evaluated");
        }
    }

    record Read(Variable variable) implements Evaluator {
        @Override
        public Type type() {
            return variable.type();
        }

        @Override
        public Value evaluate(Variables variables) {
            return variables.value(variable);
        }
    }

    /** What a capture holds; empty where nothing keeps captures. */
    record Group(int number) implements Evaluator {
        @Override
        public Type type() {
            return Type.TEXT;
        }

        @Override
        public Value evaluate(Variables variables) {
            return variables instanceof Captures captures ? captures.group(number) : Value.EMPTY;
        }
    }

    record ArrayOf(List<Evaluator> elements) implements Evaluator {
        @Override
        public Type type() {
            return Type.LIST;
        }

        @Override
        public Value evaluate(Variables variables) {
            List<Value> values = new ArrayList<>(elements.size());
            for (int i = 0; i < elements.size(); i++) {
                values.add(elements.get(i).evaluate(variables));
            }
            return new Value.Items(values);
        }
    }

    /**
     * An element, counted from 0, as often as there are positions. A single value is an array of one; outside is ''.
     */
    record ElementOf(Evaluator base, List<Evaluator> positions) implements Evaluator {
        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public Value evaluate(Variables variables) {
            Value value = base.evaluate(variables);
            for (int i = 0; i < positions.size(); i++) {
                value = element(value, index(positions.get(i).evaluate(variables)));
            }
            return value;
        }

        private static Value element(Value value, long index) {
            if (value instanceof Value.Items items) {
                return index >= 0 && index < items.values().size()
                        ? items.values().get((int) index)
                        : Value.EMPTY;
            }
            return index == 0 ? value : Value.EMPTY;
        }

        /** A position that is no whole number is outside of every array. */
        private static long index(Value position) {
            if (position instanceof Value.Whole whole) {
                return whole.value();
            }
            if (position instanceof Value.Flag flag) {
                return flag.value() ? 1 : 0;
            }
            return position instanceof Value.Text text
                            && NumberText.isCanonical(text.value())
                            && NumberText.isWhole(text.value())
                    ? Long.parseLong(text.value())
                    : -1;
        }
    }

    record Not(Evaluator operand) implements Evaluator {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Value evaluate(Variables variables) {
            return Value.of(test(variables));
        }

        @Override
        public boolean test(Variables variables) {
            return !operand.test(variables);
        }
    }

    record Negative(Evaluator operand) implements Evaluator {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public Value evaluate(Variables variables) {
            return Arithmetic.negative(operand.evaluate(variables));
        }
    }

    /**
     * {@code &&} or {@code ||}: one operand whose truth is {@code decisive} decides, else all together give the
     * opposite.
     */
    record Logical(boolean decisive, List<Evaluator> operands) implements Evaluator {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Value evaluate(Variables variables) {
            return Value.of(test(variables));
        }

        @Override
        public boolean test(Variables variables) {
            @Nullable EvalFailure first = null;
            for (int i = 0; i < operands.size(); i++) {
                try {
                    if (operands.get(i).test(variables) == decisive) {
                        return decisive;
                    }
                } catch (EvalFailure failure) {
                    first = first == null ? failure : first;
                }
            }
            if (first != null) {
                throw first;
            }
            return !decisive;
        }
    }

    /** Any other binary operator: both sides are needed. */
    record Binary(Type type, Operator operator, Evaluator left, Evaluator right) implements Evaluator {
        @Override
        public Value evaluate(Variables variables) {
            return operator.apply(left.evaluate(variables), right.evaluate(variables));
        }
    }

    /** A chain of three operands or more, from left to right, without a tree as deep as the chain is long. */
    record Fold(Type type, Evaluator first, List<Next> rest) implements Evaluator {

        record Next(Operator operator, Evaluator operand) {}

        @Override
        public Value evaluate(Variables variables) {
            Value value = first.evaluate(variables);
            for (int i = 0; i < rest.size(); i++) {
                Next next = rest.get(i);
                value = next.operator().apply(value, next.operand().evaluate(variables));
            }
            return value;
        }
    }

    /** A function of one argument that answers yes or no. */
    record TestOne(Predicate<Value> function, Evaluator argument) implements Evaluator {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Value evaluate(Variables variables) {
            return Value.of(test(variables));
        }

        @Override
        public boolean test(Variables variables) {
            return function.test(argument.evaluate(variables));
        }
    }

    /** A function of two arguments that answers yes or no. */
    record TestTwo(BiPredicate<Value, Value> function, Evaluator left, Evaluator right) implements Evaluator {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Value evaluate(Variables variables) {
            return Value.of(test(variables));
        }

        @Override
        public boolean test(Variables variables) {
            return function.test(left.evaluate(variables), right.evaluate(variables));
        }
    }

    /** A call that does more than computing a value from its arguments; it has a file of its own. */
    non-sealed interface Call extends Evaluator {}

    /** One of two values; the other is not evaluated. */
    record IfThen(Evaluator condition, Evaluator then, Evaluator otherwise) implements Evaluator {
        @Override
        public Type type() {
            return then.type() == otherwise.type() ? then.type() : Type.ANY;
        }

        @Override
        public Value evaluate(Variables variables) {
            return (condition.test(variables) ? then : otherwise).evaluate(variables);
        }

        @Override
        public boolean test(Variables variables) {
            return (condition.test(variables) ? then : otherwise).test(variables);
        }
    }

    /** A function of one argument that makes a value of a known type. */
    record ApplyOne(Type type, UnaryOperator<Value> function, Evaluator argument) implements Evaluator {
        @Override
        public Value evaluate(Variables variables) {
            return function.apply(argument.evaluate(variables));
        }
    }

    /** A function of two arguments that makes a value of a known type. */
    record ApplyTwo(Type type, BinaryOperator<Value> function, Evaluator left, Evaluator right) implements Evaluator {
        @Override
        public Value evaluate(Variables variables) {
            return function.apply(left.evaluate(variables), right.evaluate(variables));
        }
    }

    /** A function of three arguments that makes a value of a known type. */
    record ApplyThree(Type type, OfThree function, Evaluator first, Evaluator second, Evaluator third)
            implements Evaluator {

        interface OfThree {
            Value apply(Value first, Value second, Value third);
        }

        @Override
        public Value evaluate(Variables variables) {
            return function.apply(first.evaluate(variables), second.evaluate(variables), third.evaluate(variables));
        }
    }
}
