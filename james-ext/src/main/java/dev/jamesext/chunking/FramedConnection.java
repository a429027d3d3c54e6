package dev.jamesext.chunking;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection whose octets we frame: what command handlers may say about what the client sends next. All methods are for
 * the connection's executor, on which James runs the handlers.
 */
public final class FramedConnection {

    private static final Logger LOGGER = LoggerFactory.getLogger(FramedConnection.class);

    private static final AttachmentKey<FramedConnection> KEY =
            AttachmentKey.of("james-ext.framed-connection", FramedConnection.class);
    /** Says to a client that a refused line announced octets, and that the connection is closed for that. */
    public static final String OCTETS_ANNOUNCED_TEXT = "BDAT in a line that is not understood, closing the connection";

    /** Says to a client that a bare LF ended a line, and that the connection is closed for that. */
    public static final String BARE_LF_TEXT = "Lines end in CRLF, closing the connection";

    private static final String INLET = "james-ext.inlet";
    private static final String FRAMER = "james-ext.framer";

    private final SMTPSession session;
    private final Channel channel;
    private final EventExecutor executor;
    private final Framer framer;

    /** Changed on the executor alone, as {@link #longLineAnswer} is. */
    private int holds;

    private @Nullable Supplier<Response> longLineAnswer;

    private UnaryOperator<Response> longLineJudge = UnaryOperator.identity();

    private Runnable onProxied = () -> {};

    private FramedConnection(
            SMTPSession session,
            Channel channel,
            EventExecutor executor,
            ChannelHandlerContext inletContext,
            Inlet inlet) {
        this.session = session;
        this.channel = channel;
        this.executor = executor;
        this.framer = new Framer(new Answers(inletContext, inlet));
    }

    /** The framed connection of a session; empty where framing could not be installed. */
    public static Optional<FramedConnection> of(SMTPSession session) {
        return session.getAttachment(KEY, State.Connection);
    }

    /**
     * Takes James's framer out and puts ours in, directly before the core handler and on its executor, wherever James had
     * its own. What that one has taken already comes to us by way of the pipeline, as octets; it was sent before the
     * greeting.
     *
     * @return false, and nothing is changed, when the pipeline is not as we know it
     */
    static boolean install(SMTPSession session, Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext stockFramer = pipeline.context(HandlerConstants.FRAMER);
        ChannelHandlerContext core = pipeline.context(HandlerConstants.CORE_HANDLER);
        if (stockFramer == null || core == null) {
            return false;
        }
        // Else Netty closes the connection as soon as a client has shut its sending side, before its last commands are
        // answered.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        EventExecutor executor = core.executor();
        Inlet inlet = new Inlet();
        pipeline.addBefore(HandlerConstants.FRAMER, INLET, inlet);
        ChannelHandlerContext inletContext = pipeline.context(INLET);
        FramedConnection connection = new FramedConnection(session, channel, executor, inletContext, inlet);
        pipeline.addBefore(executor, HandlerConstants.CORE_HANDLER, FRAMER, connection.framer);
        EventExecutor stockExecutor = stockFramer.executor();
        ChannelHandler stock = pipeline.remove(HandlerConstants.FRAMER);
        session.setAttachment(KEY, connection, State.Connection);
        // In this order what James's framer has taken or let go of is in front of what the inlet keeps back.
        stockExecutor.execute(() -> {
            boolean lossless = !StockFramer.dropsALine(stock);
            executor.execute(() -> {
                connection.framer.begin(lossless);
                inletContext.executor().execute(() -> inlet.open(inletContext));
            });
        });
        return true;
    }

    /**
     * Holds the greeting back: whoever talks before {@link #greet} is refused. To be called while the connection is accepted.
     *
     * @return what the connect handler has to return
     */
    public Response holdGreeting() {
        framer.expectSilence();
        return Silence.RESPONSE;
    }

    /**
     * Runs something once it is known who the client is: at once, or behind a proxy when its header has been taken.
     *
     * @param action on the connection's executor
     */
    public void whenKnown(Runnable action) {
        if (((ProtocolSessionImpl) session).getProtocolTransport().isProxyRequired()) {
            onProxied = action;
        } else {
            action.run();
        }
    }

    /**
     * Greets a client whose greeting was held back, unless it has talked before or has gone. No thread waits.
     *
     * @param millis from now; 0 for at once
     */
    public void greet(Response greeting, long millis) {
        if (millis == 0) {
            greet(greeting);
        } else {
            later(() -> greet(greeting), millis);
        }
    }

    private void greet(Response greeting) {
        if (isOpen() && framer.isSilent()) {
            write(greeting);
            framer.endSilence();
        }
    }

    /**
     * The content of DATA follows.
     *
     * @param content what is to take it; its {@code end} is due to write the reply
     * @param lfEndsLine whether a bare LF ends a line of it, so that a dot behind it may be stuffed
     */
    public void receiveData(Content content, boolean lfEndsLine) {
        framer.receiveData(content, lfEndsLine);
    }

    /**
     * A chunk follows.
     *
     * @param octets of the chunk, 1 or more
     * @param content what is to take it; its {@code end} is due to write the reply
     */
    public void receiveChunk(long octets, Content content) {
        framer.receiveChunk(octets, content);
    }

