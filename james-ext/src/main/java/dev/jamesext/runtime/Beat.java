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

    private Beat(String name, long millis, Work work) {
        this.name = name;
        this.millis = millis;
        this.work = work;
    }

    /** One turn. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Starts the thread; the first turn comes after one pause.
     *
     * @param millis the pause between two turns
     */
    public static void start(String name, long millis, Work work) {
        Thread thread = new Thread(new Beat(name, millis, work)::beat, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        while (true) {
            try {
                if (never.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                work.run();
            } catch (InterruptedException end) {
                return;
            } catch (Throwable trouble) { // Others count on the next turn, so that nothing may end the thread.
                tell(name, trouble);
            }
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
