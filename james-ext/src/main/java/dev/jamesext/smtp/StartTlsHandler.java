package dev.jamesext.smtp;

import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.StartTlsResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;

/**
 * STARTTLS: James's own, and then the greeting is forgotten (RFC 3207 4.2). James itself resets the transaction once the
 * 220 is written; the name and the command it came with survive there, so that MAIL would pass without a new EHLO.
 */
public final class StartTlsHandler extends StartTlsCmdHandler {

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        Response response = super.onCommand(session, request);
        if (response instanceof StartTlsResponse) {
            ConnectionState.forgetGreeting(session);
        }
        return response;
    }
}
