package dev.jamesext.smtp;

import dev.jamesext.policy.Reply;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;

/** Counts the refused EHLO, HELO and LHLO commands of a connection, whoever refused them (decision 36). */
final class RefusedGreetings {

    private static final AttachmentKey<Integer> COUNT = AttachmentKey.of("james-ext.refused-ehlos", Integer.class);

    private static final Reply TOO_MANY = Reply.of(421, "4.7.0", "Too many refused greetings, closing the connection");

    private RefusedGreetings() {}

    /** Counts a refusal; the one that reaches the limit of the policy is answered 421 and ends the connection. */
    static Response count(SMTPSession session, Response refusal) {
        int count = session.getAttachment(COUNT, State.Connection).orElse(0) + 1;
        session.setAttachment(COUNT, count, State.Connection);
        return count >= ConnectionState.policy(session).refusedEhloMax() ? Replies.response(TOO_MANY) : refusal;
    }
}
