package dev.jamesext.smtp;

import dev.jamesext.chunking.Framing;
import dev.jamesext.policy.Protocol;
import dev.jamesext.runtime.PolicyRuntime;
import java.util.List;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * What a connection begins with before it is greeted, whatever it speaks: its policy and its listener are fixed, its octets
 * framed.
 */
final class Admission {

    private final PolicyRuntime runtime;
    private final Framing framing;
    private final Protocol protocol;
    private String listener = "";

    Admission(PolicyRuntime runtime, Framing framing, Protocol protocol) {
        this.runtime = runtime;
        this.framing = framing;
        this.protocol = protocol;
    }

    /** The handlers of its chain that a welcome handler has to ask James for. */
    static List<Class<?>> markerInterfaces() {
        return List.of(Listener.class);
    }

    void wire(List<?> listeners) {
        for (Object handler : listeners) {
            listener = ((Listener) handler).name();
        }
    }

    void admit(SMTPSession session) {
        ConnectionState.accept(session, runtime.current(), protocol, listener);
        framing.install(session);
    }
}
