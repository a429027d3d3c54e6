package dev.jamesext.lookup;

import java.util.Optional;

/**
 * What a list says about a key. Three answers, not two: a list that could not be asked is not a list that lacks the key.
 */
public sealed interface Answer {

    /** The key is on the list, which holds no values. */
    Answer FOUND = new Found(Optional.empty());

    /** The key is not on the list. */
    Answer NOT_FOUND = new NotFound();

    /** That the key is on the list, with the value that stands beside it. */
    static Answer found(Optional<String> value) {
        return value.isPresent() ? new Found(value) : FOUND;
    }

    /**
     * The key is on the list.
     *
     * @param value what stands beside it; empty on a list that only holds keys
     */
    record Found(Optional<String> value) implements Answer {}

    /** The key is not on the list. */
    record NotFound() implements Answer {}

    /** The list could not be asked. */
    record Failed(String reason) implements Answer {}
}
