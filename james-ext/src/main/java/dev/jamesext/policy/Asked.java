package dev.jamesext.policy;

/** The value of a ruled setting for a session: known, or not to be found out now. Unknown is not the default. */
public sealed interface Asked<T> {

    /** What the rules say. */
    record Known<T>(T value) implements Asked<T> {}

    /** A rule could not be asked. */
    record Unknown<T>(Decision.TemporaryFailure failure) implements Asked<T> {}
}
