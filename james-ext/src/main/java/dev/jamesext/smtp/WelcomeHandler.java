package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Framing;
import dev.jamesext.runtime.PolicyRuntime;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;

/** Fixes the policy and the listener's name of a connection, frames it, then greets as James does. */
public final class WelcomeHandler extends JamesWelcomeMessageHandler implements ExtensibleHandler {

    private final PolicyRuntime runtime;
    private final Framing framing;
    private String listener = "";

    @Inject
    public WelcomeHandler(PolicyRuntime runtime, Framing framing) {
        this.runtime = runtime;
        this.framing = framing;
    }

    @Override
    public Response onConnect(SMTPSession session) {
        ConnectionState.accept(session, runtime.current(), listener);
        framing.install(session);
        return super.onConnect(session);
    }

    @Override
    public List<Class<?>> getMarkerInterfaces() {
        return List.of(Listener.class);
    }

    @Override
    public void wireExtensions(Class<?> type, List<?> handlers) throws WiringException {
        for (Object handler : handlers) {
            listener = ((Listener) handler).name();
        }
    }
}
