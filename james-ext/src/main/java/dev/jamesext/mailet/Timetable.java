package dev.jamesext.mailet;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** When which of the mails in a repository is due. May be asked by several threads. */
final class Timetable {

    /** Of a key that is known and has no time yet. */
    private static final Instant NO_TIME = Instant.MIN;

    private final int entriesMax;
    private final TreeSet<Entry> order =
            new TreeSet<>(Comparator.comparing(Entry::due).thenComparing(Entry::key));
    private final Map<String, Instant> known = new HashMap<>();

    /** @param entriesMax so many keys are known at most */
    Timetable(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    private record Entry(Instant due, String key) {}

    /** Makes a key known, without a time yet; false when it is known already or too many are. */
    synchronized boolean claim(String key) {
        return known.size() < entriesMax && known.putIfAbsent(key, NO_TIME) == null;
    }

    /** Says when a known key is due, in place of what was said before; a key that is not known stays so. */
    synchronized void schedule(String key, Instant due) {
        if (known.containsKey(key)) {
            order.remove(new Entry(known.getOrDefault(key, NO_TIME), key));
            order.add(new Entry(due, key));
            known.put(key, due);
        }
    }

    /** The key that is due first, if it is due; it stays known without a time. */
    synchronized Optional<String> take(Instant now) {
        if (order.isEmpty() || order.first().due().isAfter(now)) {
            return Optional.empty();
        }
        String key = order.first().key();
        order.remove(order.first());
        known.put(key, NO_TIME);
        return Optional.of(key);
    }

    synchronized void forget(String key) {
        order.remove(new Entry(known.getOrDefault(key, NO_TIME), key));
        known.remove(key);
    }
}
