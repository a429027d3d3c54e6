package dev.jamesext.smtp;

import java.util.HashMap;
import java.util.Map;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.smtp.SMTPSession;

/** The attachments of a transaction as they were, to be put back when a greeting is refused. */
final class TransactionCopy {

    private final Map<AttachmentKey<?>, Object> attachments;

    private TransactionCopy(Map<AttachmentKey<?>, Object> attachments) {
        this.attachments = attachments;
    }

    static TransactionCopy of(SMTPSession session) {
        return new TransactionCopy(new HashMap<>(live(session)));
    }

    /** Makes the transaction what it was. */
    void putBack(SMTPSession session) {
        live(session).clear();
        live(session).putAll(attachments);
    }

    /**
     * Resets the session as RSET does, yet keeps what was attached since the copy: James's HELO hooks leave verdicts in
     * the transaction for MAIL and RCPT to read.
     */
    void resetAllBefore(SMTPSession session) {
        Map<AttachmentKey<?>, Object> added = new HashMap<>(live(session));
        added.entrySet().removeAll(attachments.entrySet());
        session.resetState();
        live(session).putAll(added);
    }

    /** The live map. Deprecated in James in favour of single keys, which cannot be listed: there is no other way to copy. */
    @SuppressWarnings("deprecation")
    private static Map<AttachmentKey<?>, Object> live(SMTPSession session) {
        return session.getState();
    }
}
