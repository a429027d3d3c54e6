package dev.jamesext.chunking;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * What James's filter chain, with ours in it, does with an array of lines, and what it counts on: the header comes a line at a
 * time, every array ends in CRLF unless it is a part of a line that is too long to be held, and one dot is taken away where an
 * array begins with two.
 */
final class JamesChain implements LineHandler<SMTPSession> {

    static final Response ACCEPTED = new SMTPResponse("250", "2.6.0 Message received").immutable();

    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final List<String> faults = new ArrayList<>();
    private int calls;
    private int parts;
    private boolean inHeader = true;
    private boolean ended;

    private int answersAtCall = -1;
    private @Nullable Response answer;

    /** A session that can only say its id. */
    static SMTPSession session() {
        return (SMTPSession) Proxy.newProxyInstance(
                JamesChain.class.getClassLoader(), new Class<?>[] {SMTPSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getSessionID")) {
                        return "session-of-a-test";
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Answers a call with something, or throws when the answer is null. */
    JamesChain answering(int call, @Nullable Response response) {
        answersAtCall = call;
        answer = response;
        return this;
    }

    @Override
    public @Nullable Response onLine(SMTPSession session, byte[] lines) {
        calls++;
        if (calls == answersAtCall) {
            if (answer == null) {
                throw new IllegalStateException("a filter with a bug");
            }
            return answer;
        }
        if (ended) {
            faults.add("called behind the end");
        }
        if (lines.length == 3 && lines[0] == '.') {
            ended = true;
            return ACCEPTED;
        }
        if (lines.length < 2 || lines[lines.length - 2] != '\r' || lines[lines.length - 1] != '\n') {
            parts++;
            if (inHeader || lines.length <= MessageIntake.HELD_LINE_OCTETS_MAX) {
                faults.add("an array that does not end in CRLF");
            }
        }
        boolean stuffed = lines.length > 1 && lines[0] == '.' && lines[1] == '.';
        if (lines[0] == '.' && !stuffed) {
            faults.add("a dot that is not stuffed");
        }
        String text = new String(lines, StandardCharsets.ISO_8859_1);
        if (inHeader && text.indexOf("\r\n") != text.length() - 2) {
            faults.add("a header of many lines at once");
        }
        inHeader &= !text.equals("\r\n");
        stored.write(lines, stuffed ? 1 : 0, lines.length - (stuffed ? 1 : 0));
        return null;
    }

    /** What it would have delivered; octets as characters. Empty while it has not ended. */
    String delivered() {
        return ended ? stored.toString(StandardCharsets.ISO_8859_1) : "";
    }

    int calls() {
        return calls;
    }

    /** How many of the calls were about a part of a line. */
    int parts() {
        return parts;
    }

    /** What was wrong with the calls. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
