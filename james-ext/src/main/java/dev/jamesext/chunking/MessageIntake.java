package dev.jamesext.chunking;

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
 * array, the header line by line ({@link HeaderIntake}). Behind the header it gets blocks of many lines, since a call for
 * each line costs more than all the rest. A line of the body that does not end soon comes in parts, so that none of it has to
 * be held: an array without a CRLF at its end, which only our own filter at the end of the chain may keep from James.
 *
 * <p>What is wrong with the content is told when the message ends; what is too much of it, or keeps it from being stored, at
 * once.
 */
public final class MessageIntake {

    private static final Logger LOGGER = LoggerFactory.getLogger(MessageIntake.class);

    /** Octets of a line of the header without its end. What James takes; RFC 5321 4.5.3.1.6 asks for 998. */
    static final int LINE_OCTETS_MAX = 8192;

    /** Octets of a header taken at a time: rewriting one in US-ASCII costs up to a microsecond for eight octets. */
    private static final int HEADER_BLOCK_OCTETS = 4096;

    /** Octets of a line of the body that are held while its end has not come; of a longer one parts are handed on. */
    static final int HELD_LINE_OCTETS_MAX = 8192;

    /** Octets of a line of the body, without its end, where the chain gets each line whole: as much as a block. */
    public static final int WHOLE_LINE_OCTETS_MAX = Content.BLOCK_OCTETS_MAX;

    private static final byte[] DOT = {'.'};
    private static final byte[] END = {'.', '\r', '\n'};

    private static final Response TOO_BIG =
            new SMTPResponse("552", "5.3.4 The message is larger than this server takes").immutable();
    private static final Response HEADER_LINE_TOO_LONG = new SMTPResponse(
                    "500", "5.6.0 A line of the header is longer than " + LINE_OCTETS_MAX + " octets")
            .immutable();
    private static final Response BARE_LINE_END =
            new SMTPResponse("554", "5.6.0 Lines end in CRLF: the message holds a CR or LF alone").immutable();
    private static final Response HEADER_TOO_BIG =
            new SMTPResponse("552", "5.3.4 The header of the message is larger than this server takes").immutable();
    private static final Response TOO_MANY_FIELDS = new SMTPResponse(
                    "554", "5.6.0 The header of the message has more fields than this server takes")
            .immutable();
    private static final Response NUL =
            new SMTPResponse("554", "5.6.0 The header of the message holds a NUL").immutable();
    private static final Response BEGINS_WITH_BLANK =
            new SMTPResponse("554", "5.6.0 The header of the message begins with a blank").immutable();
    private static final Response NOT_STORED =
            new SMTPResponse("452", "4.3.1 Cannot store the message now, please try again later").immutable();
    private static final Response BUG =
            new SMTPResponse("451", "4.3.0 Temporary failure, please try again later").immutable();

    /** What a CR or an LF alone in a message is. */
    public enum LineEnds {
        /** A fault. */
        STRICT,
        /** A fault, unless it is an LF: that ends its line and becomes a CRLF. */
        LF_TO_CRLF,
        /** A character of the body; an LF ends a line of the header. */
        KEPT
    }

    /**
     * How a message is to be taken.
     *
     * @param octetsMax octets of the whole message; 0 for any number
     * @param headerOctetsMax octets of its header, without the empty line behind it
     * @param headerFieldsMax fields of its header; a line without a colon is one too
     * @param lineOctetsMax octets of a line of its body, without its end
     * @param lineByLine whether the chain gets the body line by line too, for filters that count on it; no line may have more
     *     than {@link #WHOLE_LINE_OCTETS_MAX} octets then, whatever is said above
     * @param lineEnds what a CR or an LF alone is
     */
    public record Terms(
            long octetsMax,
            int headerOctetsMax,
            int headerFieldsMax,
            int lineOctetsMax,
            boolean lineByLine,
            LineEnds lineEnds) {

        public Terms {
            lineOctetsMax = lineByLine ? Math.min(lineOctetsMax, WHOLE_LINE_OCTETS_MAX) : lineOctetsMax;
        }

        boolean bareLineEnds() {
            return lineEnds == LineEnds.KEPT;
        }

        /** Octets of a line that are held while its end has not come. */
        private int heldLineOctetsMax() {
            return lineByLine ? lineOctetsMax : HELD_LINE_OCTETS_MAX;
        }
    }

    private final SMTPSession session;
    private final LineHandler<SMTPSession> chain;
    private final Terms terms;
    private final Runnable discard;

    private final LfNormalizer normalizer = new LfNormalizer();

    private long octets;
    /** Takes the header; null once that is complete. */
    private @Nullable HeaderIntake header;
    /** The beginning of a line of the body whose end has not come yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    /** Octets of that line that have been handed on already. */
    private long handedOn;
    /** Whether the last octet of the body was a CR. */
    private boolean afterCr;

    private @Nullable Response fault;
    private @Nullable Response failure;

    /**
     * @param chain stores the message and answers for it
     * @param discard throws away what the chain has stored, as soon as the message is known to be refused; a second call
     *     is harmless
     */
    public MessageIntake(SMTPSession session, LineHandler<SMTPSession> chain, Terms terms, Runnable discard) {
        this.session = session;
        this.chain = chain;
        this.terms = terms;
        this.discard = discard;
        this.header = new HeaderIntake(terms, this::feed);
    }

    /** Octets of the message so far, as they are stored. */
    public long octets() {
        return octets;
    }

