package dev.jamesext.lookup;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All lists of a policy by name. Immutable. */
public final class ListCatalog {

    private final Map<String, LookupList> lists;
    private final Optional<String> macro;

    private ListCatalog(Map<String, LookupList> lists, Optional<String> macro) {
        this.lists = lists;
        this.macro = macro;
    }

    /** A catalog of lists with distinct names. */
    public static ListCatalog of(Collection<? extends LookupList> lists) {
        return of(lists, Optional.empty());
    }

    /**
     * A catalog of lists with distinct names.
     *
     * @param macro brought in what some of them hold; empty where all that they hold may be shown
     */
    public static ListCatalog of(Collection<? extends LookupList> lists, Optional<String> macro) {
        Map<String, LookupList> byName = new LinkedHashMap<>();
        for (LookupList list : lists) {
            if (byName.put(list.name(), list) != null) {
                throw new IllegalArgumentException("two lists named " + list.name());
            }
        }
        return new ListCatalog(byName, macro);
    }

    /** The list of that name, exactly as written. */
    public Optional<LookupList> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** What is shown in place of a value from a list, when macros brought in what some list holds (decision 44). */
    public Optional<String> macro() {
        return macro;
    }

    /** The names, in the order they were given. */
    public Set<String> names() {
        return Collections.unmodifiableSet(lists.keySet());
    }
}
