package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.junit.jupiter.api.Test;

/** The gate without a server: a connection whose executor runs when the test says so. */
final class GateTest {

    private static final long LONG_MILLIS = 20_000;
    private static final long LATE_MILLIS = 20;

    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits for the test. */
    private final Callable<String> waiting = () -> {
        released.await(LONG_MILLIS, TimeUnit.MILLISECONDS);
        return "done";
    };

    @Test
    void answersWhenTheWorkIsDoneAndGoesOnThen() throws InterruptedException {
        Client client = new Client(gate(1, 1), waiting);
        client.send("SLOW\r\nNOOP\r\n");
        client.work();
        assertThat(client.answers()).isEmpty();
        released.countDown();
        assertThat(client.await("250 noop\r\n")).isEqualTo("250 done\r\n250 noop\r\n");
    }

    @Test
    void givesUpWhatTakesTooLongAndDropsWhatComesAfterAll() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Client client = new Client(gate(1, 1), () -> {
            begun.countDown();
            try {
                return waiting.call();
            } catch (InterruptedException e) {
                interrupted.set(true);
                return "too late";
            } finally {
                over.countDown();
            }
        });
        client.channel.freezeTime();
        client.send("SLOW\r\nNOOP\r\n");
        assertThat(begun.await(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        client.channel.advanceTimeBy(LONG_MILLIS - 1, TimeUnit.MILLISECONDS);
        client.work();
        assertThat(client.answers()).isEmpty();
        client.channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        assertThat(client.await("250 noop\r\n")).startsWith("451 4.3.0 ").endsWith("\r\n250 noop\r\n");
        assertThat(over.await(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(interrupted).isTrue();
        client.work();
        assertThat(client.answers()).isEmpty();
    }

    @Test
    void forgetsAClientThatLeavesAndDropsItsWork() {
        Gate gate = gate(1, 1);
        Client worked = new Client(gate, waiting);
        Client client = new Client(gate, waiting);
        worked.send("SLOW\r\n");
        client.send("SLOW\r\nNOOP\r\n");
        assertThat(gate.pool(Gate.Kind.NAMES).waiting()).isEqualTo(1);
        client.channel.close().syncUninterruptibly();
        assertThat(gate.pool(Gate.Kind.NAMES).waiting()).isZero();
        released.countDown();
        client.work();
        assertThat(client.answers()).isEmpty();
        client.channel.checkException();
    }

    @Test
    void refusesWhatHasNoRoomAtOnce() throws InterruptedException {
        Gate gate = gate(1, 1);
        Client worked = new Client(gate, waiting);
        Client waits = new Client(gate, waiting);
        Client refused = new Client(gate, waiting);
        worked.send("SLOW\r\n");
        waits.send("SLOW\r\n");
        refused.send("SLOW\r\nNOOP\r\n");
        assertThat(refused.answers()).startsWith("451 4.3.2 ").endsWith("\r\n250 noop\r\n");
        released.countDown();
        assertThat(worked.await("250 done\r\n")).isEqualTo("250 done\r\n");
        assertThat(waits.await("250 done\r\n")).isEqualTo("250 done\r\n");
    }

    @Test
    void questionsToNameServersTakeNoRoomOfTheOthers() throws InterruptedException {
        Gate gate = gate(1, 1);
        Client worked = new Client(gate, waiting);
        Client waits = new Client(gate, waiting);
        Client book = new Client(gate, () -> "found");
        worked.send("SLOW\r\n");
        waits.send("SLOW\r\n");
        book.send("BOOK\r\n");
        assertThat(book.await("250 found\r\n")).isEqualTo("250 found\r\n");
        book.send("SLOW\r\n");
        assertThat(book.answers()).startsWith("451 4.3.2 ");
        released.countDown();
    }

    /** Rules that ask one thing after another, and a command that asks again. */
    @Test
    void anAnswerMayNeedAnotherOne() throws InterruptedException {
        Gate gate = gate(1, 1);
        AtomicReference<SMTPSession> session = new AtomicReference<>();
        Client client = new Client(
                gate,
                () -> "first",
                first -> gate.later(
                        Objects.requireNonNull(session.get()),
                        errand(Gate.Kind.REPOSITORIES, () -> first + " second"),
                        SMTPResponseOf250::of));
        session.set(client.session);
        client.send("SLOW\r\nNOOP\r\n");
        assertThat(client.await("250 noop\r\n")).isEqualTo("250 first second\r\n250 noop\r\n");
    }

    @Test
    void anErrorOfTheMachineIsTemporaryToo() throws InterruptedException {
        Gate gate = gate(1, 1);
        Client work = new Client(gate, () -> {
            throw new OutOfMemoryError("thrown by a test");
        });
        work.send("SLOW\r\nNOOP\r\n");
        assertThat(work.await("250 noop\r\n")).startsWith("451 4.3.0 ");
        Client answer = new Client(gate, () -> "found", found -> {
            throw new OutOfMemoryError("thrown by a test");
        });
        answer.send("SLOW\r\nNOOP\r\n");
        assertThat(answer.await("250 noop\r\n")).startsWith("451 4.3.0 ");
    }

    @Test
    void anyFailureOfTheWorkIsTemporary() throws InterruptedException {
        Client client = new Client(gate(1, 1), () -> {
            throw new NoSuchMethodError("of another James");
        });
        client.send("SLOW\r\nNOOP\r\n");
        assertThat(client.await("250 noop\r\n")).startsWith("451 4.3.0 ");
    }

    @Test
    void anyFailureOfTheAnswerIsTemporary() throws InterruptedException {
        Client client = new Client(gate(1, 1), () -> "found", found -> {
            throw new IllegalStateException("a bug in a handler");
        });
        client.send("SLOW\r\nNOOP\r\n");
        assertThat(client.await("250 noop\r\n")).startsWith("451 4.3.0 ");
    }

    @Test
    void withoutFramingThereIsNoWaiting() {
        SMTPSession session = session(new LoopbackChannel());
        Response response = gate(1, 1).later(session, errand(Gate.Kind.NAMES, waiting), SMTPResponseOf250::of);
        assertThat(response.getRetCode()).isEqualTo("451");
    }

    @Test
    void aReplyThatIsPutOffComesInItsTurn() throws InterruptedException {
        Client client = new Client(gate(1, 1), waiting);
        client.send("LATE\r\nNOOP\r\n");
        assertThat(client.await("250 noop\r\n")).isEqualTo("250 late\r\n250 noop\r\n");
    }

    @Test
    void nothingRunsBehindALastReplyThatIsPutOff() throws InterruptedException {
        Client client = new Client(gate(1, 1), waiting);
        client.send("LAST\r\nNOOP\r\n");
        assertThat(client.await("421 late\r\n")).isEqualTo("421 late\r\n");
        client.work();
        assertThat(client.answers()).isEmpty();
    }

    /** A client that hangs up leaves no task behind that would hold its connection in memory. */
    @Test
    void aReplyThatIsPutOffIsForgottenWithItsClient() {
        Client client = new Client(gate(1, 1), waiting);
        client.send("EVER\r\nNOOP\r\n");
        assertThat(client.channel.runScheduledPendingTasks()).isPositive();
        client.channel.close().syncUninterruptibly();
        client.channel.runPendingTasks();
        assertThat(client.channel.runScheduledPendingTasks()).isEqualTo(-1);
        assertThat(client.answers()).isEmpty();
    }

    @Test
    void aPipelineOfAnotherKindIsLeftAlone() {
        EmbeddedChannel channel = new LoopbackChannel();
        channel.pipeline().addLast("somethingElse", new ChannelInboundHandlerAdapter());
        SMTPSession session = session(channel);
        assertThat(FramedConnection.install(session, channel)).isFalse();
        assertThat(FramedConnection.of(session)).isEmpty();
        assertThat(channel.pipeline().names()).startsWith("somethingElse");
    }

    private static Gate gate(int workers, int waiting) {
        return new Gate(
                new RecordingMetricFactory(),
                Clock.systemUTC(),
                new WorkPool.Limits(workers, waiting, workers, waiting, 1));
    }

    private static Gate.Errand<String> errand(Gate.Kind kind, Callable<String> work) {
        return new Gate.Errand<>(kind, new Object(), Duration.ofMillis(LONG_MILLIS), work);
    }

    private static Response last() {
        SMTPResponse response = new SMTPResponse("421", "late");
        response.setEndSession(true);
        return response;
    }

    private static SMTPSession session(EmbeddedChannel channel) {
        return new SMTPSessionImpl(new NettyProtocolTransport(channel, null, false), new SMTPConfigurationImpl());
    }

    private static final class SMTPResponseOf250 {
        private SMTPResponseOf250() {}

        static Response of(String text) {
            return new SMTPResponse("250", text);
        }
    }

    /** A connection with a core handler that knows {@code SLOW}, {@code BOOK}, {@code LATE}, {@code LAST}, {@code EVER} and {@code NOOP}. */
    private static final class Client {
        private final EmbeddedChannel channel = new LoopbackChannel();
        private final SMTPSession session = session(channel);

        Client(Gate gate, Callable<String> work) {
            this(gate, work, SMTPResponseOf250::of);
        }

        Client(Gate gate, Callable<String> work, Function<String, Response> answer) {
            channel.pipeline().addLast(HandlerConstants.FRAMER, new ChannelInboundHandlerAdapter());
            channel.pipeline().addLast(HandlerConstants.CORE_HANDLER, new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ByteBuf line = (ByteBuf) message;
                    String verb = line.toString(0, 4, StandardCharsets.US_ASCII);
                    line.release();
                    FramedConnection connection = FramedConnection.of(session).orElseThrow();
                    connection.write(
                            switch (verb) {
                                case "SLOW" -> gate.later(session, errand(Gate.Kind.NAMES, work), answer);
                                case "BOOK" -> gate.later(session, errand(Gate.Kind.REPOSITORIES, work), answer);
                                case "LATE" -> connection.answerLater(new SMTPResponse("250", "late"), LATE_MILLIS);
                                case "EVER" -> connection.answerLater(new SMTPResponse("250", "late"), LONG_MILLIS);
                                case "LAST" -> connection.answerLater(last(), LATE_MILLIS);
                                default -> new SMTPResponse("250", "noop");
                            });
                }
            });
            assertThat(FramedConnection.install(session, channel)).isTrue();
            channel.runPendingTasks();
        }

        void send(String text) {
            channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        }

        /** What the connection's executor has to do by now. */
        void work() {
            channel.runPendingTasks();
            channel.runScheduledPendingTasks();
        }

        /** What has been written since the last look. */
        String answers() {
            StringBuilder text = new StringBuilder();
            for (ByteBuf octets = channel.readOutbound(); octets != null; octets = channel.readOutbound()) {
                text.append(octets.toString(StandardCharsets.US_ASCII));
                octets.release();
            }
            return text.toString();
        }

        /** Works until an answer ends so, and gives all there is. */
        String await(String end) throws InterruptedException {
            StringBuilder text = new StringBuilder();
            long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS);
            while (!text.toString().endsWith(end) && System.nanoTime() < last) {
                work();
                text.append(answers());
                Thread.sleep(2);
            }
            return text.toString();
        }
    }
}
