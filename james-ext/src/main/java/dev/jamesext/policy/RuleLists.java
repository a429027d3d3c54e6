package dev.jamesext.policy;

import dev.jamesext.expr.NamedLists;
import dev.jamesext.expr.Value;
import dev.jamesext.lookup.KeyComparison;
import dev.jamesext.lookup.ListCatalog;
import java.util.Optional;
import java.util.Set;

/** The lists of a policy as its rules ask them: keys compare as domain names (decision 18). */
public final class RuleLists implements NamedLists {

    private static final Answer.Found FOUND = new Answer.Found(Value.TRUE);
    private static final Answer.Missing MISSING = new Answer.Missing();

    private final ListCatalog catalog;

    /** The lists of a catalog. */
    public RuleLists(ListCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Set<String> names() {
        return catalog.names();
    }

    @Override
    public Optional<NamedList> list(String name) {
        return catalog.list(name).map(list -> key -> translated(list.find(key, KeyComparison.DOMAIN)));
    }

    private static Answer translated(dev.jamesext.lookup.Answer answer) {
        if (answer instanceof dev.jamesext.lookup.Answer.Failed failed) {
            return new Answer.Failed(failed.reason());
        }
        if (answer instanceof dev.jamesext.lookup.Answer.Found found) {
            return found.value().isPresent()
                    ? new Answer.Found(Value.ofUntyped(found.value().get()))
                    : FOUND;
        }
        return MISSING;
    }
}
