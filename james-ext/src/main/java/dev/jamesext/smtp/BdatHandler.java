package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.chunking.Content;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.chunking.MessageIntake;
import dev.jamesext.chunking.Silence;
import dev.jamesext.esmtp.BdatArgument;
import dev.jamesext.policy.Asked;
import dev.jamesext.policy.BareLf;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.Trace;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.JamesDataCmdHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BDAT (RFC 3030): a message in chunks whose sizes are said beforehand. The octets of a refused chunk are consumed like
 * those of any other, so that what follows is never taken for commands; only a size that nobody can read ends the
 * connection. A refused chunk spoils the transaction until RSET or EHLO (decision 31).
 */
@SuppressWarnings("unchecked") // Of a raw type in James's own signature.
public final class BdatHandler extends JamesDataCmdHandler {

    /** Octets of a chunk beyond the SIZE limit that are still consumed; a larger one ends the connection. */
    static final long DISCARDED_OCTETS_MAX = 16L * 1024 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(BdatHandler.class);

    private static final Reply FAILED = Reply.of(421, "4.3.0", "Temporary failure, closing the connection");
    private static final Reply NO_SIZE =
            Reply.of(501, "5.5.4", "BDAT needs the size of the chunk: BDAT octets [LAST], closing the connection");
    private static final Reply NOT_HERE = Reply.of(502, "5.5.1", "BDAT is not offered, closing the connection");
    private static final Reply NOT_OFFERED = Reply.of(502, "5.5.1", "BDAT is not offered");
    private static final Reply NEEDS_EHLO = Reply.of(503, "5.5.1", "BDAT is for clients that say EHLO");
    private static final Reply NEEDS_MAIL = Reply.of(503, "5.5.1", "Say MAIL first");
    private static final Reply NEEDS_RCPT = Reply.of(503, "5.5.1", "There is no recipient");
    private static final Reply SPOILT = Reply.of(503, "5.5.1", "An earlier chunk was refused; say RSET to begin anew");
    private static final Reply TOO_BIG = Reply.of(552, "5.3.4", "The message is larger than this server takes");

    /** Replies that are one even on LMTP: whoever gets them was never offered BDAT. */
    private static final Set<Reply> ONE_FOR_ALL = Set.of(NOT_OFFERED, NEEDS_EHLO);

    private final SessionFactsReader factsReader;
    private final Grants grants;
    private final MetricFactory metrics;

    @Inject
    public BdatHandler(MetricFactory metricFactory, SessionFactsReader factsReader, Grants grants) {
        super(metricFactory);
        this.metrics = metricFactory;
        this.factsReader = factsReader;
        this.grants = grants;
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("BDAT");
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        TimeMetric time = metrics.timer("SMTP-bdat");
        try {
            Optional<FramedConnection> connection = FramedConnection.of(session);
            if (connection.isEmpty()) {
                return closing(NOT_HERE);
            }
            String argument = request.getArgument();
            return BdatArgument.of(argument == null ? "" : argument)
                    .map(chunk -> answer(session, connection.get(), chunk))
                    .orElseGet(() -> closing(NO_SIZE));
        } catch (RuntimeException | LinkageError bug) {
            // James would answer 451 and take the octets that follow for commands.
            LOGGER.error("session {}: BDAT failed", session.getSessionID(), bug);
            return closing(FAILED);
        } finally {
            time.stopAndPublish();
        }
    }

    private Response answer(SMTPSession session, FramedConnection connection, BdatArgument chunk) {
        Reply refusal = refusal(session, chunk);
        if (refusal != null) {
            ChunkedMessage.spoil(session);
            return refuse(session, connection, chunk, refusal);
        }
        MessageIntake intake =
                ChunkedMessage.of(session).flatMap(ChunkedMessage::intake).orElseGet(() -> begin(session));
        if (chunk.octets() == 0) {
            return endOf(session, chunk, intake);
        }
        connection.receiveChunk(chunk.octets(), intake.content(() -> connection.write(endOf(session, chunk, intake))));
        return Silence.RESPONSE;
    }

