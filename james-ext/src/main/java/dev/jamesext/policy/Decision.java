package dev.jamesext.policy;

/** What the policy answers for a stage. */
public sealed interface Decision {

    /** No objection: the next one is asked. */
    Decision ACCEPT = new Accept();

    /** No objection. */
    record Accept() implements Decision {}

    /**
     * Accepted although a script could not run, because {@code james-ext.on-error} says so (DESIGN decision 17).
     *
     * @param cause what the log hears
     */
    record AcceptAnyway(String cause) implements Decision {}

    /** Refused by a rule or a script. The reply may still be a temporary one: the author of the script chose it. */
    record Reject(Reply reply) implements Decision {
        public Reject {
            if (reply.code() < 400) {
                throw new IllegalArgumentException("a refusal needs 4yz or 5yz, not " + reply.code());
            }
        }
    }

    /**
     * The policy could not be asked to the end (a list is down, a limit was reached).
     *
     * @param reply what the client hears: generic, without details
     * @param cause what the log hears
     */
    record TemporaryFailure(Reply reply, String cause) implements Decision {
        public TemporaryFailure {
            if (reply.code() / 100 != 4) {
                throw new IllegalArgumentException("a temporary failure needs 4yz, not " + reply.code());
            }
        }
    }
}
