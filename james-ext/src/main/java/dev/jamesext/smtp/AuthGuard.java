package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.AuthArgument;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * Stands before whoever carries out AUTH, and lets it only where it is announced to the session (decision 41): James's own
 * handler asks neither for that nor for a greeting. What is let through becomes an {@link AuthExchange}.
 */
final class AuthGuard {

    private static final Reply NOT_OFFERED = Reply.of(503, "5.5.1", "AUTH is not offered here");

    /** RFC 4954 6. */
    private static final Reply TLS_FIRST = Reply.of(538, "5.7.11", "AUTH needs TLS: say STARTTLS first");

    private static final Reply EHLO_FIRST = Reply.of(503, "5.5.1", "Say EHLO first");
    private static final Reply IN_TRANSACTION = Reply.of(503, "5.5.1", "No AUTH inside a mail transaction");
    private static final Reply UNKNOWN_MECHANISM = Reply.of(504, "5.5.4", "There is no such mechanism");

    private final SessionFactsReader factsReader;
    private final OutsideQuestions questions;
    private final FailedLogins failures;

    @Inject
    AuthGuard(SessionFactsReader factsReader, OutsideQuestions questions, FailedLogins failures) {
        this.factsReader = factsReader;
        this.questions = questions;
        this.failures = failures;
    }

    /**
     * The reply to AUTH, now or later.
     *
     * @param announced whether EHLO would show AUTH to this session
     * @param handlers the chain's handlers of AUTH
     */
    Response answer(
            SMTPSession session,
            Request request,
            boolean announced,
            BiFunction<SMTPSession, Request, Response> handlers) {
        if (!announced) {
            return Replies.response(wantsOnlyTls(session) ? TLS_FIRST : NOT_OFFERED);
        }
        Optional<String> greeting = ConnectionState.heloName(session);
        if (greeting.isPresent()) {
            // HELO announces nothing (RFC 4954 3), and no parameter may follow it either (decision 24).
            return ConnectionState.isExtended(session)
                    ? greeted(session, request, handlers)
                    : Replies.response(EHLO_FIRST);
        }
        return questions.ofMail(session, "", Set.of(), () -> ungreeted(session, request, handlers));
    }

    /** Whether AUTH would be announced to the same client inside TLS. */
    private static boolean wantsOnlyTls(SMTPSession session) {
        return !session.isTLSStarted()
                && session.getConfiguration()
                        .isAuthAnnounced(session.getRemoteAddress().getAddress().getHostAddress(), true);
    }

    private Response ungreeted(
            SMTPSession session, Request request, BiFunction<SMTPSession, Request, Response> handlers) {
        Decision decision = ConnectionState.policy(session).mail(factsReader.atMail(session, ""), Trace.NONE);
        return decision.refusal().<Response>map(Replies::response).orElseGet(() -> greeted(session, request, handlers));
    }

    private Response greeted(
            SMTPSession session, Request request, BiFunction<SMTPSession, Request, Response> handlers) {
        if (session.getUsername() != null || request.getArgument() == null) {
            return handlers.apply(session, request);
        }
        if (session.getAttachment(SMTPSession.SENDER, State.Transaction).isPresent()) {
            return Replies.response(IN_TRANSACTION);
        }
        Optional<AuthArgument> argument = AuthArgument.of(request.getArgument());
        return argument.isEmpty()
                ? Replies.response(UNKNOWN_MECHANISM)
                : new AuthExchange(session, argument.get().mechanism(), failures)
                        .begin(argument.get().initialResponse(), view -> handlers.apply(view, request));
    }
}
