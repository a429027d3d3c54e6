package org.example.probe;

import java.util.List;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;
import org.jspecify.annotations.Nullable;

/** Announces null, as extensions of James itself do when they have nothing to say. */
public final class NullEhloExtension implements EhloExtension, ProtocolHandler {

    @Override
    public @Nullable List<String> getImplementedEsmtpFeatures(SMTPSession session) {
        return null;
    }
}
