package org.example.probe;

import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/** Leaves a mark in each new session and says nothing. */
public final class ProbeConnectHandler implements ConnectHandler<SMTPSession> {

    @Override
    public Response onConnect(SMTPSession session) {
        Marks.connected(session);
        return new Silence();
    }

    /** James's JMX statistics do not survive a handler that returns null, so silence is a response without lines. */
    private static final class Silence implements Response {
        @Override
        public String getRetCode() {
            return "220";
        }

        @Override
        public List<CharSequence> getLines() {
            return List.of();
        }

        @Override
        public boolean isEndSession() {
            return false;
        }
    }
}
