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
        List<String> lines = reply.lines().stream()
                .map(line -> reply.enhanced() + " " + line)
                .toList();
        SMTPResponse response = new SMTPResponse(Integer.toString(reply.code()), lines.get(0));
        lines.subList(1, lines.size()).forEach(response::appendLine);
        response.setEndSession(reply.closes());
        return response;
    }

    /**
     * A response that writes nothing. It has a code, because James's statistics read its first character, and no lines;
     * null would end the connection (spec: James's JMX handlers do not survive it).
     */
    static Response silent() {
        return Silent.INSTANCE;
    }

    private enum Silent implements Response {
        INSTANCE;

        @Override
        public String getRetCode() {
            return "250";
        }

        @Override
        public List<CharSequence> getLines() {
            return List.of();
        }

        @Override
        public boolean isEndSession() {
            return false;
        }
    }
}
