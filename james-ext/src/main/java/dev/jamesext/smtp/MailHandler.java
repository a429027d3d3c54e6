package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.SessionFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.MailParametersHook;
import org.apache.james.smtpserver.JamesMailCmdHandler;
import org.jspecify.annotations.Nullable;

/**
 * MAIL: whether EHLO must come first is the policy's to say, parameters belong to extensions, and extensions need an EHLO
 * (decisions 23 and 24). The rest, the sender's address and the hooks of others, is James's own.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // James's own signatures.
public final class MailHandler extends JamesMailCmdHandler {

    private final Grants grants;
    private final EnvelopeExtensions extensions;
    private final GreetFirst greetFirst;
    private Set<String> othersKeywords = Set.of();

    @Inject
    public MailHandler(
            MetricFactory metricFactory,
            DomainList domainList,
            Grants grants,
            EnvelopeExtensions extensions,
            GreetFirst greetFirst) {
        super(metricFactory, domainList);
        this.grants = grants;
        this.extensions = extensions;
        this.greetFirst = greetFirst;
    }

    /** A MAIL that is refused changes nothing (RFC 5321 4.1.4); James itself would take the sender from the transaction. */
    @Override
    public Response onCommand(SMTPSession session, Request request) {
        SmtpUtf8Extension.Path path = SmtpUtf8Extension.ofMail(
                session,
                PathArgument.of(Optional.ofNullable(request.getArgument()).orElse("")));
        if (path instanceof SmtpUtf8Extension.Path.Refused refused) {
            return Replies.response(refused.reply());
        }
        PathArgument argument = ((SmtpUtf8Extension.Path.Ascii) path).argument();
        EnvelopeParameters parameters = EnvelopeParameters.of(
                EnvelopeCommand.MAIL, extensions.under(ConnectionState.policy(session)), argument);
        return greetFirst.answer(
                session, argument.address(), parameters.extensions(), facts -> begin(session, facts, parameters));
    }

    private Response begin(SMTPSession session, SessionFacts facts, EnvelopeParameters parameters) {
        TransactionCopy before = TransactionCopy.of(session);
        boolean accepted = false;
        try {
            Response response = answer(session, facts, parameters);
            accepted = response.getRetCode().equals(SMTPRetCode.MAIL_OK);
            return response;
        } finally {
            if (!accepted) {
                before.putBack(session);
            }
        }
    }

    private Response answer(SMTPSession session, SessionFacts facts, EnvelopeParameters parameters) {
        Offering offering = grants.some(session, parameters.extensions(), facts);
        return parameters
                .judge(session, offering, () -> othersKeywords)
                .answer(stock -> super.onCommand(session, new BaseRequest("MAIL", stock)));
    }

    /**
     * James asks for EHLO on its own too. Where the policy does not, it is told for the length of the check that there
     * was a HELO.
     */
    @Override
    protected @Nullable Response doFilterChecks(SMTPSession session, String command, @Nullable String argument) {
        if (session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection)
                .isPresent()) {
            return super.doFilterChecks(session, command, argument);
        }
        session.setAttachment(SMTPSession.CURRENT_HELO_MODE, "HELO", State.Connection);
        try {
            return super.doFilterChecks(session, command, argument);
        } finally {
            session.removeAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection);
        }
    }

    @Override
    public void wireExtensions(Class type, List handlers) {
        super.wireExtensions(type, handlers);
        if (type == MailParametersHook.class) {
            othersKeywords = ((List<MailParametersHook>) handlers)
                    .stream()
                            .flatMap(hook -> Arrays.stream(hook.getMailParamNames()))
                            .collect(Collectors.toUnmodifiableSet());
        }
    }
}
