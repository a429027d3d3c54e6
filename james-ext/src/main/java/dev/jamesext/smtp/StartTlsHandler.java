package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.StartTlsResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;

/**
 * STARTTLS: James's own, and then the greeting is forgotten (RFC 3207 4.2). James itself resets the transaction once the
 * 220 is written; the name and the command it came with survive there, so that MAIL would pass without a new EHLO.
 *
 * <p>What stands behind it in clear text may have been put there by somebody else, to be taken for what the client said
 * inside TLS. It is not looked at: the connection ends.
 */
public final class StartTlsHandler extends StartTlsCmdHandler {

    private static final Reply PIPELINED =
            Reply.of(554, "5.5.1", "Nothing may follow STARTTLS before its reply, closing the connection");

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        Response response = super.onCommand(session, request);
        if (!(response instanceof StartTlsResponse)) {
            return response;
        }
        Optional<FramedConnection> connection = FramedConnection.of(session);
        if (connection.filter(FramedConnection::holdsMore).isPresent()) {
            return Replies.closing(PIPELINED);
        }
        connection.ifPresent(FramedConnection::expectTls);
        ConnectionState.forgetGreeting(session);
        return response;
    }
}
