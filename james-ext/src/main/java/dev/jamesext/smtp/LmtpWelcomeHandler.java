package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Framing;
import dev.jamesext.policy.Protocol;
import dev.jamesext.runtime.PolicyRuntime;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.lmtp.core.WelcomeMessageHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/** Admits a connection, then greets as James does on LMTP. */
public class LmtpWelcomeHandler extends WelcomeMessageHandler implements ExtensibleHandler {

    private final Admission admission;

    @Inject
    public LmtpWelcomeHandler(PolicyRuntime runtime, Framing framing, SessionFactsReader factsReader) {
        this(runtime, framing, factsReader, Protocol.LMTP);
    }

    LmtpWelcomeHandler(PolicyRuntime runtime, Framing framing, SessionFactsReader factsReader, Protocol protocol) {
        this.admission = new Admission(runtime, framing, factsReader, protocol);
    }

    @Override
    public final Response onConnect(SMTPSession session) {
        return admission.admit(session, () -> super.onConnect(session));
    }

    @Override
    public final List<Class<?>> getMarkerInterfaces() {
        return Admission.markerInterfaces();
    }

    @Override
    public final void wireExtensions(Class<?> type, List<?> handlers) throws WiringException {
        admission.wire(type, handlers);
    }
}
