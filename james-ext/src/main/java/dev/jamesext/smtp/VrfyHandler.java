package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.AddressBook;
import java.util.Collection;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;

/** VRFY (RFC 5321 3.5): whether mail for an address would be delivered. Where it goes from there is not told. */
public final class VrfyHandler implements CommandHandler<SMTPSession> {

    private final AddressQuestion question;
    private final CommandHandler<SMTPSession> james = new VrfyCmdHandler();

    @Inject
    public VrfyHandler(AddressQuestion question) {
        this.question = question;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        return ConnectionState.policy(session).leavesToJames(Extension.VRFY)
                ? james.onCommand(session, request)
                : question.answer(session, request, Extension.VRFY, VrfyHandler::find);
    }

    private static Response find(AddressBook book, MailAddress address) throws Exception {
        return Replies.response(
                book.isUser(address) || !book.members(address).isEmpty()
                        ? Reply.of(250, "2.1.5", "<" + address.asString() + ">")
                        : Reply.of(550, "5.1.1", "There is no such user here"));
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("VRFY");
    }
}
