package dev.jamesext.smtp;

import dev.jamesext.policy.Reply;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;

/** Our replies as James's responses. */
final class Replies {

    private Replies() {}

    /** Every line carries the enhanced code (RFC 2034 4); a 421 ends the session. */
    static Response response(Reply reply) {
        SMTPResponse response = ofLines(reply);
        response.setEndSession(reply.closes());
        return response;
    }

    private static SMTPResponse ofLines(Reply reply) {
        List<String> lines = reply.lines().stream()
                .map(line -> reply.enhanced() + " " + line)
                .toList();
        SMTPResponse response = new SMTPResponse(Integer.toString(reply.code()), lines.get(0));
        lines.subList(1, lines.size()).forEach(response::appendLine);
        return response;
    }

    /** The same, as the last word: the connection is closed behind it. */
    static Response closing(Reply reply) {
        SMTPResponse response = ofLines(reply);
        response.setEndSession(true);
        return response;
    }
}
