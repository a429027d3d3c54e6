package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Gate;
import dev.jamesext.esmtp.VrfyArgument;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.runtime.AddressBook;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What VRFY and EXPN have in common (RFC 5321 3.5): whether the client has to greet first, whether the policy lets it ask, how
 * often, about whom, and that the answer may take time. One that may not ask hears neither yes nor no (decision 23).
 */
final class AddressQuestion {

    private static final Logger LOGGER = LoggerFactory.getLogger(AddressQuestion.class);

    private static final Reply NEITHER = Reply.of(252, "2.5.1", "Cannot verify, send a message to find out");
    private static final Reply NOBODY = Reply.of(501, "5.5.4", "Say whom: a user or an address");

    private final GreetFirst greetFirst;
    private final Grants grants;
    private final Gate gate;
    private final AddressBook book;
    private final AskedLately asked;

    @Inject
    AddressQuestion(GreetFirst greetFirst, Grants grants, Gate gate, AddressBook book, AskedLately asked) {
        this.greetFirst = greetFirst;
        this.grants = grants;
        this.gate = gate;
        this.book = book;
        this.asked = asked;
    }

    /** Finds an answer about an address of a local domain; runs on a thread of ours. */
    interface Finder {
        Response find(AddressBook book, MailAddress address) throws Exception;
    }

    /** The reply to the command, now or later. */
    Response answer(SMTPSession session, Request request, Extension extension, Finder finder) {
        Optional<VrfyArgument> argument =
                VrfyArgument.of(Optional.ofNullable(request.getArgument()).orElse(""));
        if (argument.isEmpty()) {
            return Replies.response(NOBODY);
        }
        return greetFirst.answer(
                session, Set.of(extension), facts -> granted(session, facts, argument.get(), extension, finder));
    }

    private Response granted(
            SMTPSession session, SessionFacts facts, VrfyArgument argument, Extension extension, Finder finder) {
        Policy policy = ConnectionState.policy(session);
        Offering offering = grants.some(session, Set.of(extension), facts);
        if (offering instanceof Offering.Unknown unknown) {
            return Replies.response(unknown.failure().reply());
        }
        if (!((Offering.Known) offering).offers().granted(extension) || !asked.mayAsk(session, policy.vrfyLimit())) {
            return Replies.response(NEITHER);
        }
        String id = session.getSessionID();
        return gate.later(
                session,
                new Gate.Errand<>(
                        Gate.Kind.REPOSITORIES,
                        new Asked(extension, argument),
                        policy.questionTimeMax(),
                        () -> found(id, argument, finder)),
                answer -> answer);
    }

    /** All that an answer depends on. */
    private record Asked(Extension extension, VrfyArgument argument) {}

    private Response found(String sessionId, VrfyArgument argument, Finder finder) {
        try {
            String text = argument.isUser()
                    ? argument.text() + "@" + book.defaultDomain().asString()
                    : argument.text();
            Optional<MailAddress> address = Addresses.parse(text);
            if (address.isEmpty()) {
                return Replies.response(NOBODY);
            }
            return book.isLocal(address.get().getDomain())
                    ? finder.find(book, address.get())
                    : Replies.response(NEITHER);
        } catch (Exception e) { // Each of James's repositories has exceptions of its own.
            LOGGER.warn("session {}: whether there is such an address cannot be found out", sessionId, e);
            return Replies.response(
                    Policy.temporaryFailure("the address book does not answer").reply());
        }
    }
}
