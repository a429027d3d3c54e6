package dev.jamesext.policy;

/** What may be offered to a session: known, or not to be found out now. Unknown is not nothing. */
public sealed interface Offering {

    /** The extensions granted. */
    record Known(Offers offers) implements Offering {}

    /** A rule could not be asked. */
    record Unknown(Decision.TemporaryFailure failure) implements Offering {}
}
