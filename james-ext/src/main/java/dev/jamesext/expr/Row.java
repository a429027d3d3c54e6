package dev.jamesext.expr;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A row of the {@link FunctionTable} while it is being written: how a call is bound first, then the manual. */
final class Row {

    private final String name;
    private final List<Type> parameters;
    private final Type result;
    private final Function.Nature nature;
    private final Function.Binding binding;
    private boolean firstOptional;
    private Optional<Dialect.Version> version = Optional.empty();

    private Row(String name, List<Type> parameters, Type result, Function.Nature nature, Function.Binding binding) {
        this.name = name;
        this.parameters = parameters;
        this.result = result;
        this.nature = nature;
        this.binding = binding;
    }

    /** A function that prepares its calls itself. */
    static Row bound(String name, List<Type> parameters, Type result, Function.Binding binding) {
        return new Row(name, parameters, result, Function.Nature.PURE, binding);
    }

    /** As {@link #bound}, for a function that is not pure. */
    static Row bound(
            String name, List<Type> parameters, Type result, Function.Nature nature, Function.Binding binding) {
        return new Row(name, parameters, result, nature, binding);
    }

    /** A question about one value. */
    static Row test(String name, Type parameter, Predicate<Value> function) {
        return bound(name, List.of(parameter), Type.BOOLEAN, site -> new Evaluator.TestOne(function, site.argument(0)));
    }

    /** A question about two values. */
    static Row test(String name, Type first, Type second, BiPredicate<Value, Value> function) {
        return bound(
                name,
                List.of(first, second),
                Type.BOOLEAN,
                site -> new Evaluator.TestTwo(function, site.argument(0), site.argument(1)));
    }

    static Row one(String name, Type parameter, Type result, UnaryOperator<Value> function) {
        return bound(
                name, List.of(parameter), result, site -> new Evaluator.ApplyOne(result, function, site.argument(0)));
    }

    static Row two(String name, Type first, Type second, Type result, BinaryOperator<Value> function) {
        return bound(
                name,
                List.of(first, second),
                result,
                site -> new Evaluator.ApplyTwo(result, function, site.argument(0), site.argument(1)));
    }

    /** A function of a text that is applied to each element of an array. */
    static Row mapped(String name, Type element, java.util.function.Function<String, Value> function) {
        return bound(name, List.of(Type.ANY), Type.ANY, site -> Mapping.bind(element, function, site));
    }

    /** As {@link #mapped(String, Type, java.util.function.Function)}, with a second text, the same for all elements. */
    static Row mapped(String name, BinaryOperator<String> function) {
        return bound(name, List.of(Type.ANY, Type.TEXT), Type.ANY, site -> Mapping.bind(function, site));
    }

    /** The same, whose first argument may be left out. */
    Row firstMayBeLeftOut() {
        firstOptional = true;
        return this;
    }

    /** The same, of one version alone. */
    Row in(Dialect.Version one) {
        version = Optional.of(one);
        return this;
    }

    Documented means(String sentence) {
        return (example, expected) -> new Function(
                name, parameters, firstOptional, result, nature, version, binding, sentence, example, expected);
    }

    /** A row that still lacks its example. */
    interface Documented {
        Function example(String expression, String expected);
    }
}
