package org.example.probe;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;

/** Counts the lines of messages, the final dot among them, as a filter does that takes each call for a line. */
public final class ProbeDataLineFilter implements DataLineFilter {

    @Override
    public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        Marks.filtered(session, isLine(line));
        return next.onLine(session, line);
    }

    private static boolean isLine(byte[] octets) {
        for (int i = 0; i < octets.length - 1; i++) {
            if (octets[i] == '\n') {
                return false;
            }
        }
        return octets.length >= 2 && octets[octets.length - 1] == '\n' && octets[octets.length - 2] == '\r';
    }
}
