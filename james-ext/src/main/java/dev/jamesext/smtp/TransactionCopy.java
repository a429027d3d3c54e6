package dev.jamesext.smtp;

import java.util.HashMap;
import java.util.Map;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * The attachments of a transaction, taken out of the session while a greeting is decided and put back when it is refused.
 *
 * <p>Taken out, and not only copied: James's hooks see an empty transaction, as they do with James's own handlers, and
 * whatever stands in it afterwards is theirs. Comparing with a copy could not tell that: the hook that leaves the verdict
 * "suspicious" at a repeated EHLO leaves what was there already.
 */
final class TransactionCopy {

    private final Map<AttachmentKey<?>, Object> attachments;

    private TransactionCopy(Map<AttachmentKey<?>, Object> attachments) {
        this.attachments = attachments;
    }

    /** A copy; the transaction stays as it is. */
    static TransactionCopy of(SMTPSession session) {
        return new TransactionCopy(new HashMap<>(live(session)));
    }

    /** Leaves the transaction empty. The message in progress is not touched: James drops it in {@code resetState} alone. */
    static TransactionCopy take(SMTPSession session) {
        TransactionCopy taken = of(session);
        live(session).clear();
        return taken;
    }

    /** Makes the transaction what it was. */
    void putBack(SMTPSession session) {
        live(session).clear();
        live(session).putAll(attachments);
    }

    /**
     * Ends the transaction that was taken as RSET does, yet keeps what was attached since: James's HELO hooks leave
     * verdicts in the transaction for MAIL and RCPT to read.
     */
    static void end(SMTPSession session) {
        Map<AttachmentKey<?>, Object> added = new HashMap<>(live(session));
        session.resetState();
        live(session).putAll(added);
    }

    /** The live map. Deprecated in James in favour of single keys, which cannot be listed: there is no other way to copy. */
    @SuppressWarnings("deprecation")
    private static Map<AttachmentKey<?>, Object> live(SMTPSession session) {
        return session.getState();
    }
}
