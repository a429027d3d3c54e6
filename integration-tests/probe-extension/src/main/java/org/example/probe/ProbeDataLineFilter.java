package org.example.probe;

import java.nio.charset.StandardCharsets;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;

/**
 * Counts the lines of messages, the final dot among them, as a filter does that takes each call for a line. A line of the
 * header asks it for more: {@code X-Probe: refuse}, {@code X-Probe: disconnect} or {@code X-Probe: throw}.
 */
public final class ProbeDataLineFilter implements DataLineFilter {

    @Override
    public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        Marks.filtered(session, isLine(line));
        return switch (new String(line, StandardCharsets.US_ASCII).strip()) {
            case "X-Probe: refuse" -> new SMTPResponse("554", "5.7.1 refused as asked");
            case "X-Probe: disconnect" -> disconnect();
            case "X-Probe: throw" -> throw new IllegalStateException("the probe throws");
            default -> next.onLine(session, line);
        };
    }

    private static Response disconnect() {
        SMTPResponse last = new SMTPResponse("421", "4.7.0 refused as asked, closing the connection");
        last.setEndSession(true);
        return last;
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
