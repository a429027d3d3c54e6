package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import java.util.stream.Stream;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesMailCmdHandler;
import org.jspecify.annotations.Nullable;

/** MAIL: whether EHLO must come first is the policy's to say, and extensions need an EHLO (decision 24). */
public final class MailHandler extends JamesMailCmdHandler {

    private static final Reply NO_BINARY = Reply.of(501, "5.5.4", "BINARYMIME is not offered");

    private final SessionFactsReader factsReader;

    @Inject
    public MailHandler(MetricFactory metricFactory, DomainList domainList, SessionFactsReader factsReader) {
        super(metricFactory, domainList);
        this.factsReader = factsReader;
    }

    /** A MAIL that is refused changes nothing (RFC 5321 4.1.4); James itself would take the sender from the transaction. */
    @Override
    public Response onCommand(SMTPSession session, Request request) {
        TransactionCopy before = TransactionCopy.of(session);
        boolean accepted = false;
        try {
            Response response = super.onCommand(session, request);
            accepted = response.getRetCode().equals(SMTPRetCode.MAIL_OK);
            return response;
        } finally {
            if (!accepted) {
                before.putBack(session);
            }
        }
    }

    @Override
    protected @Nullable Response doFilterChecks(SMTPSession session, String command, @Nullable String argument) {
        Decision decision = ConnectionState.policy(session).mail(factsReader.atMail(session), Trace.NONE);
        Response refusal = decision.refusal().map(Replies::response).orElse(null);
        if (refusal == null) {
            refusal = ExtendedParameters.refusal(session, argument);
        }
        if (refusal == null && asksForBinary(argument)) {
            refusal = Replies.response(NO_BINARY);
        }
        return refusal == null ? checkAsGreeted(session, command, argument) : refusal;
    }

    private static boolean asksForBinary(@Nullable String argument) {
        return argument != null
                && Stream.of(PathArgument.of(argument).parameters().split(" +"))
                        .anyMatch("BODY=BINARYMIME"::equalsIgnoreCase);
    }

    /**
     * James asks for EHLO on its own too. Where the policy does not, it is told for the length of the check that there
     * was a HELO.
     */
    private @Nullable Response checkAsGreeted(SMTPSession session, String command, @Nullable String argument) {
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
}