    /**
     * Takes the content of DATA, or of a chunk.
     *
     * @param end called when there is no more of it
     */
    public Content content(Runnable end) {
        return new Content() {
            @Override
            public int octetsMax() {
                return header == null || isRefused() ? BLOCK_OCTETS_MAX : HEADER_BLOCK_OCTETS;
            }

            @Override
            public void octets(byte[] octets) {
                take(octets);
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }

    /** Why the message cannot be taken, to be told at once; empty while it can be. */
    public Optional<Response> failure() {
        return Optional.ofNullable(failure);
    }

    /** Takes some octets, cut anywhere. Once the message is known to be refused they are only counted. */
    public void take(byte[] received) {
        byte[] block = terms.lineEnds == LineEnds.LF_TO_CRLF ? normalizer.take(received) : received;
        octets += block.length;
        if (isRefused()) {
            if (failure == null && isTooBig()) {
                failure = TOO_BIG;
            }
            return;
        }
        if (isTooBig()) {
            failure = TOO_BIG;
        } else {
            takeLines(block, header == null ? 0 : takeHeader(header, block));
        }
        if (isRefused()) {
            discard.run();
        }
    }

    /** The message is complete: the reply to it. Whatever it says, the transaction is over. */
    public Response finish() {
        if (!isRefused()) {
            finishLines();
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

    private boolean isRefused() {
        return failure != null || fault != null;
    }

    private boolean isTooBig() {
        return terms.octetsMax > 0 && octets > terms.octetsMax;
    }

    /** Takes what a block has of the header: the index of the first octet of the body. */
    private int takeHeader(HeaderIntake taker, byte[] block) {
        int end = taker.take(block);
        judge(taker);
        if (taker.ended()) {
            header = null;
        }
        return end;
    }

    private void judge(HeaderIntake taker) {
        taker.fault().ifPresent(wrong -> {
            switch (wrong) {
                case TOO_MANY_OCTETS -> failure = HEADER_TOO_BIG;
                case TOO_MANY_FIELDS -> failure = TOO_MANY_FIELDS;
                case LINE_TOO_LONG -> fault = HEADER_LINE_TOO_LONG;
                case BARE_LINE_END -> fault = BARE_LINE_END;
                case NUL -> fault = NUL;
                case BEGINS_WITH_BLANK -> fault = BEGINS_WITH_BLANK;
            }
        });
    }

    private void finishLines() {
        if (header != null) {
            header.finish();
            judge(header);
        } else if (lineOctets() > 0) {
            if (afterCr && !terms.bareLineEnds()) {
                fault = BARE_LINE_END;
            } else if (lineOctets() > terms.lineOctetsMax) {
                fault = lineTooLong();
            } else {
                // RFC 3030 3: the last chunk may end without a line end, and a message in a mailbox may not.
                feed(concat(begun.toByteArray(), END, 1, END.length));
            }
        }
    }

    /** Octets of the line whose end has not come yet. */
    private long lineOctets() {
        return handedOn + begun.size();
    }

    private Response lineTooLong() {
        return new SMTPResponse("500", "5.6.0 A line of the message is longer than " + terms.lineOctetsMax + " octets");
    }

    /** Looks for line ends of the body, feeds whole lines and keeps the rest, or hands it on where it is much. */
    private void takeLines(byte[] block, int from) {
        int lineStart = from;
        int fed = from;
        long behind = lineOctets();
        boolean cr = afterCr;
        for (int i = from; i < block.length; i++) {
            byte octet = block[i];
            if (octet != '\n') {
                if (cr && !terms.bareLineEnds()) {
                    fault = BARE_LINE_END;
                    return;
                }
                cr = octet == '\r';
                continue;
            }
            if (!cr) {
                if (!terms.bareLineEnds()) {
                    fault = BARE_LINE_END;
                    return;
                }
                continue;
            }
            cr = false;
            if (behind + i - 1 - lineStart > terms.lineOctetsMax) {
                fault = lineTooLong();
                return;
            }
            behind = 0;
            handedOn = 0;
            lineStart = i + 1;
            if (terms.lineByLine) {
                feedUpTo(block, fed, lineStart);
                fed = lineStart;
                if (failure != null) {
                    return;
                }
            }
        }
        afterCr = cr;
        // One octet more, for a CR that may turn out to belong to the line's end.
        if (behind + block.length - lineStart > terms.lineOctetsMax + 1L) {
            fault = lineTooLong();
            return;
        }
        if (lineStart > fed) {
            feedUpTo(block, fed, lineStart);
        }
        keep(block, lineStart);
    }

    /** Keeps the beginning of a line, or hands it on. */
    private void keep(byte[] block, int from) {
        int end = block.length;
        if (begun.size() + end - from > terms.heldLineOctetsMax() + 1 && failure == null) {
            // The CR stays: the chain is to see line ends whole.
            int to = afterCr ? end - 1 : end;
            handedOn += begun.size() + to - from;
            feedUpTo(block, from, to);
            begun.write(block, to, end - to);
        } else {
            begun.write(block, from, end - from);
        }
    }

    /** Feeds what has begun and the lines of a block up to an index. */
    private void feedUpTo(byte[] block, int from, int to) {
        if (begun.size() > 0) {
            feed(concat(begun.toByteArray(), block, from, to));
            begun.reset();
        } else {
            feed(from == 0 && to == block.length ? block : Arrays.copyOfRange(block, from, to));
        }
    }

    /**
     * The chain takes one dot away where an array begins with two; and takes an array of one dot for the end.
     *
     * @return whether it wants more
     */
    private boolean feed(byte[] lines) {
        Response response = call(lines[0] == '.' ? concat(DOT, lines, 0, lines.length) : lines);
        if (response != null) {
            failure = response;
        }
        return response == null;
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
