package dev.jamesext.smtp;

import dev.jamesext.policy.Reply;
import java.util.Collection;
import java.util.Set;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/** VRFY while it is off, which it always is in this version: neither yes nor no (RFC 5321 3.5.3, decision 23). */
public final class VrfyHandler implements CommandHandler<SMTPSession> {

    private static final Reply OFF = Reply.of(252, "2.5.1", "Cannot verify, send a message to find out");

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        return Replies.response(OFF);
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("VRFY");
    }
}
