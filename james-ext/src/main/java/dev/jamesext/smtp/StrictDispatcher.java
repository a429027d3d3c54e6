package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.esmtp.AnnouncedOctets;
import dev.jamesext.esmtp.AsciiCase;
import dev.jamesext.esmtp.ForeignLine;
import dev.jamesext.policy.Reply;
import dev.jamesext.source.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.UnknownCommandHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a line for a command only if it is one: ended by CRLF (RFC 5321 2.3.8), without NUL and stray control characters, its
 * first word one that a handler of the chain has registered. Lines are decoded as UTF-8; what is not UTF-8 becomes U+FFFD,
 * which no command accepts. All others are unknown, and go to whoever answers those.
 *
 * <p>A line of a client that takes us for a server of another kind ends the connection.
 *
 * <p>What stands behind a bare LF is the rest of the same line, never a second command (decision 37): our framer drops it.
 * James's own, which is there where ours could not be put in, would make a line of it; the connection is closed then.
 *
 * <p>A refused line that may announce octets ends the connection: they would run as commands (decision 42).
 */
public final class StrictDispatcher extends CommandDispatcher<SMTPSession> {

    private static final String AUTH = "AUTH";

    /** Characters of a word that is repeated to the client as a command that is unknown. */
    static final int VERB_CHARS_MAX = 32;

    /** Characters that the log shows of a line of another protocol. */
    static final int FOREIGN_SHOWN_CHARS_MAX = 128;

    private static final Logger LOGGER = LoggerFactory.getLogger(StrictDispatcher.class);

    /** Their handlers answer control characters themselves, with 501: the fault is in the name, not in the line. */
    private static final Set<String> GREETINGS = Set.of("EHLO", "HELO", "LHLO");

    private static final Reply BARE_LF = Reply.of(500, "5.5.2", "Lines end in CRLF, not in a bare LF");
    private static final Reply UNFRAMED_BARE_LF = Reply.of(421, "4.7.0", FramedConnection.BARE_LF_TEXT);
    private static final Reply OCTETS_ANNOUNCED = Reply.of(500, "5.5.2", FramedConnection.OCTETS_ANNOUNCED_TEXT);
    private static final Reply BAD_CHARACTER = Reply.of(500, "5.5.2", "The line holds a control character");
    private static final Reply FOREIGN = Reply.of(421, "4.7.0", "This is a mail server, closing the connection");

    private final AuthGuard auth;
    private Optional<EhloHandler> ehlo = Optional.empty();
    /** The first words, in upper case, that handlers of the chain have registered. */
    private Set<String> commands = Set.of();

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
            return BadCommands.count(session, Replies.response(framed ? BARE_LF : UNFRAMED_BARE_LF));
        }
        String text = decode(line);
        String verb = AsciiCase.upper(verb(text));
        boolean known = commands.contains(verb);
        boolean clean = isClean(verb, text);
        if (AnnouncedOctets.in(line) && !(known && clean)) {
            return Replies.closing(OCTETS_ANNOUNCED);
        }
        if (!known) {
            return ForeignLine.is(text)
                    ? foreign(session, text)
                    : BadCommands.count(session, super.onLine(session, line));
        }
        if (clean) {
            return super.onLine(session, line);
        }
        Response refusal = Replies.response(BAD_CHARACTER);
        return GREETINGS.contains(verb)
                ? RefusedGreetings.count(session, refusal)
                : BadCommands.count(session, refusal);
    }

    private static Response foreign(SMTPSession session, String text) {
        String shown =
                text.length() > FOREIGN_SHOWN_CHARS_MAX ? text.substring(0, FOREIGN_SHOWN_CHARS_MAX) + "..." : text;
        LOGGER.info(
                "session {}: {} speaks another protocol, closing the connection: {}",
                session.getSessionID(),
                session.getRemoteAddress().getAddress().getHostAddress(),
                Printable.of(shown));
        return Replies.response(FOREIGN);
    }

    /** What is no command may hold anything; hooks for unknown commands, and logs, see it made printable. */
    @Override
    protected Request parseRequest(SMTPSession session, byte[] line) {
        String text = decode(line);
        String verb = AsciiCase.upper(verb(text));
        String argument = argument(text);
        return commands.contains(verb)
                ? new BaseRequest(verb, argument)
                : new BaseRequest(Printable.of(verb), argument == null ? null : Printable.of(argument));
    }

    /** AUTH is let through where it is announced. On LMTP, and wherever nobody carries it out, it is an unknown command. */
    @Override
    protected Response dispatchCommandHandlers(SMTPSession session, Request request) {
        return request.getCommand().equals(AUTH) && commands.contains(AUTH)
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
            List<CommandHandler<?>> all = handlers;
            ehlo = all.stream()
                    .filter(EhloHandler.class::isInstance)
                    .map(EhloHandler.class::cast)
                    .findFirst();
            commands = all.stream()
                    .flatMap(handler -> handler.getImplCommands().stream())
                    .map(command -> AsciiCase.upper(command.trim()))
                    .filter(command -> !command.equals(UnknownCommandHandler.COMMAND_IDENTIFIER))
                    .collect(Collectors.toUnmodifiableSet());
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

    private static @Nullable String argument(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? null : text.substring(blank + 1);
    }

    private static boolean isClean(String verb, String text) {
        return text.indexOf('\0') < 0
                && (GREETINGS.contains(verb) || text.chars().noneMatch(StrictDispatcher::isForbidden));
    }

    /** Whether a word looks like a command: letters, digits and hyphens, and not too many of them. */
    static boolean isVerb(String word) {
        return !word.isEmpty()
                && word.length() <= VERB_CHARS_MAX
                && word.chars().allMatch(StrictDispatcher::isVerbCharacter);
    }

    private static boolean isVerbCharacter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static boolean isForbidden(int character) {
        return (character < 0x20 && character != '\t') || character == 0x7f;
    }
}
