package dev.jamesext.smtp;

import dev.jamesext.chunking.MessageIntake;
import dev.jamesext.chunking.MessageIntake.LineEnds;
import dev.jamesext.chunking.MessageIntake.Terms;
import dev.jamesext.policy.BareLf;
import dev.jamesext.policy.Policy;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a message begins and ends in James's session, whether it comes by DATA or by BDAT. */
final class Reception {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reception.class);

    /** James's own switch against SMTP smuggling: a CR or an LF alone is refused unless it is off. */
    private static final boolean BARE_LINE_ENDS_REFUSED =
            System.getProperty("james.prevent.smtp.smuggling", "true").equals("true");

    private Reception() {}

    /**
     * The content of DATA. A bare CR is refused as a bare LF is: James's parser takes both for the end of a line, and what it
     * sends on has a CRLF in their place.
     */
    static MessageIntake ofData(SMTPSession session, LineHandler<SMTPSession> chain, BareLf bareLf) {
        return begin(session, chain, lineEnds(bareLf, BARE_LINE_ENDS_REFUSED ? LineEnds.STRICT : LineEnds.KEPT));
    }

    /** The content of chunks. Whoever has bare CRs or LFs to send must say so, with BINARYMIME (decision 31). */
    static MessageIntake ofChunks(SMTPSession session, LineHandler<SMTPSession> chain, BareLf bareLf) {
        return begin(session, chain, lineEnds(bareLf, LineEnds.STRICT));
    }

    private static LineEnds lineEnds(BareLf bareLf, LineEnds refused) {
        return switch (bareLf) {
            case REFUSE -> refused;
            case NORMALIZE -> LineEnds.LF_TO_CRLF;
        };
    }

    private static MessageIntake begin(SMTPSession session, LineHandler<SMTPSession> chain, LineEnds lineEnds) {
        MimeMessageInputStreamSource store = MimeMessageInputStreamSource.create(MailImpl.getId());
        ((ExtendedSMTPSession) session).setMimeMessageInputStreamSource(store);
        Policy policy = ConnectionState.policy(session);
        Terms terms = new Terms(
                session.getConfiguration().getMaxMessageSize(),
                policy.headerOctetsMax(),
                policy.headerFieldsMax(),
                policy.lineOctetsMax(),
                policy.lineByLine(),
                lineEnds);
        return new MessageIntake(session, chain, terms, () -> LifecycleUtil.dispose(store));
    }

    /**
     * Ends a message: the reply to it, or on LMTP the replies. The transaction is over then, accepted or not; James's chain
     * forgets that where the message does not reach its hooks.
     */
    static Response end(SMTPSession session, MessageIntake intake) {
        Response response = intake.finish();
        if (!response.getRetCode().startsWith("2")) {
            LOGGER.info(
                    "session {}: a message of {} octets is refused: {}",
                    session.getSessionID(),
                    intake.octets(),
                    TraceLog.oneLine(response.getLines().toString()));
        }
        Response replies = RecipientReplies.of(session, response);
        if (session.getAttachment(SMTPSession.SENDER, State.Transaction).isPresent()) {
            session.resetState();
        }
        return replies;
    }
}
