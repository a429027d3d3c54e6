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

    private ListCatalog(Map<String, LookupList> lists) {
        this.lists = lists;
    }

    /** A catalog of lists with distinct names. */
    public static ListCatalog of(Collection<? extends LookupList> lists) {
        Map<String, LookupList> byName = new LinkedHashMap<>();
        for (LookupList list : lists) {
            if (byName.put(list.name(), list) != null) {
                throw new IllegalArgumentException("two lists named " + list.name());
            }
        }
        return new ListCatalog(byName);
    }

    /** The list of that name, exactly as written. */
    public Optional<LookupList> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** The names, in the order they were given. */
    public Set<String> names() {
        return Collections.unmodifiableSet(lists.keySet());
    }
}
