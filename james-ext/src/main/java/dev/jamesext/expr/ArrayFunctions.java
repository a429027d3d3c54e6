package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Functions on arrays. A single value is an array of one. */
final class ArrayFunctions {

    private ArrayFunctions() {}

    /** How many elements; a single value counts 1, the empty text 0. */
    static Value count(Value value) {
        return new Value.Whole(Value.EMPTY.equals(value) ? 0 : elements(value).size());
    }

    /** {@code sort(array, ascending)}: true really is ascending (DESIGN decision 29). Equal elements keep their order. */
    static Value sorted(Value array, Value ascending) {
        List<Value> sorted = new ArrayList<>(elements(array));
        Comparator<Value> order = Comparison::total;
        sorted.sort(ascending.truth() ? order : Collections.reverseOrder(order));
        return new Value.Items(sorted);
    }

    /** Each element once, where it first stands. */
    static Value distinct(Value array) {
        ElementSet met = new ElementSet();
        return new Value.Items(elements(array).stream().filter(met::add).toList());
    }

    /** Without empty texts. */
    static Value filled(Value array) {
        return new Value.Items(elements(array).stream()
                .filter(element -> !Value.EMPTY.equals(element))
                .toList());
    }

    /** A call of {@code is_intersect}: one of its arguments has to be an array, since two values are compared with =. */
    static Evaluator bindIntersect(Function.Site site) {
        if (isSingle(site.argument(0).type()) && isSingle(site.argument(1).type())) {
            return site.refuse(0, "or the other must be an array; two values are compared with =");
        }
        return new Evaluator.TestTwo(ArrayFunctions::intersect, site.argument(0), site.argument(1));
    }

    private static boolean isSingle(Type type) {
        return type != Type.LIST && type != Type.ANY;
    }

    private static boolean intersect(Value left, Value right) {
        boolean arrays = left instanceof Value.Items || right instanceof Value.Items;
        ElementSet set = ElementSet.of(elements(left));
        return arrays && elements(right).stream().anyMatch(set::contains);
    }

    static List<Value> elements(Value value) {
        return value instanceof Value.Items items ? items.values() : List.of(value);
    }
}
