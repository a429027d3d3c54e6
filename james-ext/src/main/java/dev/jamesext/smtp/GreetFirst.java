package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import java.util.Set;
import java.util.function.Function;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;

/** Commands that need a greeting wherever MAIL needs one: {@code session.ehlo.require} is asked for all of them here. */
final class GreetFirst {

    private final SessionFactsReader factsReader;
    private final OutsideQuestions questions;

    @Inject
    GreetFirst(SessionFactsReader factsReader, OutsideQuestions questions) {
        this.factsReader = factsReader;
        this.questions = questions;
    }

    /** The reply to a command of a transaction that has begun, or needs none. */
    Response answer(SMTPSession session, Set<Extension> some, Function<SessionFacts, Response> command) {
        return answer(session, SessionFactsReader.sender(session), some, command);
    }

    /**
     * The reply to a command, now or later: the refusal where a greeting is missing, else what the command says.
     *
     * @param sender the reverse path that rules see
     * @param some the extensions that the command uses
     * @param command carries it out, with the facts at that time
     */
    Response answer(SMTPSession session, String sender, Set<Extension> some, Function<SessionFacts, Response> command) {
        return questions.ofMail(session, sender, some, () -> {
            SessionFacts facts = factsReader.atMail(session, sender);
            return ConnectionState.policy(session)
                    .mail(facts, Trace.NONE)
                    .refusal()
                    .<Response>map(Replies::response)
                    .orElseGet(() -> command.apply(facts));
        });
    }
}
