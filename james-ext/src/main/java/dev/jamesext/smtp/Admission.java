package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.chunking.Framing;
import dev.jamesext.policy.Asked;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Protocol;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import dev.jamesext.runtime.PolicyRuntime;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection begins with before it is greeted, whatever it speaks: its policy and its listener are fixed, its octets
 * framed, and its greeting is held back for as long as the policy says.
 */
final class Admission {

    private static final Logger LOGGER = LoggerFactory.getLogger(Admission.class);

    private static final Reply UNKNOWN_DELAY =
            Reply.of(421, "4.3.0", "Temporary failure, please try again later, closing the connection");

    private final PolicyRuntime runtime;
    private final Framing framing;
    private final SessionFactsReader factsReader;
    private final Protocol protocol;
    private String listener = "";
    private List<?> othersLimits = List.of();

    Admission(PolicyRuntime runtime, Framing framing, SessionFactsReader factsReader, Protocol protocol) {
        this.runtime = runtime;
        this.framing = framing;
        this.factsReader = factsReader;
        this.protocol = protocol;
    }

    /** The handlers of its chain that a welcome handler has to ask James for. */
    static List<Class<?>> markerInterfaces() {
        return List.of(Listener.class, BadCommands.othersLimit());
    }

    void wire(Class<?> type, List<?> handlers) {
        if (type == Listener.class) {
            for (Object handler : handlers) {
                listener = ((Listener) handler).name();
            }
        } else {
            othersLimits = handlers;
        }
    }

    /**
     * Admits a connection.
     *
     * @param greeting what James says to it
     * @return what the connect handler has to return: the greeting, unless it comes later or not at all
     */
    Response admit(SMTPSession session, Supplier<Response> greeting) {
        ConnectionState.accept(session, runtime.current(), protocol, listener);
        framing.install(session);
        BadCommands.begin(session, othersLimits);
        return FramedConnection.of(session)
                .filter(connection -> ConnectionState.policy(session).mayDelayGreetings())
                .map(connection -> holdGreeting(session, connection, greeting))
                .orElseGet(greeting);
    }

    private Response holdGreeting(SMTPSession session, FramedConnection connection, Supplier<Response> greeting) {
        Response held = connection.holdGreeting();
        connection.whenKnown(() -> greet(session, connection, greeting));
        return held;
    }

    private void greet(SMTPSession session, FramedConnection connection, Supplier<Response> greeting) {
        Asked<Duration> delay = ConnectionState.policy(session).greetDelay(factsReader.atConnect(session), Trace.NONE);
        if (delay instanceof Asked.Known<Duration> known) {
            connection.greet(greeting.get(), known.value().toMillis());
        } else {
            Decision.TemporaryFailure failure = ((Asked.Unknown<Duration>) delay).failure();
            LOGGER.warn("session {}: no greeting: {}", session.getSessionID(), TraceLog.oneLine(failure.cause()));
            connection.greet(Replies.response(UNKNOWN_DELAY), 0);
        }
    }
}
