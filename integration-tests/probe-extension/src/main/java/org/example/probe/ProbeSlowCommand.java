package org.example.probe;

import dev.jamesext.chunking.Gate;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * {@code XSLOW MILLIS WORD}: answers {@code 250 WORD} after so long a time, by way of the gate. With the word {@code fail}
 * the work fails, with {@code bug} the making of the answer does. A word that begins with {@code dns} counts as a question to
 * name servers, and all with the same word that begins with {@code same} are one question.
 */
public final class ProbeSlowCommand implements CommandHandler<SMTPSession> {

    private static final Duration TIME_MAX = Duration.ofSeconds(5);

    private final Gate gate;

    @Inject
    public ProbeSlowCommand(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        String[] words =
                Optional.ofNullable(request.getArgument()).orElse("").strip().split(" +", 2);
        long millis = Long.parseLong(words[0]);
        String word = words.length > 1 ? words[1] : "done";
        return gate.later(
                session,
                new Gate.Errand<>(
                        word.startsWith("dns") ? Gate.Kind.NAMES : Gate.Kind.REPOSITORIES,
                        word.startsWith("same") ? word : new Object(),
                        TIME_MAX,
                        () -> {
                            Thread.sleep(millis);
                            if (word.equals("fail")) {
                                throw new IllegalStateException("the probe's work fails");
                            }
                            return word;
                        }),
                found -> {
                    if (found.equals("bug")) {
                        throw new IllegalStateException("the probe's answer fails");
                    }
                    return new SMTPResponse("250", found);
                });
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("XSLOW");
    }
}
