package dev.jamesext.runtime;

import dev.jamesext.policy.HeldLimits;
import dev.jamesext.runtime.HeldMail.Excess;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is held now: sums by owner and in all. Forgets a mail when its time has come, so that the limits bound its size. */
final class HeldLedger {

    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeSet<Timed> order =
            new TreeSet<>(Comparator.comparing(Timed::until).thenComparing(Timed::name));
    private final Map<String, Sum> owners = new HashMap<>();
    private Sum total = Sum.NOTHING;

    /**
     * One mail.
     *
     * @param since when it was first counted
     */
    record Entry(String owner, long octets, Instant until, Instant since) {}

    private record Timed(Instant until, String name) {}

    private record Sum(long messages, long octets) {
        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(long moreMessages, long moreOctets) {
            return new Sum(messages + moreMessages, octets + moreOctets);
        }
    }

    synchronized boolean isEmpty(Instant now) {
        forgetReleased(now);
        return entries.isEmpty();
    }

    /** The limit that one more mail would be beyond. */
    synchronized Optional<Excess> excess(String owner, long octets, Instant now, HeldLimits limits) {
        forgetReleased(now);
        Sum own = owners.getOrDefault(owner, Sum.NOTHING).plus(1, octets);
        Sum all = total.plus(1, octets);
        if (own.messages() > limits.messages()) {
            return Optional.of(Excess.MESSAGES);
        }
        if (own.octets() > limits.octets()) {
            return Optional.of(Excess.OCTETS);
        }
        if (all.messages() > limits.messagesTotal()) {
            return Optional.of(Excess.MESSAGES_TOTAL);
        }
        return all.octets() > limits.octetsTotal() ? Optional.of(Excess.OCTETS_TOTAL) : Optional.empty();
    }

    /** Adds a mail unless it is beyond a limit, which is the result then. */
    synchronized Optional<Excess> add(String name, Entry entry, HeldLimits limits) {
        Optional<Excess> excess = excess(entry.owner(), entry.octets(), entry.since(), limits);
        if (excess.isEmpty()) {
            put(name, entry);
        }
        return excess;
    }

    /**
     * Takes over what the spool shows.
     *
     * @param goneIfBefore a mail that is not shown and was counted before that is gone; empty where not all is shown
     */
    synchronized void correct(Map<String, Entry> shown, Optional<Instant> goneIfBefore, Instant now) {
        shown.forEach((name, entry) -> {
            if (!entries.containsKey(name)) {
                put(name, entry);
            }
        });
        goneIfBefore.ifPresent(instant -> List.copyOf(entries.entrySet()).stream()
                .filter(known -> !shown.containsKey(known.getKey())
                        && known.getValue().since().isBefore(instant))
                .forEach(gone -> remove(gone.getKey())));
        forgetReleased(now);
    }

    private void forgetReleased(Instant now) {
        while (!order.isEmpty() && !order.first().until().isAfter(now)) {
            remove(order.first().name());
        }
    }

    private void put(String name, Entry entry) {
        remove(name);
        entries.put(name, entry);
        order.add(new Timed(entry.until(), name));
        count(entry, 1);
    }

    private void remove(String name) {
        Optional.ofNullable(entries.remove(name)).ifPresent(entry -> {
            order.remove(new Timed(entry.until(), name));
            count(entry, -1);
        });
    }

    private void count(Entry entry, int sign) {
        total = total.plus(sign, sign * entry.octets());
        Sum own = owners.getOrDefault(entry.owner(), Sum.NOTHING).plus(sign, sign * entry.octets());
        if (own.messages() == 0) {
            owners.remove(entry.owner());
        } else {
            owners.put(entry.owner(), own);
        }
    }
}
