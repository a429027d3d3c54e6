package dev.jamesext.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of something each of many clients did lately: questions of an address, failed logins of a user, octets of a
 * sender. The window of a key begins with its first event and ends after a fixed time; then the key starts from nothing. So
 * a limit of N holds for any window, and at most 2N events lie in any stretch of time as long as a window.
 *
 * <p>The table holds a limited number of keys. One too many drops the oldest of those with the lowest counts, counts of the
 * same number of binary digits taken as alike. A flood of new keys drops its own keys: to drop a key that counts N it has to
 * fill the table with counts like N.
 *
 * <p>Every call takes the same time, however many keys there are, and the methods are for any thread. Nothing is kept beyond
 * the life of the object; a class that injects the clock and holds one of these is a singleton.
 *
 * @param <K> the key: a value with {@code equals} and {@code hashCode}, of bounded size
 */
public final class KeyedCounts<K> {

    private final Clock clock;
    private final long windowMillis;
    private final int keysMax;

    /** In the order in which the windows began. */
    private final Map<K, Window> windows = new LinkedHashMap<>();

    /** Number of binary digits of a count to the keys with such counts, those that have had them for longest first. */
    private final TreeMap<Integer, Set<K>> levels = new TreeMap<>();

    /**
     * @param window how long a count lasts, at least a millisecond
     * @param keysMax keys that are remembered, at least 1
     */
    public KeyedCounts(Clock clock, Duration window, int keysMax) {
        if (window.toMillis() < 1 || keysMax < 1) {
            throw new IllegalArgumentException("a window of " + window + " for " + keysMax + " keys");
        }
        this.clock = clock;
        this.windowMillis = window.toMillis();
        this.keysMax = keysMax;
    }

    /** What was counted for a key in its window, 0 if nothing was. */
    public synchronized long count(K key) {
        Window window = current(key, clock.millis());
        return window == null ? 0 : window.count;
    }

    /**
     * Counts for a key.
     *
     * @param amount 1 or more
     * @return the count of the key, this amount included; {@link Long#MAX_VALUE} stands for all above
     */
    public synchronized long add(K key, long amount) {
        if (amount < 1) {
            throw new IllegalArgumentException("counts " + amount);
        }
        long now = clock.millis();
        Window window = current(key, now);
        if (window == null) {
            makeRoom(now);
            window = new Window(now);
            windows.put(key, window);
        } else {
            leaveLevel(key, window);
        }
        window.count = amount > Long.MAX_VALUE - window.count ? Long.MAX_VALUE : window.count + amount;
        levels.computeIfAbsent(level(window), digits -> new LinkedHashSet<>()).add(key);
        return window.count;
    }

    /**
     * Counts for a key unless the limit does not leave room for the whole amount: what is refused is not counted.
     *
     * @param amount 1 or more
     * @param max the highest count there may be
     * @return whether it was counted
     */
    public synchronized boolean addUpTo(K key, long amount, long max) {
        if (amount > max - count(key)) {
            return false;
        }
        add(key, amount);
        return true;
    }

    /** A key starts from nothing. */
    public synchronized void forget(K key) {
        Window window = windows.remove(key);
        if (window != null) {
            leaveLevel(key, window);
        }
    }

    /** Keys that are remembered now, those whose window has ended and that nobody has asked about among them. */
    synchronized int size() {
        return windows.size();
    }

    private @Nullable Window current(K key, long now) {
        Window window = windows.get(key);
        if (window != null && isOver(window, now)) {
            forget(key);
            return null;
        }
        return window;
    }

    /** A clock that was set back ends a window no later than two of them. */
    private boolean isOver(Window window, long now) {
        return Math.abs(now - window.beginMillis) >= windowMillis;
    }

    private void makeRoom(long now) {
        // Each key is removed once, so that the loop is paid for by the calls that added them.
        Iterator<Map.Entry<K, Window>> oldest = windows.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<K, Window> entry = oldest.next();
            if (!isOver(entry.getValue(), now)) {
                break;
            }
            oldest.remove();
            leaveLevel(entry.getKey(), entry.getValue());
        }
        if (windows.size() >= keysMax) {
            forget(levels.firstEntry().getValue().iterator().next());
        }
    }

    private void leaveLevel(K key, Window window) {
        int level = level(window);
        Set<K> keys = levels.get(level);
        if (keys != null && keys.remove(key) && keys.isEmpty()) {
            levels.remove(level);
        }
    }

    private static int level(Window window) {
        return Long.SIZE - Long.numberOfLeadingZeros(window.count);
    }

    private static final class Window {
        private final long beginMillis;
        private long count;

        private Window(long beginMillis) {
            this.beginMillis = beginMillis;
        }
    }
}
