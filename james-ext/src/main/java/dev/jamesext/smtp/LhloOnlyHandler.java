package dev.jamesext.smtp;

import dev.jamesext.policy.Reply;
import java.util.Collection;
import java.util.Set;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * EHLO and HELO on LMTP, where neither may be accepted (RFC 2033 4.1): the client has taken us for an SMTP server and would
 * not know what to do with a reply for each recipient. Counts as a refused greeting (decision 36).
 */
public final class LhloOnlyHandler implements CommandHandler<SMTPSession> {

    private static final Reply SAY_LHLO = Reply.of(500, "5.5.1", "This is LMTP, say LHLO");

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        return RefusedGreetings.count(session, Replies.response(SAY_LHLO));
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("EHLO", "HELO");
    }
}
