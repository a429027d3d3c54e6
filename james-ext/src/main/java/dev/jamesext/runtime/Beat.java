package dev.jamesext.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a thread of its own, a daemon, which outlives whatever the work throws, until it is
 * stopped. {@link ServerLife} starts and stops it.
 */
public final class Beat {

    private static final Logger LOGGER = LoggerFactory.getLogger(Beat.class);

    private final String name;
    private final long millis;
    private final Work work;
    private final Faults faults;
    private int untold;

    /** Gets a permit when the thread is to end; null while there is none. */
    private @Nullable Semaphore end;

    /**
     * Work that is done once {@link #start} has been called.
     *
     * @param name of the thread
     * @param millis the pause between two turns
     * @param faults is told of what a turn threw
     */
    Beat(String name, long millis, Work work, Faults faults) {
        this.name = name;
        this.millis = millis;
        this.work = work;
        this.faults = faults;
    }

    /** One turn. */
    public interface Work {
        void run() throws Exception;
    }

    /** Hears of what turns threw. May throw itself: the heap may be full. */
    interface Faults {

        /** @param turns that broke off since this was last heard, 1 or more */
        void tell(Throwable fault, int turns);
    }

    /** Starts the thread; the first turn comes after one pause. Nothing happens where it runs. */
    synchronized void start() {
        if (end == null) {
            Semaphore ending = new Semaphore(0);
            Thread thread = new Thread(() -> beat(ending), name);
            thread.setDaemon(true);
            thread.start();
            end = ending;
        }
    }

    /** Ends the thread: at once where it pauses, else behind the turn that runs. */
    synchronized void stop() {
        if (end != null) {
            end.release();
            end = null;
        }
    }

    private void beat(Semaphore ending) {
        while (true) {
            try {
                if (ending.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                return;
            }
            turn();
        }
    }

    /** One turn that nothing thrown in it ends: an OutOfMemoryError here may well be the work of another thread. */
    void turn() {
        try {
            work.run();
        } catch (Throwable fault) { // Others count on the next turn.
            report(fault);
        }
    }

    /** Telling of a fault needs memory too. What could not be told is told with the next fault. */
    private void report(Throwable fault) {
        untold++;
        try {
            faults.tell(fault, untold);
            untold = 0;
        } catch (Throwable noMemory) {
            // Counted in untold, which needs no memory.
            return;
        }
    }

    /** Logs what a turn threw, and throws nothing itself: the heap may be full. */
    public static void tell(String what, Throwable trouble) {
        try {
            if (trouble instanceof Exception) {
                LOGGER.warn("{}: {}", what, trouble.toString());
            } else {
                LOGGER.error("{}", what, trouble);
            }
        } catch (Throwable worse) {
            // The next turn comes soon, with more room perhaps.
        }
    }
}
