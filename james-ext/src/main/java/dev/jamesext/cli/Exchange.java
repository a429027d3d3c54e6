package dev.jamesext.cli;

import dev.jamesext.policy.Answers;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command of a client, what it hears, and why.
 *
 * @param command as the client sends it
 * @param reply the lines of the reply; empty where James alone knows them
 * @param cause why the policy could not be asked to its end; empty when it could
 * @param asked what was asked, in order
 * @param remarks what else there is to know; whole sentences without a full stop
 */
record Exchange(
        String command,
        Outcome outcome,
        List<String> reply,
        Optional<String> cause,
        List<Trace.Entry> asked,
        List<String> remarks) {

    /** How a command ended. */
    enum Outcome {
        ACCEPT("accept"),
        /** Accepted although a script failed. */
        ACCEPT_ANYWAY("accept-anyway"),
        REJECT("reject"),
        TEMPORARY_FAILURE("temporary-failure");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Exchange {
        reply = List.copyOf(reply);
        asked = List.copyOf(asked);
        remarks = List.copyOf(remarks);
    }

    /**
     * An exchange from the answers of a policy.
     *
     * @param welcome the lines of the reply if nothing refuses
     */
    static Exchange of(String command, Answers answers, List<String> welcome, List<String> remarks) {
        Optional<String> cause = Optional.of(answers.cause()).filter(text -> !text.isEmpty());
        List<String> reply = answers.refusal().map(Exchange::lines).orElse(welcome);
        List<Trace.Entry> asked = Stream.concat(answers.asked().stream(), answers.askedForLines().stream())
                .toList();
        return new Exchange(command, outcome(answers), reply, cause, asked, remarks);
    }

    boolean accepted() {
        return outcome == Outcome.ACCEPT || outcome == Outcome.ACCEPT_ANYWAY;
    }

    private static Outcome outcome(Answers answers) {
        boolean failed = !answers.cause().isEmpty();
        if (answers.refusal().isPresent()) {
            return failed ? Outcome.TEMPORARY_FAILURE : Outcome.REJECT;
        }
        return failed ? Outcome.ACCEPT_ANYWAY : Outcome.ACCEPT;
    }

    /** A reply as it goes over the wire, every line with its enhanced code (RFC 2034 4). */
    private static List<String> lines(Reply reply) {
        return lines(
                reply.code(),
                reply.lines().stream()
                        .map(line -> reply.enhanced() + " " + line)
                        .toList());
    }

    /** Lines of a reply with their codes; all but the last say that more follow. */
    static List<String> lines(int code, List<String> texts) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            lines.add(code + (i < texts.size() - 1 ? "-" : " ") + texts.get(i));
        }
        return lines;
    }
}
