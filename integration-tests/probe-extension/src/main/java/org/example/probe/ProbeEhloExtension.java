package org.example.probe;

import java.util.Arrays;
import java.util.List;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;

/** Announces a line of its own, lines that are not its to announce, and nothing in two ways. */
public final class ProbeEhloExtension implements EhloExtension, ProtocolHandler {

    @Override
    public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
        Marks.extensionSees(session);
        return Arrays.asList("XPROBE one", "PIPELINING", "pipelining", "SIZE 1", "xprobe two", null, "");
    }
}
