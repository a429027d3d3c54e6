package dev.jamesext.smtp;

import dev.jamesext.policy.Reply;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;

/** Our replies as James's responses. */
final class Replies {

    private static final int CODE_AND_BLANK_CHARS = "250 ".length();

    private Replies() {}

    /** Every line carries the enhanced code (RFC 2034 4); a 421 ends the session. */
    static SMTPResponse response(Reply reply) {
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

    /** A reply of James's with one more line; its enhanced code, if it has one, comes with the text. */
    static Response withLine(Response response, String text) {
        List<String> texts = response.getLines().stream()
                .map(line -> line.toString().substring(CODE_AND_BLANK_CHARS))
                .toList();
        SMTPResponse longer = new SMTPResponse(response.getRetCode(), texts.get(0));
        texts.subList(1, texts.size()).forEach(longer::appendLine);
        longer.appendLine(text);
        longer.setEndSession(response.isEndSession());
        return longer;
    }

    /** The same, as the last word: the connection is closed behind it. */
    static Response closing(Reply reply) {
        SMTPResponse response = ofLines(reply);
        response.setEndSession(true);
        return response;
    }
}