    /** Whether the client has sent something behind the command that runs. */
    public boolean holdsMore() {
        return framer.holdsMore();
    }

    /** TLS begins once the reply has been written: until it has, nothing the client sends is taken (RFC 3207 6). */
    public void expectTls() {
        framer.expectTls();
    }

    /** Writes a reply that no handler returns, because it was not ready when the handler was asked. */
    public void write(Response response) {
        if (response.isEndSession()) {
            end();
        }
        ((ProtocolSessionImpl) session).getProtocolTransport().writeResponse(response, session);
    }

    /**
     * Writes a reply after a while. What the client sends meanwhile waits, and no thread does.
     *
     * @param millis from now
     * @return what the handler has to return instead
     */
    public Response answerLater(Response response, long millis) {
        hold();
        later(() -> answer(response), millis);
        return Silence.RESPONSE;
    }

    private void later(Runnable action, long millis) {
        ScheduledFuture<?> clock = executor.schedule(action, millis, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> clock.cancel(false));
    }

    private void answer(Response response) {
        if (isOpen()) {
            write(response);
            open();
        }
    }

    /**
     * Sets what answers a command line that is too long, for as long as the next line is more than a command.
     *
     * @param answer called as a handler would be; null for the usual reply
     */
    public void onLongLine(@Nullable Supplier<Response> answer) {
        longLineAnswer = answer;
    }

    /**
     * Sets who sees the usual reply to a command line that is too long, for the whole connection.
     *
     * @param judge gives the reply that the client gets
     */
    public void onLongLineAnswered(UnaryOperator<Response> judge) {
        longLineJudge = judge;
    }

    /** The reply to the command that runs is the last one: nothing that follows is looked at. */
    public void end() {
        framer.end();
    }

    /** Holds back what follows, until it has been opened as often as it was held: an answer may need a second one. */
    void hold() {
        holds++;
        if (holds == 1) {
            framer.hold();
        }
    }

    void open() {
        holds--;
        if (holds == 0) {
            framer.open();
        }
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Done when the connection is closed; tells its listeners on the event loop. */
    ChannelFuture closing() {
        return channel.closeFuture();
    }

    /** On which James runs the handlers of this connection. */
    EventExecutor executor() {
        return executor;
    }

    /** What a framer cannot say, said in SMTP. */
    private final class Answers implements Framer.Owner {

        private final ChannelHandlerContext inletContext;
        private final Inlet inlet;

        private Answers(ChannelHandlerContext inletContext, Inlet inlet) {
            this.inletContext = inletContext;
            this.inlet = inlet;
        }

        /** RFC 5321 4.5.3.1.9. */
        @Override
        public void lineTooLong() {
            Supplier<Response> answer = longLineAnswer;
            write(
                    answer == null
                            ? longLineJudge.apply(new SMTPResponse(
                                    "500", "5.5.2 The line is longer than " + Framer.LINE_OCTETS_MAX + " octets"))
                            : answer.get());
        }

        /** A client that knows no other line end would wait for ever. */
        @Override
        public void onlyBareLf() {
            writeLast(new SMTPResponse("421", "4.7.0 " + BARE_LF_TEXT));
        }

        /** Decision 42: its octets would run as commands. */
        @Override
        public void octetsAnnounced() {
            LOGGER.info("session {}: a line that was refused announces octets", session.getSessionID());
            writeLast(new SMTPResponse("500", "5.5.2 " + OCTETS_ANNOUNCED_TEXT));
        }

        @Override
        public void lineWithoutEnd() {
            LOGGER.info("session {}: a line without an end", session.getSessionID());
            writeLast(new SMTPResponse("500", "5.5.2 The line does not end, closing the connection"));
        }

        /** Without a reply its user would have to guess; behind it the client fails at once. */
        @Override
        public void spokeTls() {
            LOGGER.info(
                    "session {}: {} begins with TLS where none is, closing the connection",
                    session.getSessionID(),
                    session.getRemoteAddress().getAddress().getHostAddress());
            writeLast(new SMTPResponse("421", "4.7.0 TLS does not begin like this here, closing the connection"));
        }

        /** RFC 5321 4.3.1: the client waits for the greeting. */
        @Override
        public void spokeEarly() {
            LOGGER.info("session {}: the client talked before the greeting", session.getSessionID());
            writeLast(new SMTPResponse("554", "5.5.1 Wait for the greeting, closing the connection"));
        }

        @Override
        public void proxied() {
            onProxied.run();
        }

        /** A reply would go out in clear text in the middle of a handshake. */
        @Override
        public void spokeBehindStartTls() {
            String id = session.getSessionID();
            LOGGER.warn("session {}: clear text behind STARTTLS, closing the connection", id);
            channel.close().addListener(closed -> LOGGER.debug("session {}: closed", id));
        }

        @Override
        public void finished() {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void taken(int octets) {
            inlet.workedOff(inletContext, octets);
        }

        private void writeLast(SMTPResponse response) {
            response.setEndSession(true);
            write(response);
        }
    }
}
