package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Reply;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesRcptCmdHandler;
import org.jspecify.annotations.Nullable;

/** RCPT: James's own, except that extensions need an EHLO (decision 24). */
public final class RcptHandler extends JamesRcptCmdHandler {

    private static final Reply CHUNKS_BEGUN =
            Reply.of(503, "5.5.1", "The message has begun; recipients come before BDAT");

    @Inject
    public RcptHandler(MetricFactory metricFactory, DomainList domainList) {
        super(metricFactory, domainList);
    }

    @Override
    protected @Nullable Response doFilterChecks(SMTPSession session, String command, @Nullable String argument) {
        if (ChunkedMessage.of(session).isPresent()) {
            return Replies.response(CHUNKS_BEGUN);
        }
        Response refusal = ExtendedParameters.refusal(session, argument);
        return refusal == null ? super.doFilterChecks(session, command, argument) : refusal;
    }
}
