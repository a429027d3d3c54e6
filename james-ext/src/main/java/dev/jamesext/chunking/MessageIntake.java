package dev.jamesext.chunking;

import dev.jamesext.esmtp.HeaderField;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the content of one message to James's chain of {@code DataLineFilter}s, which add the trace fields, store it, run
 * the message hooks and queue it.
 *
 * <p>The chain expects what James's own framer would give it: arrays of whole lines, with dots stuffed at the start of the
 * array, the header line by line. Behind the header it gets blocks of many lines, since a call for each line costs more
 * than all the rest. A field of the header with octets beyond US-ASCII is written without them on the way: James would make
 * question marks of these.
 *
 * <p>What is wrong with the content is told when the message ends; what keeps it from being stored is told at once.
 */
public final class MessageIntake {

    private static final Logger LOGGER = LoggerFactory.getLogger(MessageIntake.class);

    /** Octets of a line of a message without its end. What James takes; RFC 5321 4.5.3.1.6 asks for 998. */
    static final int LINE_OCTETS_MAX = 8192;

    /** Octets of one field of a header that is looked at as a whole. A longer one passes as it is. */
    static final int FIELD_OCTETS_MAX = 64 * 1024;

    private static final byte[] END = {'.', '\r', '\n'};

    private static final Response TOO_BIG =
            new SMTPResponse("552", "5.3.4 The message is larger than this server takes").immutable();
    private static final Response LINE_TOO_LONG = new SMTPResponse(
                    "500", "5.6.0 A line of the message is longer than " + LINE_OCTETS_MAX + " octets")
            .immutable();
    private static final Response BARE_LINE_END =
            new SMTPResponse("554", "5.6.0 Lines end in CRLF: the message holds a CR or LF alone").immutable();
    private static final Response NOT_STORED =
            new SMTPResponse("452", "4.3.1 Cannot store the message now, please try again later").immutable();
    private static final Response BUG =
            new SMTPResponse("451", "4.3.0 Temporary failure, please try again later").immutable();

    /**
     * How a message is to be taken.
     *
     * @param octetsMax octets of the whole message; 0 for any number
     * @param lineByLine whether the chain gets the body line by line too, for filters that count on it
     * @param bareCr whether a CR without its LF may stand in the message
     * @param bareLf whether an LF without its CR may
     */
    public record Terms(long octetsMax, boolean lineByLine, boolean bareCr, boolean bareLf) {}

    private final SMTPSession session;
    private final LineHandler<SMTPSession> chain;
    private final Terms terms;

    private long octets;
    private boolean inHeader = true;
    /** The lines so far of the field of the header that may have more of them. */
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    /** Whether that field is too long to be looked at. */
    private boolean passesField;
    /** The beginning of a line whose end has not come yet. */
    private byte[] begun = {};
    /** Whether the last octet was a CR. */
    private boolean afterCr;

    private @Nullable Response fault;
    private @Nullable Response failure;

    public MessageIntake(SMTPSession session, LineHandler<SMTPSession> chain, Terms terms) {
        this.session = session;
        this.chain = chain;
        this.terms = terms;
    }

    /** Octets of the message so far. */
    public long octets() {
        return octets;
    }

    /** Why the message cannot be taken, to be told at once; empty while it can be. */
    public Optional<Response> failure() {
        return Optional.ofNullable(failure);
    }

    /** Takes some octets, cut anywhere. Once the message is known to be refused they are only counted. */
    public void take(byte[] block) {
        octets += block.length;
        if (terms.octetsMax > 0 && octets > terms.octetsMax && failure == null) {
            failure = TOO_BIG;
        }
        if (failure == null && fault == null) {
            takeLines(block);
        }
    }

    /** The message is complete: the reply to it. Whatever it says, the transaction is over. */
    public Response finish() {
        if (failure == null && fault == null && begun.length > 0) {
            if (begun[begun.length - 1] == '\r' && !terms.bareCr) {
                fault = BARE_LINE_END;
            } else if (begun.length > LINE_OCTETS_MAX) {
                fault = LINE_TOO_LONG;
            } else {
                // RFC 3030 3: the last chunk may end without a line end, and a message in a mailbox may not.
                byte[] last = concat(begun, new byte[] {'\r', '\n'}, 0, 2);
                if (inHeader) {
                    takeHeaderLine(last);
                } else {
                    feed(last);
                }
            }
        }
        if (failure == null && fault == null) {
            endField();
        }
        if (failure != null) {
            return failure;
        }
        if (fault != null) {
            return fault;
        }
        Response response = call(END);
        return response == null ? BUG : response;
    }

