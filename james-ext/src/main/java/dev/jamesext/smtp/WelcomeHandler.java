package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Framing;
import dev.jamesext.policy.Protocol;
import dev.jamesext.runtime.PolicyRuntime;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;

/** Admits a connection, then greets as James does. */
public final class WelcomeHandler extends JamesWelcomeMessageHandler implements ExtensibleHandler {

    private final Admission admission;

    @Inject
    public WelcomeHandler(PolicyRuntime runtime, Framing framing, SessionFactsReader factsReader) {
        this.admission = new Admission(runtime, framing, factsReader, Protocol.SMTP);
    }

    @Override
    public Response onConnect(SMTPSession session) {
        return admission.admit(session, () -> super.onConnect(session));
    }

    @Override
    public List<Class<?>> getMarkerInterfaces() {
        return Admission.markerInterfaces();
    }

    @Override
    public void wireExtensions(Class<?> type, List<?> handlers) throws WiringException {
        admission.wire(type, handlers);
    }
}
