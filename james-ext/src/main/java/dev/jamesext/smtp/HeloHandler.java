package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.EhloName;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;

/** HELO: the same policy as EHLO, one line, no extensions. */
public final class HeloHandler extends GreetingHandler {

    @Inject
    public HeloHandler(MetricFactory metricFactory, OutsideQuestions questions) {
        super("HELO", metricFactory, questions);
    }

    @Override
    Response welcome(SMTPSession session, EhloName name) {
        return new SMTPResponse(SMTPRetCode.MAIL_OK, greeting(session, name));
    }
}
