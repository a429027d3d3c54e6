package dev.jamesext.smtp;

import dev.jamesext.chunking.Silence;
import java.util.Collections;
import java.util.List;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.LMTPMultiResponse;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * Replies to a message as a whole. On LMTP there is one for each recipient that was accepted, in their order (RFC 2033 4.2),
 * and to BDAT LAST without a recipient none at all (RFC 2033 4.3): a client that pipelines counts them.
 */
final class RecipientReplies {

    private RecipientReplies() {}

    /** What is to be written of a reply that concerns all recipients. To be asked before the transaction is over. */
    static Response of(SMTPSession session, Response response) {
        if (!ConnectionState.protocol(session).isLmtp() || response instanceof LMTPMultiResponse) {
            return response;
        }
        int recipients = session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction)
                .map(List::size)
                .orElse(0);
        return recipients == 0 ? Silence.RESPONSE : LMTPMultiResponse.of(Collections.nCopies(recipients, response));
    }
}
