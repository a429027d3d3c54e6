package org.example.probe;

import java.util.Collection;
import java.util.Set;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;

/** {@code XPROBE}, and other names that somebody might choose: what the probe has seen in this session, a line for each thing. */
public final class ProbeCommand implements CommandHandler<SMTPSession> {

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        SMTPResponse response = new SMTPResponse("250", "session " + session.getSessionID());
        response.appendLine("connected " + Marks.isConnected(session));
        response.appendLine("asked " + Marks.names(session));
        response.appendLine("verdict " + Marks.verdict(session));
        response.appendLine("lines " + Marks.lines(session) + " blocks " + Marks.blocks(session));
        response.appendLine("unknown" + Marks.unknown(session));
        response.appendLine("name " + Marks.greeting(session));
        response.appendLine("hook saw " + Marks.seenByHook(session));
        response.appendLine("extension saw " + Marks.seenByExtension(session));
        return response;
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of(
                "XPROBE",
                "XPROBE_STATE",
                "x.probe.state",
                "XPROBE-WITH-A-NAME-THAT-IS-LONGER-THAN-THIRTY-TWO-LETTERS",
                "BDAT_PROBE");
    }
}
