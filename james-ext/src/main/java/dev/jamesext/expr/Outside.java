package dev.jamesext.expr;

/**
 * What rules may ask the world about: name servers, and whom the mail server delivers to. Every question may take time, so
 * that a rule which asks is never evaluated where nobody may wait; there the answers are ready.
 */
public interface Outside {

    /** Nobody to ask. */
    Outside NONE = question -> new Answer.Failed("that is asked when a client comes; nobody can be asked here");

    /** What is asked. */
    enum Subject {
        /** Whether mail for a domain ends here. */
        LOCAL_DOMAIN,
        /** Whether mail for an address ends here. */
        LOCAL_ADDRESS,
        /** The IPv4 addresses of a name. */
        IPV4,
        /** The mail servers of a domain, best first. */
        MX,
        /** The names of an address. */
        PTR,
        /** The texts of a name. */
        TXT
    }

    /**
     * A question.
     *
     * @param name in lower case, without a final dot; never empty
     */
    record Question(Subject subject, String name) {}

    /** Two answers; that there is none is not the same as an empty one. */
    sealed interface Answer {

        /** A flag for the subjects about mail, else a list of texts, empty where there are no such records. */
        record Known(Value value) implements Answer {}

        /** Nobody could say. */
        record Failed(String reason) implements Answer {}
    }

    /** Asks; never throws. */
    Answer ask(Question question);
}