    /** Why a chunk is not taken, before any of it is read; null when it is. */
    private @Nullable Reply refusal(SMTPSession session, BdatArgument chunk) {
        if (!ConnectionState.isExtended(session)) {
            return NEEDS_EHLO;
        }
        Optional<ChunkedMessage> begun = ChunkedMessage.of(session);
        if (begun.isEmpty()) {
            Reply refusal = refusalOfFirst(session);
            if (refusal != null) {
                return refusal;
            }
        } else if (begun.get().intake().isEmpty()) {
            return SPOILT;
        }
        long before =
                begun.flatMap(ChunkedMessage::intake).map(MessageIntake::octets).orElse(0L);
        long max = session.getConfiguration().getMaxMessageSize();
        return max > 0 && chunk.octets() > max - before ? TOO_BIG : null;
    }

    /** What the first chunk of a message needs. What the rules grant now counts, whatever EHLO showed (decision 25). */
    private @Nullable Reply refusalOfFirst(SMTPSession session) {
        Offering offering = grants.some(session, Set.of(Extension.CHUNKING), factsReader.atMail(session));
        if (offering instanceof Offering.Unknown unknown) {
            return unknown.failure().reply();
        }
        if (!((Offering.Known) offering).offers().granted(Extension.CHUNKING)) {
            return NOT_OFFERED;
        }
        if (session.getAttachment(SMTPSession.SENDER, State.Transaction).isEmpty()) {
            return NEEDS_MAIL;
        }
        if (session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).isEmpty()) {
            return NEEDS_RCPT;
        }
        return bareLf(session) instanceof Asked.Unknown<BareLf> unknown
                ? unknown.failure().reply()
                : null;
    }

    private Asked<BareLf> bareLf(SMTPSession session) {
        return ConnectionState.policy(session).bareLf(factsReader.atMail(session), Trace.NONE);
    }

    /** Behind the question whether the message is taken: what a bare LF means is known. */
    private MessageIntake begin(SMTPSession session) {
        BareLf bareLf = bareLf(session) instanceof Asked.Known<BareLf> known ? known.value() : BareLf.REFUSE;
        MessageIntake intake = Reception.ofChunks(session, getLineHandler(), bareLf);
        ChunkedMessage.begin(session, intake);
        return intake;
    }

    private static Response endOf(SMTPSession session, BdatArgument chunk, MessageIntake intake) {
        if (chunk.last()) {
            return Reception.end(session, intake);
        }
        return intake.failure()
                .map(failure -> {
                    ChunkedMessage.spoil(session);
                    return failure;
                })
                .orElseGet(() -> Replies.response(Reply.of(250, "2.0.0", chunk.octets() + " octets received")));
    }

    /** Consumes a refused chunk and answers then; one that is out of all proportion is answered at once. */
    private static Response refuse(
            SMTPSession session, FramedConnection connection, BdatArgument chunk, Reply refusal) {
        Response answer = Replies.response(refusal);
        if (chunk.last() && !ONE_FOR_ALL.contains(refusal)) {
            answer = RecipientReplies.of(session, answer);
        }
        if (chunk.octets() == 0) {
            return answer;
        }
        if (refusal.equals(TOO_BIG) && chunk.octets() > DISCARDED_OCTETS_MAX) {
            return closing(refusal);
        }
        Response afterwards = answer;
        connection.receiveChunk(chunk.octets(), new Content() {
            @Override
            public void octets(byte[] octets) {
                // Refused: the octets are consumed, and that is all.
            }

            @Override
            public void end() {
                connection.write(afterwards);
            }
        });
        return Silence.RESPONSE;
    }

    private static Response closing(Reply reply) {
        return Replies.closing(reply);
    }
}
