package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.fastfail.AbstractValidRcptHandler;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.apache.james.smtpserver.JamesRcptCmdHandler;

/**
 * RCPT: James's own, except that parameters belong to extensions, and extensions need an EHLO (decisions 23 and 24); that the
 * postmaster needs no mailbox (RFC 5321 4.5.1); and that the text of the recipients stays short.
 */
public final class RcptHandler extends JamesRcptCmdHandler {

    private static final Reply CHUNKS_BEGUN =
            Reply.of(503, "5.5.1", "The message has begun; recipients come before BDAT");
    private static final String POSTMASTER = "postmaster";

    private final SessionFactsReader factsReader;
    private final Grants grants;
    private final EnvelopeExtensions extensions;
    private final OutsideQuestions questions;

    @Inject
    public RcptHandler(
            MetricFactory metricFactory,
            DomainList domainList,
            SessionFactsReader factsReader,
            Grants grants,
            EnvelopeExtensions extensions,
            OutsideQuestions questions) {
        super(metricFactory, domainList);
        this.factsReader = factsReader;
        this.grants = grants;
        this.extensions = extensions;
        this.questions = questions;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        if (ChunkedMessage.of(session).isPresent()) {
            return Replies.response(CHUNKS_BEGUN);
        }
        SmtpUtf8Extension.Path path = SmtpUtf8Extension.ofRcpt(
                session,
                PathArgument.of(Optional.ofNullable(request.getArgument()).orElse("")));
        return path instanceof SmtpUtf8Extension.Path.Ascii ascii
                ? answer(session, ascii.argument())
                : Replies.response(((SmtpUtf8Extension.Path.Refused) path).reply());
    }

    private Response answer(SMTPSession session, PathArgument argument) {
        EnvelopeParameters parameters = EnvelopeParameters.of(
                EnvelopeCommand.RCPT, extensions.under(ConnectionState.policy(session)), argument);
        return questions.ofUse(session, parameters.extensions(), () -> judged(session, parameters));
    }

    private Response judged(SMTPSession session, EnvelopeParameters parameters) {
        Offering offering = grants.some(session, parameters.extensions(), factsReader.atMail(session));
        return parameters
                .judge(session, offering, this::othersKeywords)
                .answer(stock -> super.onCommand(session, new BaseRequest("RCPT", stock)));
    }

    /**
     * James completes an address without a domain, yet its check for users knows no postmaster, whom the mailet
     * {@code PostmasterAlias} finds later. Where LMTP puts a message into a mailbox itself there is no mailet that could.
     */
    @Override
    protected HookResult callHook(RcptHook hook, SMTPSession session, String parameters) {
        boolean checksForUsers = hook instanceof AbstractValidRcptHandler;
        return checksForUsers && ConnectionState.protocol(session).hasMailets() && isForPostmaster(session)
                ? HookResult.DECLINED
                : super.callHook(hook, session, parameters);
    }

    private static boolean isForPostmaster(SMTPSession session) {
        return session.getAttachment(CURRENT_RECIPIENT, State.Transaction)
                .filter(recipient -> recipient.getLocalPart().equalsIgnoreCase(POSTMASTER))
                .isPresent();
    }

    @Override
    protected Response doCoreCmd(SMTPSession session, String command, String parameters) {
        if (session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).isEmpty()) {
            session.setAttachment(SMTPSession.RCPT_LIST, new TransactionRecipients(), State.Transaction);
        }
        return super.doCoreCmd(session, command, parameters);
    }

    private Set<String> othersKeywords() {
        return getHooks().stream()
                .flatMap(hook -> hook.supportedParameters().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
