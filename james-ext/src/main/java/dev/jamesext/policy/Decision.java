package dev.jamesext.policy;

import java.util.Optional;

/** What the policy answers for a stage. */
public sealed interface Decision {

    /** What the client hears when the decision refuses; empty when it does not. */
    Optional<Reply> refusal();

    /** No objection: the next one is asked. */
    Decision ACCEPT = new Accept();

    /** No objection. */
    record Accept() implements Decision {
        @Override
        public Optional<Reply> refusal() {
            return Optional.empty();
        }
    }

    /**
     * Accepted although a script could not run, because {@code james-ext.on-error} says so (decision 17).
     *
     * @param cause what the log hears
     */
    record AcceptAnyway(String cause) implements Decision {
        @Override
        public Optional<Reply> refusal() {
            return Optional.empty();
        }
    }

    /**
     * Refused by a rule or a script. The reply may still be a temporary one: the author of the script chose it.
     *
     * @param reply what the client hears
     * @param shown the same for logs and reports: a macro in place of text that macros brought in
     */
    record Reject(Reply reply, Reply shown) implements Decision {

        /** A refusal that may be shown as the client hears it. */
        public Reject(Reply reply) {
            this(reply, reply);
        }

        public Reject {
            if (reply.code() < 400) {
                throw new IllegalArgumentException("a refusal needs 4yz or 5yz, not " + reply.code());
            }
        }

        @Override
        public Optional<Reply> refusal() {
            return Optional.of(reply);
        }

        /** For logs: without what macros brought in. */
        @Override
        public String toString() {
            return "Reject[reply=" + shown + "]";
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

        @Override
        public Optional<Reply> refusal() {
            return Optional.of(reply);
        }
    }
}
