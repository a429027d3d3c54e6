package dev.jamesext.chunking;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.runtime.ClientNetwork;
import dev.jamesext.runtime.KeyedCounts;
import io.netty.channel.ChannelFutureListener;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that take time. The executor of a connection serves other connections too and must not wait; so the work runs
 * on threads of ours, what the client sends meanwhile is held back, and the answer is written in its turn.
 *
 * <p>Threads, waiting work and time are limited, in all and for each client ({@link ClientNetwork}), and apart for each
 * {@link Kind} of work. What goes wrong is a temporary failure: {@code 451 4.3.2} at once where there is no room,
 * {@code 451 4.3.0} when the work failed. When a client leaves, its work is dropped unless another waits for the same.
 */
@Singleton
public final class Gate {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gate.class);

    /** Work of one kind that runs at once. It mostly waits, for DNS or a database, so that there may be much. */
    static final int WORKERS_MAX = 32;

    /** Work of one kind that waits for a thread. */
    static final int WAITING_MAX = 256;

    /** Work of one kind and one client that runs at once. */
    static final int CLIENT_WORKERS_MAX = 4;

    /** Work of one kind and one client that waits. */
    static final int CLIENT_WAITING_MAX = 8;

    /** Threads of one kind whose work does not end although it was interrupted; other work runs beside them. */
    static final int GIVEN_UP_MAX = 32;

    /** Warnings in a minute about one client; more of them are logged at DEBUG. */
    static final int CLIENT_WARNINGS_MAX = 5;

    /** Clients whose warnings are counted. */
    private static final int CLIENTS_WARNED_MAX = 1000;

    private static final Response SATURATED =
            new SMTPResponse("451", "4.3.2 Too busy now, please try again later").immutable();
    private static final Response FAILED =
            new SMTPResponse("451", "4.3.0 Temporary failure, please try again later").immutable();

    /** Whom the work waits for. A kind that is slow leaves the others their threads. */
    public enum Kind {
        /** Name servers. */
        NAMES,
        /** James's own domains, users and rewrite table, and whatever others ask. */
        REPOSITORIES
    }

    /**
     * Something to find out.
     *
     * @param key a value; whoever has an equal one waits for the same answer, so that it must say all that the work depends on
     * @param timeMax how long the client waits; then the work counts as failed
     * @param work runs on a thread of ours and must not touch a session; interrupted when nobody waits for it any more
     */
    public record Errand<T>(Kind kind, Object key, Duration timeMax, Callable<T> work) {}

    private final Map<Kind, WorkPool> pools = new EnumMap<>(Kind.class);
    private final KeyedCounts<ClientNetwork> warnings;
    private final Metric saturated;
    private final Metric late;

    @Inject
    public Gate(MetricFactory metrics, Clock clock) {
        this(
                metrics,
                clock,
                new WorkPool.Limits(WORKERS_MAX, WAITING_MAX, CLIENT_WORKERS_MAX, CLIENT_WAITING_MAX, GIVEN_UP_MAX));
    }

    Gate(MetricFactory metrics, Clock clock, WorkPool.Limits limits) {
        Metric givenUp = metrics.generate("ehlo_gate_given_up");
        for (Kind kind : Kind.values()) {
            pools.put(kind, new WorkPool("gate-" + kind.name().toLowerCase(Locale.ROOT), limits, givenUp));
        }
        this.warnings = new KeyedCounts<>(clock, Duration.ofMinutes(1), CLIENTS_WARNED_MAX);
        this.saturated = metrics.generate("ehlo_gate_saturated");
        this.late = metrics.generate("ehlo_gate_late");
    }

    /**
     * Answers a command once something has been found out. To be called where handlers run, by the command's handler, which
     * returns what this returns, or by the function that makes the answer.
     *
     * @param answer makes the reply of what was found; runs where handlers run, and may change the session
     */
    public <T> Response later(SMTPSession session, Errand<T> errand, Function<? super T, Response> answer) {
        return later(session, errand, answer, () -> FAILED);
    }

    /**
     * The same, where the answer that does not come in time is no failure of the command.
     *
     * @param lateAnswer makes the reply when the time is over; runs like {@code answer}
     */
    public <T> Response later(
            SMTPSession session,
            Errand<T> errand,
            Function<? super T, Response> answer,
            Supplier<Response> lateAnswer) {
        Optional<FramedConnection> connection = FramedConnection.of(session);
        if (connection.isEmpty()) {
            return FAILED;
        }
        ClientNetwork client = ClientNetwork.of(session.getRemoteAddress().getAddress());
        Pending<T> pending =
                new Pending<>(session.getSessionID(), client, connection.get(), errand, answer, lateAnswer);
        if (!pending.start()) {
            saturated.increment();
            warn(client, session.getSessionID(), "no room for more questions to " + errand.kind());
            return SATURATED;
        }
        return Silence.RESPONSE;
    }

    /** Where work of a kind is done. */
    WorkPool pool(Kind kind) {
        return Objects.requireNonNull(pools.get(kind));
    }

    /** A stranger can have this said as often as it likes: not all of it is for the log. */
    private void warn(ClientNetwork client, String sessionId, String what) {
        if (warnings.add(client, 1) <= CLIENT_WARNINGS_MAX) {
            LOGGER.warn("session {}: {} ({})", sessionId, what, client.text());
        } else {
            LOGGER.debug("session {}: {} ({})", sessionId, what, client.text());
        }
    }

    /** One command that waits. Whoever settles it first answers: the work, or the clock; or the client leaves. */
    private final class Pending<T> implements WorkPool.Waiter {

        private final String sessionId;
        private final ClientNetwork client;
        private final FramedConnection connection;
        private final Errand<T> errand;
        private final Function<? super T, Response> answer;
        private final Supplier<Response> lateAnswer;
        private final AtomicBoolean settled = new AtomicBoolean();

        // Set and read on the connection's executor alone.
        private @Nullable ScheduledFuture<?> clock;
        private @Nullable ChannelFutureListener leaving;

        private Pending(
                String sessionId,
                ClientNetwork client,
                FramedConnection connection,
                Errand<T> errand,
                Function<? super T, Response> answer,
                Supplier<Response> lateAnswer) {
            this.sessionId = sessionId;
            this.client = client;
            this.connection = connection;
            this.errand = errand;
            this.answer = answer;
            this.lateAnswer = lateAnswer;
        }

        /** @return false when there is no room for it */
        private boolean start() {
            WorkPool pool = pool(errand.kind());
            long nanosMax = errand.timeMax().toNanos();
            WorkPool.Place place = pool.enter(client, errand.key(), errand.work(), nanosMax, this);
            if (place == null) {
                return false;
            }
            connection.hold();
            clock = connection.executor().schedule(() -> giveUp(pool, place), nanosMax, TimeUnit.NANOSECONDS);
            leaving = closed -> leave(pool, place);
            connection.closing().addListener(leaving);
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // Equal keys mean the same work.
        public void over(@Nullable Object found, @Nullable Throwable failure) {
            settle(() -> found == null ? failed(failure) : answer.apply((T) found));
        }

        private void giveUp(WorkPool pool, WorkPool.Place place) {
            if (!settled.get()) {
                late.increment();
                warn(client, sessionId, "no answer within " + errand.timeMax().toMillis() + " ms");
                settle(lateAnswer);
                pool.leave(place);
            }
        }

        /** On any thread. */
        private void leave(WorkPool pool, WorkPool.Place place) {
            if (settled.compareAndSet(false, true)) {
                pool.leave(place);
                whereHandlersRun(this::stopWatching);
            }
        }

        private void settle(Supplier<Response> response) {
            if (settled.compareAndSet(false, true)) {
                whereHandlersRun(() -> answer(response));
            }
        }

        private void whereHandlersRun(Runnable step) {
            try {
                connection.executor().execute(step);
            } catch (RejectedExecutionException stopped) {
                LOGGER.debug("session {}: the server has stopped", sessionId);
            }
        }

        private void stopWatching() {
            if (clock != null) {
                clock.cancel(false);
            }
            if (leaving != null) {
                connection.closing().removeListener(leaving);
            }
        }

        private void answer(Supplier<Response> response) {
            stopWatching();
            if (!connection.isOpen()) {
                return;
            }
            Response ready = FAILED;
            try {
                ready = response.get();
            } catch (Throwable bug) { // Whatever it is, the client would wait for ever.
                ready = failed(bug);
            } finally {
                connection.write(ready);
                connection.open();
            }
        }

        private Response failed(@Nullable Throwable failure) {
            LOGGER.error("session {}: a command that takes time failed", sessionId, failure);
            return FAILED;
        }
    }
}
