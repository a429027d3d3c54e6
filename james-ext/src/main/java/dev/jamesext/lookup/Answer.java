package dev.jamesext.lookup;

/**
 * What a list says about a key. Three answers, not two: a list that could not be asked is not a list that lacks the key.
 */
public sealed interface Answer {

    /** The key is on the list. */
    Answer FOUND = new Found();

    /** The key is not on the list. */
    Answer NOT_FOUND = new NotFound();

    /** The key is on the list. */
    record Found() implements Answer {}

    /** The key is not on the list. */
    record NotFound() implements Answer {}

    /** The list could not be asked. */
    record Failed(String reason) implements Answer {}
}
