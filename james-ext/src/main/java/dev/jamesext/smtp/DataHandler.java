package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.chunking.MessageIntake;
import dev.jamesext.policy.Asked;
import dev.jamesext.policy.BareLf;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import java.util.Optional;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesDataCmdHandler;

/**
 * DATA (RFC 5321 4.1.1.4), its content framed by us: a message with a line that is too long, or a bare CR or LF, is refused
 * when it ends, and the session goes on. Not in the same transaction as BDAT (RFC 3030 2).
 */
@SuppressWarnings("unchecked") // Of a raw type in James's own signature.
public final class DataHandler extends JamesDataCmdHandler {

    private static final Reply CHUNKS_BEGUN =
            Reply.of(503, "5.5.1", "The message has begun with BDAT; say RSET to begin anew");

    private final SessionFactsReader factsReader;

    @Inject
    public DataHandler(MetricFactory metricFactory, SessionFactsReader factsReader) {
        super(metricFactory);
        this.factsReader = factsReader;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        return ChunkedMessage.of(session).isPresent()
                ? Replies.response(CHUNKS_BEGUN)
                : super.onCommand(session, request);
    }

    @Override
    protected SMTPResponse doDATA(SMTPSession session, String argument) {
        Optional<FramedConnection> connection = FramedConnection.of(session);
        if (connection.isEmpty()) {
            return super.doDATA(session, argument);
        }
        Asked<BareLf> bareLf = ConnectionState.policy(session).bareLf(factsReader.atMail(session), Trace.NONE);
        return bareLf instanceof Asked.Known<BareLf> known
                ? receive(session, connection.get(), known.value())
                : Replies.response(((Asked.Unknown<BareLf>) bareLf).failure().reply());
    }

    private SMTPResponse receive(SMTPSession session, FramedConnection connection, BareLf bareLf) {
        MessageIntake intake = Reception.ofData(session, getLineHandler(), bareLf);
        connection.receiveData(
                intake.content(() -> connection.write(Reception.end(session, intake))), bareLf == BareLf.NORMALIZE);
        return new SMTPResponse(SMTPRetCode.DATA_READY, "Send the message, ending with <CRLF>.<CRLF>");
    }
}
