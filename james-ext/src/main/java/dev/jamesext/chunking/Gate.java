package dev.jamesext.chunking;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Threads, waiting work and time are limited. Whatever goes wrong is a temporary failure: {@code 451 4.3.2} when too
 * much work waits, {@code 451 4.3.0} when the work failed or took too long. A client that leaves meanwhile is forgotten.
 */
@Singleton
public final class Gate {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gate.class);

    /** Commands that are worked on at once. They mostly wait, for DNS or a database, so that there may be many. */
    static final int WORKERS_MAX = 32;

    /** Commands that wait for a worker. */
    static final int WAITING_MAX = 256;

    /** Seconds from the command to its answer. */
    static final int ANSWER_SECONDS_MAX = 30;

    private static final int IDLE_SECONDS = 60;

    private static final Response SATURATED =
            new SMTPResponse("451", "4.3.2 Too busy now, please try again later").immutable();
    private static final Response FAILED =
            new SMTPResponse("451", "4.3.0 Temporary failure, please try again later").immutable();

    private final ThreadPoolExecutor workers;
    private final long answerMillisMax;
    private final Metric saturated;
    private final Metric late;

    @Inject
    public Gate(MetricFactory metrics) {
        this(metrics, WORKERS_MAX, WAITING_MAX, TimeUnit.SECONDS.toMillis(ANSWER_SECONDS_MAX));
    }

    Gate(MetricFactory metrics, int workersMax, int waitingMax, long answerMillisMax) {
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                workersMax, workersMax, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), task -> {
                    Thread thread = new Thread(task, "james-ext-gate-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.workers.allowCoreThreadTimeOut(true);
        this.answerMillisMax = answerMillisMax;
        this.saturated = metrics.generate("ehlo_gate_saturated");
        this.late = metrics.generate("ehlo_gate_late");
    }

    /**
     * Answers a command once some work is done. To be called by the command's handler, which returns what this returns.
     *
     * @param work runs on a thread of ours and must not touch the session; interrupted when it takes too long
     * @param answer makes the reply of what the work found; runs where handlers run, and may change the session
     */
    public <T> Response later(SMTPSession session, Callable<T> work, Function<? super T, Response> answer) {
        Optional<FramedConnection> connection = FramedConnection.of(session);
        if (connection.isEmpty()) {
            return FAILED;
        }
        Pending<T> pending = new Pending<>(session.getSessionID(), connection.get(), work, answer);
        connection.get().hold();
        if (!pending.start()) {
            saturated.increment();
            LOGGER.warn(
                    "session {}: no worker is free and {} commands wait for one",
                    session.getSessionID(),
                    workers.getQueue().size());
            connection.get().open();
            return SATURATED;
        }
        return Silence.RESPONSE;
    }

    /** One command that is being worked on. Whoever settles it first answers: the work, or the clock. */
    private final class Pending<T> implements Runnable {

        private final String sessionId;
        private final FramedConnection connection;
        private final Callable<T> work;
        private final Function<? super T, Response> answer;
        private final AtomicBoolean settled = new AtomicBoolean();

        /** Set and read on the connection's executor alone. */
        private @Nullable ScheduledFuture<?> clock;

        private Pending(
                String sessionId, FramedConnection connection, Callable<T> work, Function<? super T, Response> answer) {
            this.sessionId = sessionId;
            this.connection = connection;
            this.work = work;
            this.answer = answer;
        }

        /** @return false when there is no room for it */
        private boolean start() {
            Future<?> running;
            try {
                running = workers.submit(this);
            } catch (RejectedExecutionException full) {
                return false;
            }
            clock = connection.executor().schedule(() -> giveUp(running), answerMillisMax, TimeUnit.MILLISECONDS);
            return true;
        }

        @Override
        public void run() {
            try {
                T found = work.call();
                settle(() -> answer.apply(found));
            } catch (Exception | LinkageError | StackOverflowError failure) {
                // Whatever the work runs into, the client must get an answer or it would wait for ever.
                settle(() -> failed(failure));
            }
        }

        private void giveUp(Future<?> running) {
            if (!settled.get()) {
                late.increment();
                LOGGER.warn("session {}: no answer within {} ms", sessionId, answerMillisMax);
                settle(() -> FAILED);
                running.cancel(true);
            }
        }

        private void settle(Supplier<Response> response) {
            if (settled.compareAndSet(false, true)) {
                connection.executor().execute(() -> answer(response));
            }
        }

        private void answer(Supplier<Response> response) {
            if (clock != null) {
                clock.cancel(false);
            }
            if (!connection.isOpen()) {
                return;
            }
            Response ready;
            try {
                ready = response.get();
            } catch (RuntimeException | LinkageError bug) {
                ready = failed(bug);
            }
            connection.write(ready);
            connection.open();
        }

        private Response failed(Throwable failure) {
            LOGGER.error("session {}: a command that takes time failed", sessionId, failure);
            return FAILED;
        }
    }
}
