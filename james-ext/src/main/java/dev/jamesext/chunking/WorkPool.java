package dev.jamesext.chunking;

import dev.jamesext.runtime.ClientNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.metrics.api.Metric;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that many clients wait for, on a bounded number of threads. Each client has a share of what runs and of what waits,
 * and clients with waiting work take turns. Who asks for the same thing as another, while that one waits, waits for the same
 * answer. Work that nobody waits for any more is dropped, or interrupted if it runs.
 *
 * <p>Work that goes on although it was interrupted keeps its thread, and its place in the share of its client, but no place
 * among the running work; there is a bound on such threads too.
 *
 * <p>All methods are for any thread, and none waits.
 */
final class WorkPool {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkPool.class);

    private static final int IDLE_SECONDS = 60;

    /**
     * How much there may be at once.
     *
     * @param running work that runs, of all clients
     * @param waiting work that waits, of all clients
     * @param clientRunning work that runs, of one client
     * @param clientWaiting work that waits, of one client
     * @param givenUp work that nobody waits for and that runs on
     */
    record Limits(int running, int waiting, int clientRunning, int clientWaiting, int givenUp) {}

    /** Who waits. Called once at most, on a thread of the pool; must be quick. */
    interface Waiter {

        /**
         * The work is over.
         *
         * @param found what it gave, if it did not fail
         * @param failure what it threw; null if it did not
         */
        void over(@Nullable Object found, @Nullable Throwable failure);
    }

    private final Limits limits;
    private final Metric givenUp;
    private final ThreadPoolExecutor threads;

    // Everything below is guarded by this object.
    private final Map<Object, Task> byKey = new HashMap<>();
    private final Map<ClientNetwork, Share> shares = new HashMap<>();

    /** Clients that have waiting work and room in their share to run it, those that have waited longest first. */
    private final Set<Share> turns = new LinkedHashSet<>();

    private int running;
    private int waiting;
    private int runningOn;

    /** @param givenUp goes up and down with the number of threads whose work nobody waits for */
    WorkPool(String name, Limits limits, Metric givenUp) {
        this.limits = limits;
        this.givenUp = givenUp;
        AtomicInteger number = new AtomicInteger();
        int threadsMax = limits.running() + limits.givenUp();
        this.threads = new ThreadPoolExecutor(
                threadsMax, threadsMax, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "james-ext-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has work done, or waits for the same work of another.
     *
     * @param key equal keys mean the same work
     * @param patienceNanos work that has run for longer is not waited for, but begun anew
     * @return the place of the waiter, for {@link #leave}; null when there is no room
     */
    synchronized @Nullable Place enter(
            ClientNetwork client, Object key, Callable<?> work, long patienceNanos, Waiter waiter) {
        Task same = byKey.get(key);
        Task task = same != null && !same.hasRunFor(patienceNanos) ? same : new Task(key, work);
        Share share = shares.computeIfAbsent(client, Share::new);
        if (task.runner == null && !task.queuedBy.containsKey(share)) {
            if (!hasRoom(share)) {
                forgetIfIdle(share);
                return null;
            }
            share.queue.add(task);
            waiting++;
        }
        Place place = new Place(task, share, waiter);
        task.places.add(place);
        byKey.put(key, task);
        if (task.runner == null) {
            task.queuedBy.merge(share, 1, Integer::sum);
            takeTurn(share);
            startWhatMayRun();
        } else {
            forgetIfIdle(share);
        }
        return place;
    }

    /** Somebody waits no longer; nothing happens when the work is over. */
    synchronized void leave(Place place) {
        Task task = place.task;
        if (!task.places.remove(place)) {
            return;
        }
        if (task.runner == null) {
            if (task.queuedBy.merge(place.share, -1, Integer::sum) == 0) {
                task.queuedBy.remove(place.share);
                place.share.queue.remove(task);
                waiting--;
                forgetIfIdle(place.share);
            }
        } else if (task.places.isEmpty()) {
            giveUp(task);
        }
        if (task.places.isEmpty()) {
            byKey.remove(task.key, task);
        }
    }

    /** Work that runs and is waited for. */
    synchronized int running() {
        return running;
    }

    /** Work that waits for a thread, once for each client that waits for it. */
    synchronized int waiting() {
        return waiting;
    }

    /** Work that runs although nobody waits for it. */
    synchronized int runningOn() {
        return runningOn;
    }

    /** Clients that have work here. */
    synchronized int clients() {
        return shares.size();
    }

    private boolean hasRoom(Share share) {
        boolean starts = running < limits.running() && share.running < limits.clientRunning();
        return starts || (waiting < limits.waiting() && share.queue.size() < limits.clientWaiting());
    }

    private void takeTurn(Share share) {
        if (!share.queue.isEmpty() && share.running < limits.clientRunning()) {
            turns.add(share);
        }
    }

    private void startWhatMayRun() {
        while (running < limits.running() && !turns.isEmpty()) {
            Share share = turns.iterator().next();
            turns.remove(share);
            Iterator<Task> queue = share.queue.iterator();
            if (queue.hasNext()) {
                start(queue.next(), share);
                takeTurn(share);
            }
        }
    }

    private void start(Task task, Share runner) {
        task.runner = runner;
        task.beginNanos = System.nanoTime();
        runner.running++;
        running++;
        for (Share share : task.queuedBy.keySet()) {
            share.queue.remove(task);
            waiting--;
            forgetIfIdle(share);
        }
        task.queuedBy.clear();
        try {
            threads.execute(() -> run(task));
        } catch (Throwable noThread) { // Out of memory for a thread: its clients must hear that.
            task.failure = noThread;
            release(task);
            tell(task);
        }
    }

    private void run(Task task) {
        try {
            if (begins(task)) {
                task.found = task.work.call();
            }
        } catch (Throwable failure) { // Out of memory too: the client must get an answer, and the thread lives on.
            task.failure = failure;
        } finally {
            end(task);
        }
    }

    private synchronized boolean begins(Task task) {
        task.thread = Thread.currentThread();
        return !task.givenUp;
    }

    private void end(Task task) {
        synchronized (this) {
            task.thread = null;
            // An interruption that came late is not for the next one's work.
            Thread.interrupted();
            release(task);
        }
        try {
            tell(task);
        } finally {
            synchronized (this) {
                startWhatMayRun();
            }
        }
    }

    private void release(Task task) {
        Share share = Objects.requireNonNull(task.runner);
        share.running--;
        if (task.movedOut) {
            runningOn--;
            givenUp.decrement();
        } else {
            running--;
        }
        byKey.remove(task.key, task);
        takeTurn(share);
        forgetIfIdle(share);
    }

    /** Nobody joins a task that is over, so that its places change no more. */
    private void tell(Task task) {
        List<Place> places;
        synchronized (this) {
            places = new ArrayList<>(task.places);
            task.places.clear();
        }
        for (Place place : places) {
            try {
                place.waiter.over(task.found, task.failure);
            } catch (Throwable bug) { // The others must hear it all the same.
                LOGGER.error("somebody who waited cannot be answered", bug);
            }
        }
    }

    private void giveUp(Task task) {
        task.givenUp = true;
        if (task.thread != null) {
            task.thread.interrupt();
        }
        if (runningOn < limits.givenUp()) {
            task.movedOut = true;
            runningOn++;
            running--;
            givenUp.increment();
            startWhatMayRun();
        }
    }

    private void forgetIfIdle(Share share) {
        if (share.running == 0 && share.queue.isEmpty()) {
            turns.remove(share);
            shares.remove(share.client, share);
        }
    }

    /** One client's place among those who wait for a task. */
    static final class Place {
        private final Task task;
        private final Share share;
        private final Waiter waiter;

        private Place(Task task, Share share, Waiter waiter) {
            this.task = task;
            this.share = share;
            this.waiter = waiter;
        }
    }

    private static final class Share {
        private final ClientNetwork client;
        private final Set<Task> queue = new LinkedHashSet<>();
        private int running;

        private Share(ClientNetwork client) {
            this.client = client;
        }
    }

    private static final class Task {
        private final Object key;
        private final Callable<?> work;
        private final Set<Place> places = new LinkedHashSet<>();

        /** Whose queues it is in, with the number of places of each; empty once it runs. */
        private final Map<Share, Integer> queuedBy = new LinkedHashMap<>();

        /** Whose share it runs in; null while it waits. */
        private @Nullable Share runner;

        private long beginNanos;
        private @Nullable Thread thread;
        private boolean givenUp;

        /** Given up, and no longer among the running. */
        private boolean movedOut;

        /** Written by the thread that runs it before it is released. */
        private @Nullable Object found;

        private @Nullable Throwable failure;

        private Task(Object key, Callable<?> work) {
            this.key = key;
            this.work = work;
        }

        private boolean hasRunFor(long nanos) {
            return runner != null && System.nanoTime() - beginNanos >= nanos;
        }
    }
}
