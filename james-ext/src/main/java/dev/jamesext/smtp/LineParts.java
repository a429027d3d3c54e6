package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.policy.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the parts of a line of a message that is handed on before its end has come. It stands directly before James's own
 * handler at the end of the chain, so that all filters have seen them: that one takes an array that does not end in CRLF for
 * an attack, and one of three octets that begins with a dot for the end of the message. Where the framing is ours such an
 * array can only be a part; where it is not, James judges as it does.
 */
public final class LineParts implements DataLineFilter {

    private static final Logger LOGGER = LoggerFactory.getLogger(LineParts.class);

    private static final Reply NOT_STORED =
            Reply.of(452, "4.3.1", "Cannot store the message now, please try again later");

    /** An entry of a list of James's handlers, with ours before it where it stores the message, on SMTP or on LMTP. */
    static Stream<String> before(String handler) {
        return storesMessages(handler) ? Stream.of(LineParts.class.getName(), handler) : Stream.of(handler);
    }

    private static boolean storesMessages(String handler) {
        try {
            Class<?> type = Class.forName(handler, false, LineParts.class.getClassLoader());
            return DataLineJamesMessageHookHandler.class.isAssignableFrom(type);
        } catch (ClassNotFoundException absent) {
            // James says so itself when it makes its chain.
            return false;
        }
    }

    @Override
    public @Nullable Response onLine(SMTPSession session, byte[] lines, LineHandler<SMTPSession> next) {
        return endsInCrlf(lines) || FramedConnection.of(session).isEmpty()
                ? next.onLine(session, lines)
                : store(session, lines);
    }

    private static @Nullable Response store(SMTPSession session, byte[] part) {
        int stuffed = part.length > 1 && part[0] == '.' && part[1] == '.' ? 1 : 0;
        try {
            OutputStream out =
                    ((ExtendedSMTPSession) session).getMimeMessageWriter().getWritableOutputStream();
            out.write(part, stuffed, part.length - stuffed);
            return null;
        } catch (IOException full) {
            LOGGER.error("session {}: a message could not be stored", session.getSessionID(), full);
            return Replies.response(NOT_STORED);
        }
    }

    private static boolean endsInCrlf(byte[] lines) {
        int length = lines.length;
        return length >= 2 && lines[length - 2] == '\r' && lines[length - 1] == '\n';
    }
}
