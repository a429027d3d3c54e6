package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Gate;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import dev.jamesext.runtime.JamesOutside;
import dev.jamesext.runtime.OutsideAnswers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands whose rules ask the outside, which takes time. The rules are evaluated, which shows what they ask; that question
 * goes through the gate by itself, and with its answer the rules are evaluated again, until they ask no more. Then the command
 * runs as any other, with the answers at hand. The same facts and answers give the same decision, so that it asks nothing
 * else. So a slow name server takes no thread from questions to James, whatever a rule mixes, and a question that is being
 * asked serves all who have it. A command whose rules ask nobody runs at once.
 */
final class OutsideQuestions {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutsideQuestions.class);

    private static final AttachmentKey<OutsideAnswers> ANSWERS =
            AttachmentKey.of("james-ext.outside", OutsideAnswers.class);

    private final SessionFactsReader factsReader;
    private final Gate gate;
    private final JamesOutside james;

    @Inject
    OutsideQuestions(SessionFactsReader factsReader, Gate gate, JamesOutside james) {
        this.factsReader = factsReader;
        this.gate = gate;
        this.james = james;
    }

    /** Those of a greeting: whether the name is taken, and what is offered then. */
    Response ofEhlo(SMTPSession session, EhloName name, Supplier<Response> command) {
        Policy policy = ConnectionState.policy(session);
        if (!policy.ehloAsksOutside()) {
            return command.get();
        }
        SessionFacts facts = factsReader.atEhlo(session, name);
        return answered(session, command, outside -> {
            SessionFacts asking = outside.askedBy(facts);
            if (policy.ehlo(name, asking, Trace.NONE).refusal().isEmpty()) {
                policy.offers(asking, Trace.NONE);
            }
        });
    }

    /** Those of MAIL, and of another command that needs a greeting as MAIL does, with the extensions that it uses. */
    Response ofMail(SMTPSession session, String sender, Set<Extension> some, Supplier<Response> command) {
        Policy policy = ConnectionState.policy(session);
        if (!policy.mailAsksOutside(some)) {
            return command.get();
        }
        SessionFacts facts = factsReader.atMail(session, sender);
        return answered(session, command, outside -> {
            SessionFacts asking = outside.askedBy(facts);
            policy.mail(asking, Trace.NONE);
            policy.uses(some, asking, Trace.NONE);
        });
    }

    /** Those of another command that uses extensions. */
    Response ofUse(SMTPSession session, Set<Extension> some, Supplier<Response> command) {
        Policy policy = ConnectionState.policy(session);
        if (!policy.usesAskOutside(some)) {
            return command.get();
        }
        SessionFacts facts = factsReader.atMail(session);
        return answered(session, command, outside -> policy.uses(some, outside.askedBy(facts), Trace.NONE));
    }

    /** The facts with the answers of the command that runs, if its rules asked for any. */
    static SessionFacts withAnswers(SMTPSession session, SessionFacts facts) {
        return session.getAttachment(ANSWERS, State.Connection)
                .map(answers -> answers.askedBy(facts))
                .orElse(facts);
    }

    private Response answered(SMTPSession session, Supplier<Response> command, Consumer<OutsideAnswers> rules) {
        return new Asking(session, command, rules).goOn();
    }

    /** One command on its way to its answers. Runs where handlers run. */
    private final class Asking {

        private final SMTPSession session;
        private final Supplier<Response> command;
        private final Consumer<OutsideAnswers> rules;
        private final OutsideAnswers answers = new OutsideAnswers();

        private Asking(SMTPSession session, Supplier<Response> command, Consumer<OutsideAnswers> rules) {
            this.session = session;
            this.command = command;
            this.rules = rules;
        }

        private Response goOn() {
            Optional<OutsideAnswers.Open> open;
            try {
                open = answers.openAfter(rules);
            } catch (RuntimeException | LinkageError | StackOverflowError bug) {
                // To James it would be the end of the connection.
                LOGGER.error("session {}: rules cannot be evaluated", session.getSessionID(), bug);
                return Replies.response(
                        Policy.temporaryFailure("a bug, see the log").reply());
            }
            return open.map(this::ask).orElseGet(this::run);
        }

        private Response ask(OutsideAnswers.Open open) {
            Duration timeMax = ConnectionState.policy(session).questionTimeMax();
            Gate.Kind kind = open.isForNameServers() ? Gate.Kind.NAMES : Gate.Kind.REPOSITORIES;
            return gate.later(
                    session,
                    new Gate.Errand<>(kind, open, timeMax, () -> open.ask(james)),
                    found -> {
                        answers.put(open, found);
                        return goOn();
                    },
                    () -> {
                        answers.putNone(open, timeMax);
                        return goOn();
                    });
        }

        private Response run() {
            session.setAttachment(ANSWERS, answers, State.Connection);
            try {
                return command.get();
            } finally {
                session.removeAttachment(ANSWERS, State.Connection);
            }
        }
    }
}
