package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of one James: it begins with the first handler or mailet of ours that James makes ready, and ends with the last
 * that James puts away, which it does when it stops. Threads that would go on for ever run in between: a JVM may see more
 * than one James, and each would leave its threads behind, with all that they refer to. For any thread.
 */
@Singleton
public final class ServerLife {

    private final List<Beat> beats = new ArrayList<>();
    private int users;

    @Inject
    public ServerLife() {}

    /**
     * Has work done again and again as long as the server lives.
     *
     * @param name of the thread
     * @param millis the pause between two turns; the first turn comes after one
     */
    public void repeat(String name, long millis, Beat.Work work) {
        repeat(new Beat(name, millis, work, (fault, turns) -> Beat.tell(name, fault)));
    }

    synchronized void repeat(Beat beat) {
        beats.add(beat);
        if (users > 0) {
            beat.start();
        }
    }

    /** James has made a handler or a mailet ready. To be called once for each, and {@link #leave} as often. */
    public synchronized void enter() {
        users++;
        if (users == 1) {
            beats.forEach(Beat::start);
        }
    }

    /** James has put it away. */
    public synchronized void leave() {
        users--;
        if (users == 0) {
            beats.forEach(Beat::stop);
        }
    }
}
