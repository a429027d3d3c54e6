package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.AddressBook;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.ExpnCmdHandler;

/** EXPN (RFC 5321 3.5): where mail for a group, an alias or a user with forwards goes in the end, a line for each address. */
public final class ExpnHandler implements CommandHandler<SMTPSession> {

    /** Addresses that are told. A longer list is not told in part: that would look like the whole. */
    static final int MEMBERS_MAX = 1000;

    private static final Reply TOO_LONG = Reply.of(252, "2.5.1", "That list is too long to be told");
    private static final Reply NO_LIST = Reply.of(550, "5.1.1", "That is a user, and no mailing list");
    private static final Reply UNKNOWN = Reply.of(550, "5.1.1", "There is no such mailing list here");

    private final AddressQuestion question;
    private final CommandHandler<SMTPSession> james = new ExpnCmdHandler();

    @Inject
    public ExpnHandler(AddressQuestion question) {
        this.question = question;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        return ConnectionState.policy(session).leavesToJames(Extension.EXPN)
                ? james.onCommand(session, request)
                : question.answer(session, request, Extension.EXPN, ExpnHandler::find);
    }

    private static Response find(AddressBook book, MailAddress address) throws Exception {
        List<String> members = book.members(address);
        if (members.isEmpty()) {
            return Replies.response(book.isUser(address) ? NO_LIST : UNKNOWN);
        }
        return members.size() > MEMBERS_MAX ? Replies.response(TOO_LONG) : lines(members);
    }

    private static Response lines(List<String> members) {
        SMTPResponse response = new SMTPResponse("250", line(members.get(0)));
        members.subList(1, members.size()).forEach(member -> response.appendLine(line(member)));
        return response;
    }

    private static String line(String member) {
        return "2.1.5 <" + member + ">";
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("EXPN");
    }
}
