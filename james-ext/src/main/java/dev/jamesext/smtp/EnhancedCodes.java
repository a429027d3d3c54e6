package dev.jamesext.smtp;

import java.util.List;
import java.util.Map;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerResultHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * Gives replies of James's own command handlers the enhanced status code that ENHANCEDSTATUSCODES promises (RFC 2034 3): every
 * 2xx, 4xx and 5xx line has one, but for the banner and the replies to greetings. Replies that have theirs are left alone,
 * and so are commands of third parties, whose texts may be meant for programs.
 *
 * <p>James asks nobody about its replies to the lines that follow AUTH; {@link AuthExchange} does.
 */
public final class EnhancedCodes implements ProtocolHandlerResultHandler<Response, SMTPSession> {

    /** What a reply code says by itself (RFC 5248 2.4, RFC 4954 6); the others are X.0.0, which says nothing more. */
    private static final Map<String, String> BY_REPLY_CODE = Map.ofEntries(
            Map.entry("235", "2.7.0"),
            Map.entry("252", "2.5.0"),
            Map.entry("432", "4.7.12"),
            Map.entry("452", "4.3.1"),
            Map.entry("454", "4.7.0"),
            Map.entry("500", "5.5.2"),
            Map.entry("501", "5.5.4"),
            Map.entry("502", "5.5.1"),
            Map.entry("503", "5.5.1"),
            Map.entry("504", "5.5.4"),
            Map.entry("530", "5.7.0"),
            Map.entry("534", "5.7.9"),
            Map.entry("535", "5.7.8"),
            Map.entry("552", "5.3.4"),
            Map.entry("555", "5.5.4"));

    private static final String JAMES = "org.apache.james.";
    private static final int CODE_CHARS = 3;

    @Override
    public Response onResponse(
            ProtocolSession session, Response response, long executionTime, ProtocolHandler handler) {
        return handler instanceof CommandHandler ? completed(response, handler) : response;
    }

    /** The response of a handler, with enhanced codes where it lacks them and the handler is one of James's own. */
    static Response completed(Response response, ProtocolHandler handler) {
        String code = response.getRetCode();
        if (code.length() != CODE_CHARS || "245".indexOf(code.charAt(0)) < 0 || !isOfJames(handler)) {
            return response;
        }
        List<String> lines =
                response.getLines().stream().map(CharSequence::toString).toList();
        boolean complete = lines.stream().allMatch(line -> hasOne(line, code.charAt(0)));
        // On LMTP the replies for several recipients are one response, and not of one code.
        boolean ofOneCode = lines.stream().allMatch(line -> line.startsWith(code) && line.length() > CODE_CHARS);
        return complete || !ofOneCode ? response : withCode(response, lines);
    }

    /** What {@link UnknownHandler} says for itself is complete; it stands for James's, which says what the hooks say. */
    private static boolean isOfJames(ProtocolHandler handler) {
        return handler instanceof UnknownHandler || handler.getClass().getName().startsWith(JAMES);
    }

    private static Response withCode(Response response, List<String> lines) {
        String code = response.getRetCode();
        String enhanced = BY_REPLY_CODE.getOrDefault(code, code.charAt(0) + ".0.0");
        List<String> texts = lines.stream()
                .map(line -> (hasOne(line, code.charAt(0)) ? "" : enhanced + " ") + line.substring(CODE_CHARS + 1))
                .toList();
        SMTPResponse complete = new SMTPResponse(code, texts.get(0));
        texts.subList(1, texts.size()).forEach(complete::appendLine);
        complete.setEndSession(response.isEndSession());
        return complete;
    }

    /** Whether a line has an enhanced code behind its reply code, of the same class (RFC 3463 2). */
    private static boolean hasOne(String line, char kind) {
        int at = CODE_CHARS + 1;
        if (line.length() <= at || line.charAt(at) != kind) {
            return false;
        }
        int dots = 0;
        int digits = 1;
        for (int i = at + 1; i < line.length() && line.charAt(i) != ' '; i++) {
            char character = line.charAt(i);
            if (character == '.' && digits > 0) {
                dots++;
                digits = 0;
            } else if (character >= '0' && character <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return dots == 2 && digits > 0;
    }
}
