package dev.jamesext.runtime;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again on a thread of its own, a daemon, which outlives whatever the work throws. */
public final class Beat {

    private static final Logger LOGGER = LoggerFactory.getLogger(Beat.class);

    private final Semaphore never = new Semaphore(0);
    private final String name;
    private final long millis;
    private final Work work;
    private final Faults faults;
    private int untold;

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

    /**
     * Starts the thread; the first turn comes after one pause.
     *
     * @param millis the pause between two turns
     */
    public static void start(String name, long millis, Work work) {
        new Beat(name, millis, work, (fault, turns) -> tell(name, fault)).start();
    }

    /** Starts the thread; the first turn comes after one pause. */
    void start() {
        Thread thread = new Thread(this::beat, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        while (true) {
            try {
                if (never.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException end) {
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
