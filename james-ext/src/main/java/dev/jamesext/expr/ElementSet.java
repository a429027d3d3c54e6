package dev.jamesext.expr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Elements that were met, equal as {@link Comparison} says. Texts, of which a client may send many, are found by hash;
 * anything else was written in the policy or is one of few, and is compared one by one.
 */
final class ElementSet {

    private final Set<String> texts = new HashSet<>();
    private final List<Value> others = new ArrayList<>();

    ElementSet() {}

    static ElementSet of(List<Value> elements) {
        ElementSet set = new ElementSet();
        elements.forEach(set::add);
        return set;
    }

    /** Takes an element in; false when one that equals it is there. */
    boolean add(Value element) {
        if (contains(element)) {
            return false;
        }
        if (element instanceof Value.Text text) {
            texts.add(text.value());
        } else {
            others.add(element);
        }
        return true;
    }

    boolean contains(Value element) {
        if (element instanceof Value.Text text && texts.contains(text.value())) {
            return true;
        }
        return others.stream().anyMatch(other -> Comparison.equal(other, element))
                || (!(element instanceof Value.Text)
                        && texts.stream().anyMatch(text -> Comparison.equal(new Value.Text(text), element)));
    }
}
