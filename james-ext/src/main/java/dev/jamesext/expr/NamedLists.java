package dev.jamesext.expr;

import java.util.Optional;
import java.util.Set;

/** The lists that rules may ask by name. The language asks; what a list is and how it compares keys, others know. */
public interface NamedLists {

    /** Nothing to ask. */
    NamedLists NONE = new NamedLists() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<NamedList> list(String name) {
            return Optional.empty();
        }
    };

    /** For suggestions. */
    Set<String> names();

    /** The list of that name, exactly as written. */
    Optional<NamedList> list(String name);

    /** One list. Safe for use by many threads at once; never blocks, never throws. */
    interface NamedList {
        Answer find(String key);
    }

    /** Three answers, not two: a list that could not be asked is not a list that lacks the key. */
    sealed interface Answer {

        /** The key is on the list, with a value; true on a list that only holds keys. */
        record Found(Value value) implements Answer {}

        /** The key is not on the list. */
        record Missing() implements Answer {}

        /** The list could not be asked. */
        record Failed(String reason) implements Answer {}
    }
}
