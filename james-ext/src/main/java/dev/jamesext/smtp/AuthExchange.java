package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.esmtp.SaslMessage;
import dev.jamesext.policy.Reply;
import dev.jamesext.source.Printable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One AUTH, from the command to its outcome (RFC 4954 4). The chain's handlers carry it out. They get a view of the session
 * that hands us the line handlers they push, so that each line of the client is checked before it reaches them, each reply
 * is seen by us, and whatever ends the exchange ends their line mode too (docs/adr/0012).
 */
final class AuthExchange {

    private static final Logger LOGGER = LoggerFactory.getLogger(AuthExchange.class);

    private static final String PLAIN = "PLAIN";
    private static final String LOGIN = "LOGIN";

    private static final byte[] CANCEL_LINE = "*\r\n".getBytes(StandardCharsets.US_ASCII);

    /** "Password:", as every server of LOGIN asks for it. */
    private static final Response ASK_PASSWORD = new SMTPResponse("334", "UGFzc3dvcmQ6").immutable();

    private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
    private static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "That is not base64");
    private static final Reply NOT_PLAIN = Reply.of(501, "5.5.2", "That is not what PLAIN consists of");
    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication failed");
    private static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.6", "The line is too long");
    private static final Reply BARE_LF = Reply.of(421, "4.7.0", FramedConnection.BARE_LF_TEXT);
    private static final Reply UNAVAILABLE = Reply.of(454, "4.7.0", "Temporary authentication failure");

    private static final String NOT_UNDERSTOOD = "501";

    /** Refusals of a handler that has tried no password. */
    private static final Set<String> NOTHING_TRIED = Set.of("502", "503", "504", "534", "538");

    private final SMTPSession session;
    private final String mechanism;
    private final FailedLogins failures;
    private final SMTPSession view;

    /** What the handlers have pushed, the last first. While there is one, or we ask ourselves, lines come to us. */
    private final Deque<LineHandler<SMTPSession>> pushed = new ArrayDeque<>();

    private boolean reading;
    private int responses;

    /** Who logs in, for the log; empty as long as nobody is known. */
    private String name = "";
    /** Whether LOGIN gave a name that nobody can have. The handlers do not see it; the password is asked for all the same. */
    private boolean nobody;

    AuthExchange(SMTPSession session, String mechanism, FailedLogins failures) {
        this.session = session;
        this.mechanism = mechanism;
        this.failures = failures;
        this.view = (SMTPSession) Proxy.newProxyInstance(
                AuthExchange.class.getClassLoader(), new Class<?>[] {SMTPSession.class}, this::onView);
    }

    /**
     * The reply to the command.
     *
     * @param handlers carries the command out, for a view of the session
     */
    Response begin(Optional<String> initialResponse, Function<SMTPSession, Response> handlers) {
        Optional<Response> ours = initialResponse.flatMap(this::take);
        return ours.orElseGet(() -> settled(() -> handlers.apply(view)));
    }

    private Response onLine(SMTPSession same, byte[] line) {
        int end = line.length - 2;
        if (end < 0 || line[end] != '\r' || line[end + 1] != '\n') {
            abandon();
            FramedConnection.of(session).ifPresent(FramedConnection::end);
            return Replies.response(BARE_LF);
        }
        // Octets beyond US-ASCII become U+FFFD, which is not base64.
        String text = new String(line, 0, end, StandardCharsets.US_ASCII);
        if (text.equals("*")) {
            return cancelled();
        }
        LineHandler<SMTPSession> handler = pushed.peekFirst();
        Optional<Response> ours = take(text);
        if (ours.isPresent() || handler == null) {
            return ours.orElseGet(() -> failed(WRONG));
        }
        return settled(() -> complete(handler, handler.onLine(view, line)));
    }

    /** Only a mechanism that has heard all it asked for has tried something: the client rejects its failure by the star. */
    private Response cancelled() {
        if (responses > 0 && !mechanism.equals(PLAIN) && !mechanism.equals(LOGIN)) {
            return failed(CANCELLED);
        }
        abandon();
        return Replies.response(CANCELLED);
    }

    /** Looks at what the client says before the handlers do. Our reply, if it is not for them. */
    private Optional<Response> take(String base64) {
        responses++;
        Optional<SaslMessage> message = SaslMessage.of(base64);
        if (message.isEmpty()) {
            return Optional.of(failed(NOT_BASE64));
        }
        return switch (mechanism) {
            case PLAIN -> plain(message.get());
            case LOGIN -> login(message.get());
            default -> Optional.empty();
        };
    }

    private Optional<Response> plain(SaslMessage message) {
        List<String> names = message.plainNames();
        if (names.isEmpty()) {
            return Optional.of(failed(NOT_PLAIN));
        }
        name = names.get(0);
        return names.stream().allMatch(AuthExchange::canBeAUser) ? Optional.empty() : Optional.of(failed(WRONG));
    }

    private Optional<Response> login(SaslMessage message) {
        if (responses > 1) {
            return nobody ? Optional.of(failed(WRONG)) : Optional.empty();
        }
        name = message.text().orElse("");
        nobody = !canBeAUser(name);
        if (!nobody) {
            return Optional.empty();
        }
        listen();
        return Optional.of(ASK_PASSWORD);
    }

    /** James throws at names it has no form for, and logs others as they are. */
    private static boolean canBeAUser(String name) {
        if (!Printable.of(name).equals(name)) {
            return false;
        }
        try {
            return !Username.of(name).asString().isEmpty();
        } catch (RuntimeException noName) {
            return false;
        }
    }

    /** What the handlers say; the exchange is over unless they ask for more. */
    private Response settled(Supplier<Response> handlers) {
        Response response;
        try {
            response = handlers.get();
        } catch (RuntimeException | LinkageError failure) {
            // LinkageError: a hook of another extension, compiled against another James.
            LOGGER.error("session {}: AUTH {} could not be carried out", session.getSessionID(), mechanism, failure);
            abandon();
            return Replies.response(UNAVAILABLE);
        }
        if (response == null || response.getRetCode().startsWith("3")) {
            return response;
        }
        stopListening();
        String code = response.getRetCode();
        if (mechanism.equals(PLAIN) && code.equals(NOT_UNDERSTOOD)) {
            // We understood it. James answers so to any exception of a hook, whose cause is a matter of the server.
            LOGGER.warn(
                    "session {}: a hook of AUTH failed, James says {}", session.getSessionID(), response.getLines());
            return Replies.response(UNAVAILABLE);
        }
        return code.startsWith("5") && !NOTHING_TRIED.contains(code)
                ? failures.answer(session, response, mechanism, name)
                : response;
    }

    /** James has nobody complete the replies to lines that follow a command. */
    private static Response complete(LineHandler<SMTPSession> handler, Response response) {
        return response == null ? response : EnhancedCodes.completed(response, handler);
    }

    private Response failed(Reply reply) {
        abandon();
        return failures.answer(session, Replies.response(reply), mechanism, name);
    }

    /** Ends the exchange for the handlers, in the way a client would. What they say to that is not for this client. */
    private void abandon() {
        LineHandler<SMTPSession> handler = pushed.peekFirst();
        if (handler != null) {
            try {
                handler.onLine(view, CANCEL_LINE.clone());
            } catch (RuntimeException | LinkageError failure) {
                LOGGER.warn("session {}: AUTH {} could not be cancelled", session.getSessionID(), mechanism, failure);
            }
        }
        stopListening();
    }

    private void listen() {
        if (!reading) {
            reading = true;
            session.pushLineHandler((LineHandler<SMTPSession>) this::onLine);
            FramedConnection.of(session).ifPresent(connection -> connection.onLongLine(() -> failed(LINE_TOO_LONG)));
        }
    }

    private void stopListening() {
        pushed.clear();
        if (reading) {
            reading = false;
            session.popLineHandler();
            FramedConnection.of(session).ifPresent(connection -> connection.onLongLine(null));
        }
    }

    /** The session as the handlers see it: the same in all but who hears the lines. */
    private @Nullable Object onView(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "pushLineHandler" -> {
                push(arguments);
                return null;
            }
            case "popLineHandler" -> {
                pop();
                return null;
            }
            default -> {
                try {
                    return method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // James's own: whoever pushes a handler here means it for an SMTPSession.
    private void push(Object @Nullable [] arguments) {
        if (arguments != null && arguments[0] instanceof LineHandler<?> handler) {
            pushed.addFirst((LineHandler<SMTPSession>) handler);
            listen();
        }
    }

    /** James pops once too often when the command brought the response with it. */
    private void pop() {
        pushed.pollFirst();
        if (pushed.isEmpty()) {
            stopListening();
        }
    }
}
