package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.policy.Reply;
import java.util.List;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.fastfail.MaxUnknownCmdHandler;

/**
 * Counts the lines of a connection that are no command: unknown or malformed, with a control character, ended by a bare LF,
 * too long. Where the operator has James's own limit in the chain, that one counts and not this.
 */
final class BadCommands {

    private static final AttachmentKey<Integer> COUNT = AttachmentKey.of("james-ext.bad-commands", Integer.class);

    private static final Reply TOO_MANY =
            Reply.of(421, "4.7.0", "Too many lines that are no command, closing the connection");

    private BadCommands() {}

    /** James's own limit, as a handler asks for it. */
    static Class<?> othersLimit() {
        return MaxUnknownCmdHandler.class;
    }

    /**
     * Begins to count on a connection.
     *
     * @param others the handlers of {@link #othersLimit} in its chain
     */
    static void begin(SMTPSession session, List<?> others) {
        if (others.isEmpty()) {
            session.setAttachment(COUNT, 0, State.Connection);
            FramedConnection.of(session)
                    .ifPresent(connection -> connection.onLongLineAnswered(refusal -> count(session, refusal)));
        }
    }

    /** Counts a refusal; the one that reaches the limit of the policy is answered 421 and ends the connection. */
    static Response count(SMTPSession session, Response refusal) {
        return session.getAttachment(COUNT, State.Connection)
                .map(before -> count(session, refusal, before + 1))
                .orElse(refusal);
    }

    private static Response count(SMTPSession session, Response refusal, int count) {
        session.setAttachment(COUNT, count, State.Connection);
        boolean last = count >= ConnectionState.policy(session).badCommandsMax() && !refusal.isEndSession();
        return last ? Replies.response(TOO_MANY) : refusal;
    }
}
