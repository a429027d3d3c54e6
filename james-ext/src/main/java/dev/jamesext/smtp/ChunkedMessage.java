package dev.jamesext.smtp;

import dev.jamesext.chunking.MessageIntake;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * The message that comes by BDAT in the current transaction. It ends with the transaction, whatever ends that: RSET, an
 * accepted EHLO, the last chunk, the connection.
 */
final class ChunkedMessage {

    private static final AttachmentKey<ChunkedMessage> KEY =
            AttachmentKey.of("james-ext.chunked-message", ChunkedMessage.class);

    private @Nullable MessageIntake intake;

    private ChunkedMessage(@Nullable MessageIntake intake) {
        this.intake = intake;
    }

    /** The message whose chunks have begun, spoilt or not. */
    static Optional<ChunkedMessage> of(SMTPSession session) {
        return session.getAttachment(KEY, State.Transaction);
    }

    static void begin(SMTPSession session, MessageIntake intake) {
        session.setAttachment(KEY, new ChunkedMessage(intake), State.Transaction);
    }

    /** A chunk was refused: no later one may make the message look whole. Outside a transaction there is none to spoil. */
    static void spoil(SMTPSession session) {
        if (session.getAttachment(SMTPSession.SENDER, State.Transaction).isPresent()) {
            session.setAttachment(KEY, new ChunkedMessage(null), State.Transaction);
        }
    }

    /** What takes the message; empty when it is spoilt. */
    Optional<MessageIntake> intake() {
        return Optional.ofNullable(intake);
    }
}
