package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Framing;
import dev.jamesext.policy.Protocol;
import dev.jamesext.runtime.PolicyRuntime;

/** The same where LMTP hands messages to the mailet container. */
public final class LmtpToMailetsWelcomeHandler extends LmtpWelcomeHandler {

    @Inject
    public LmtpToMailetsWelcomeHandler(PolicyRuntime runtime, Framing framing, SessionFactsReader factsReader) {
        super(runtime, framing, factsReader, Protocol.LMTP_TO_MAILETS);
    }
}