    /** Looks for line ends, feeds whole lines and keeps the rest. */
    private void takeLines(byte[] block) {
        int lineStart = 0;
        int fed = 0;
        int behind = begun.length;
        boolean cr = afterCr;
        for (int i = 0; i < block.length; i++) {
            byte octet = block[i];
            if (octet != '\n') {
                if (cr && !terms.bareCr) {
                    fault = BARE_LINE_END;
                    return;
                }
                cr = octet == '\r';
                continue;
            }
            if (!cr) {
                if (!terms.bareLf) {
                    fault = BARE_LINE_END;
                    return;
                }
                continue;
            }
            cr = false;
            int line = behind + i + 1 - lineStart;
            if (line - 2 > LINE_OCTETS_MAX) {
                fault = LINE_TOO_LONG;
                return;
            }
            behind = 0;
            lineStart = i + 1;
            if (inHeader || terms.lineByLine) {
                if (inHeader) {
                    takeHeaderLine(concat(begun, block, fed, lineStart));
                    begun = new byte[0];
                } else {
                    feedUpTo(block, fed, lineStart);
                }
                fed = lineStart;
                if (failure != null) {
                    return;
                }
            }
        }
        afterCr = cr;
        // One octet more, for a CR that may turn out to belong to the line's end.
        if (behind + block.length - lineStart > LINE_OCTETS_MAX + 1) {
            fault = LINE_TOO_LONG;
            return;
        }
        if (lineStart > fed) {
            feedUpTo(block, fed, lineStart);
        }
        begun = concat(begun, block, lineStart, block.length);
    }

    /** A field goes on as long as its lines begin with a blank; the empty line ends the header (RFC 5322 2.2.3). */
    private void takeHeaderLine(byte[] line) {
        boolean goesOn = (line[0] == ' ' || line[0] == '\t') && (passesField || field.size() > 0);
        if (!goesOn) {
            endField();
        }
        if (line.length == 2) {
            inHeader = false;
        } else if (!passesField && field.size() + line.length <= FIELD_OCTETS_MAX) {
            field.writeBytes(line);
            return;
        } else {
            passesField = true;
            feedLines(field.toByteArray());
            field.reset();
        }
        feedLines(line);
    }

    private void endField() {
        if (field.size() > 0) {
            feedLines(HeaderField.ascii(field.toByteArray()));
            field.reset();
        }
        passesField = false;
    }

    private void feedLines(byte[] lines) {
        int start = 0;
        for (int i = 1; i < lines.length && failure == null; i++) {
            if (lines[i] == '\n' && lines[i - 1] == '\r') {
                feed(Arrays.copyOfRange(lines, start, i + 1));
                start = i + 1;
            }
        }
    }

    /** Feeds what has begun and the lines of a block up to an index. */
    private void feedUpTo(byte[] block, int from, int to) {
        byte[] lines = begun.length == 0 && from == 0 && to == block.length ? block : concat(begun, block, from, to);
        begun = new byte[0];
        feed(lines);
    }

    /** The chain takes one dot away where an array begins with two; and takes an array of one dot for the end. */
    private void feed(byte[] lines) {
        byte[] stuffed = lines[0] == '.' ? concat(new byte[] {'.'}, lines, 0, lines.length) : lines;
        Response response = call(stuffed);
        if (response != null) {
            failure = response;
        }
    }

    private @Nullable Response call(byte[] lines) {
        try {
            Response response = chain.onLine(session, lines);
            if (response != null
                    && response.isEndSession()
                    && response.getRetCode().startsWith("451")) {
                // James's own, with the text of an IOException in it, and the connection would end.
                return NOT_STORED;
            }
            return response;
        } catch (RuntimeException | LinkageError bug) {
            LOGGER.error("session {}: a message could not be taken", session.getSessionID(), bug);
            return BUG;
        }
    }

    private static byte[] concat(byte[] first, byte[] second, int from, int to) {
        byte[] both = Arrays.copyOf(first, first.length + to - from);
        System.arraycopy(second, from, both, first.length, to - from);
        return both;
    }
}
