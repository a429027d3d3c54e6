package dev.jamesext.smtp;

import dev.jamesext.chunking.MessageIntake;
import dev.jamesext.chunking.MessageIntake.Terms;
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

    /** James's own switch against SMTP smuggling: lines that end in a bare LF are refused unless it is off. */
    private static final boolean BARE_LF_REFUSED =
            System.getProperty("james.prevent.smtp.smuggling", "true").equals("true");

    private Reception() {}

    /** The content of DATA. A bare CR passes, as it does in James: it ends no line for anybody. */
    static MessageIntake ofData(SMTPSession session, LineHandler<SMTPSession> chain) {
        return begin(session, chain, true, !BARE_LF_REFUSED);
    }

    /** The content of chunks. Whoever has bare CRs or LFs to send must say so, with BINARYMIME (decision 31). */
    static MessageIntake ofChunks(SMTPSession session, LineHandler<SMTPSession> chain) {
        return begin(session, chain, false, false);
    }

    private static MessageIntake begin(
            SMTPSession session, LineHandler<SMTPSession> chain, boolean bareCr, boolean bareLf) {
        ((ExtendedSMTPSession) session)
                .setMimeMessageInputStreamSource(MimeMessageInputStreamSource.create(MailImpl.getId()));
        return new MessageIntake(
                session,
                chain,
                new Terms(
                        session.getConfiguration().getMaxMessageSize(),
                        ConnectionState.policy(session).lineByLine(),
                        bareCr,
                        bareLf));
    }

    /**
     * Ends a message: the reply to it, or on LMTP the replies. The transaction is over then, accepted or not; James's chain forgets that where the
     * message does not reach its hooks.
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
