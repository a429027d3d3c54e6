package dev.jamesext.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The compiled settings of all extensions: what grants their use, and what shows them at EHLO. Immutable. */
final class Extensions {

    private final Map<Extension, Ruled> used;
    private final Map<Extension, Ruled> offered;

    /** @param offered the rules of {@code used} where a setting does not tell the two apart */
    Extensions(Map<Extension, Ruled> used, Map<Extension, Ruled> offered) {
        this.used = Collections.unmodifiableMap(new EnumMap<>(used));
        this.offered = Collections.unmodifiableMap(new EnumMap<>(offered));
    }

    /** What grants the use of each. */
    Map<Extension, Ruled> used() {
        return used;
    }

    /** What shows each at EHLO. */
    Map<Extension, Ruled> offered() {
        return offered;
    }

    /** Whether a rule that shows one asks the outside. */
    boolean offersAskOutside() {
        return offered.values().stream().anyMatch(Ruled::asksOutside);
    }

    /** Whether a rule that grants the use of one of some asks the outside. */
    boolean usesAskOutside(Set<Extension> some) {
        return used.entrySet().stream()
                .anyMatch(rules ->
                        some.contains(rules.getKey()) && rules.getValue().asksOutside());
    }
}
