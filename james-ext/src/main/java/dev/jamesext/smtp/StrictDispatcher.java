package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.esmtp.AnnouncedOctets;
import dev.jamesext.policy.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line for a command only if it is one: ended by CRLF (RFC 5321 2.3.8), without NUL and stray control characters.
 * Lines are decoded as UTF-8; what is not UTF-8 becomes U+FFFD, which no name, path or parameter may hold.
 *
 * <p>What stands behind a bare LF is the rest of the same line, never a second command (decision 37): our framer drops it.
 * James's own, which is there where ours could not be put in, would make a line of it; the connection is closed then.
 *
 * <p>A refused line that may announce octets ends the connection: they would run as commands (decision 42).
 */
public final class StrictDispatcher extends CommandDispatcher<SMTPSession> {

    private static final String AUTH = "AUTH";

    /** Characters of a command's verb: letters, digits and hyphens. Those of SMTP have eight at most. */
    static final int VERB_CHARS_MAX = 32;

    private static final String BDAT = "BDAT";

    /** Their handlers answer control characters themselves, with 501: the fault is in the name, not in the line. */
    private static final Set<String> GREETINGS = Set.of("EHLO", "HELO", "LHLO");

    private static final Reply BARE_LF = Reply.of(500, "5.5.2", "Lines end in CRLF, not in a bare LF");
    private static final Reply UNFRAMED_BARE_LF = Reply.of(421, "4.7.0", "Lines end in CRLF, closing the connection");
    private static final Reply OCTETS_ANNOUNCED = Reply.of(500, "5.5.2", FramedConnection.OCTETS_ANNOUNCED_TEXT);
    private static final Reply BAD_CHARACTER = Reply.of(500, "5.5.2", "The line holds a control character");
    private static final Reply NOT_A_COMMAND = Reply.of(500, "5.5.2", "That is not a command");

    private final AuthGuard auth;
    private Optional<EhloHandler> ehlo = Optional.empty();
    private boolean knowsAuth;

    @Inject
    public StrictDispatcher(AuthGuard auth) {
        this.auth = auth;
    }

    @Override
    public Response onLine(SMTPSession session, byte[] line) {
        Response response = answer(session, line);
        if (response.isEndSession()) {
            FramedConnection.of(session).ifPresent(FramedConnection::end);
        }
        return response;
    }

    private Response answer(SMTPSession session, byte[] line) {
        if (!endsWithCrlf(line)) {
            boolean framed = FramedConnection.of(session).isPresent();
            return Replies.response(framed ? BARE_LF : UNFRAMED_BARE_LF);
        }
        String text = decode(line);
        Reply fault = fault(text);
        if (AnnouncedOctets.in(line) && (fault != null || !upperCase(verb(text)).equals(BDAT))) {
            return Replies.closing(OCTETS_ANNOUNCED);
        }
        if (fault == null) {
            return super.onLine(session, line);
        }
        Response refusal = Replies.response(fault);
        return GREETINGS.contains(verb(text)) ? RefusedGreetings.count(session, refusal) : refusal;
    }

    @Override
    protected Request parseRequest(SMTPSession session, byte[] line) {
        String text = decode(line);
        return new BaseRequest(upperCase(verb(text)), argument(text));
    }

    /** AUTH is let through where it is announced. On LMTP, and wherever nobody carries it out, it is an unknown command. */
    @Override
    protected Response dispatchCommandHandlers(SMTPSession session, Request request) {
        return knowsAuth && request.getCommand().equals(AUTH)
                ? auth.answer(session, request, isAuthAnnounced(session), super::dispatchCommandHandlers)
                : super.dispatchCommandHandlers(session, request);
    }

    /** What EHLO shows is what counts, whoever announces it; James's own handler of AUTH asks the configuration. */
    private boolean isAuthAnnounced(SMTPSession session) {
        return ehlo.map(handler -> handler.announces(session, AUTH)).orElseGet(session::isAuthAnnounced);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // James's own signature.
    public void wireExtensions(Class type, List handlers) throws WiringException {
        super.wireExtensions(type, handlers);
        if (type == CommandHandler.class) {
            List<CommandHandler<?>> commands = handlers;
            ehlo = commands.stream()
                    .filter(EhloHandler.class::isInstance)
                    .map(EhloHandler.class::cast)
                    .findFirst();
            knowsAuth = commands.stream()
                    .flatMap(handler -> handler.getImplCommands().stream())
                    .anyMatch(AUTH::equalsIgnoreCase);
        }
    }

    private static boolean endsWithCrlf(byte[] line) {
        return line.length >= 2 && line[line.length - 2] == '\r' && line[line.length - 1] == '\n';
    }

    /**
     * The line without its CRLF and the blanks and tabs around it. {@link String#strip} would also take away control
     * characters and Unicode's blanks, before anybody has refused them.
     */
    private static String decode(byte[] line) {
        int start = 0;
        int end = line.length - 2;
        while (start < end && isBlank(line[start])) {
            start++;
        }
        while (end > start && isBlank(line[end - 1])) {
            end--;
        }
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static String verb(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    /** Of a checked verb only: there are letters outside US-ASCII whose capitals are inside. */
    private static String upperCase(String verb) {
        return verb.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String argument(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? null : text.substring(blank + 1);
    }

    private static @Nullable Reply fault(String text) {
        if (text.indexOf('\0') >= 0) {
            return BAD_CHARACTER;
        }
        String verb = verb(text);
        if (!isVerb(verb)) {
            return NOT_A_COMMAND;
        }
        boolean clean = GREETINGS.contains(upperCase(verb)) || text.chars().noneMatch(StrictDispatcher::isForbidden);
        return clean ? null : BAD_CHARACTER;
    }

    private static boolean isVerb(String verb) {
        return !verb.isEmpty()
                && verb.length() <= VERB_CHARS_MAX
                && verb.chars().allMatch(StrictDispatcher::isVerbCharacter);
    }

    private static boolean isVerbCharacter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static boolean isForbidden(int character) {
        return (character < 0x20 && character != '\t') || character == 0x7f;
    }
}
