package dev.jamesext.expr;

import java.util.function.BinaryOperator;

/** Functions of a text that are applied to each element where an array is given. */
final class Mapping {

    private Mapping() {}

    /** A call of a function of one text. */
    static Evaluator bind(Type element, java.util.function.Function<String, Value> function, Function.Site site) {
        Type given = site.argument(0).type();
        return switch (given) {
            case TEXT, NUMBER, ADDRESS, LIST, ANY ->
                new Evaluator.ApplyOne(resultOf(given, element), value -> apply(function, value), site.argument(0));
            case BOOLEAN, DURATION -> refused(site, given);
        };
    }

    /** A call of a function of two texts, of which the first may be an array. */
    static Evaluator bind(BinaryOperator<String> function, Function.Site site) {
        Type given = site.argument(0).type();
        return switch (given) {
            case TEXT, NUMBER, ADDRESS, LIST, ANY ->
                new Evaluator.ApplyTwo(
                        resultOf(given, Type.TEXT),
                        (value, second) -> apply(text -> new Value.Text(function.apply(text, second.asText())), value),
                        site.argument(0),
                        site.argument(1));
            case BOOLEAN, DURATION -> refused(site, given);
        };
    }

    private static Type resultOf(Type given, Type element) {
        return given == Type.LIST || given == Type.ANY ? given : element;
    }

    private static Evaluator refused(Function.Site site, Type given) {
        return site.refuse(0, "must be a text or an array, not " + given.words());
    }

    private static Value apply(java.util.function.Function<String, Value> function, Value value) {
        if (value instanceof Value.Items items) {
            return new Value.Items(items.values().stream()
                    .map(element -> apply(function, element))
                    .toList());
        }
        return function.apply(value.asText());
    }
}
