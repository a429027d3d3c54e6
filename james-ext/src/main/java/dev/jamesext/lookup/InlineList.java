package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A list of names held in memory: one block of octets, and one table of positions in it. Costs some 16 octets a name
 * beyond its own UTF-8. The table holds the first spelling of each name, at the place of the folded name; further
 * spellings, which differ in case or by a final dot, are a list of their own at the places of what is written. Side by
 * side in one table, a hundred thousand spellings of one name would take minutes to put in.
 */
public final class InlineList implements LookupList {

    /** The table is at most half full: searches end soon. */
    private static final int SLOTS_PER_ENTRY = 2;

    /** Differs from process to process, so that nobody can write a list whose names all meet in one place. */
    private static final long SEED = new SplittableRandom().nextLong();

    private final String name;

    /** Which names are one: of the first spellings those that are one domain, of the others none. */
    private final KeyComparison sameness;

    private final byte[] octets;
    private final int[] starts;

    /** Number of an entry plus one; 0 is free. A power of two in length. */
    private final int[] table;

    private final Optional<InlineList> otherSpellings;

    private InlineList(
            String name,
            KeyComparison sameness,
            byte[] octets,
            int[] starts,
            int[] table,
            Optional<InlineList> otherSpellings) {
        this.name = name;
        this.sameness = sameness;
        this.octets = octets;
        this.starts = starts;
        this.table = table;
        this.otherSpellings = otherSpellings;
    }

    /**
     * A list of entries as written; repeated ones count once.
     *
     * @throws ArithmeticException when the entries together exceed two gigabytes
     */
    public static InlineList of(String name, Collection<String> entries) {
        return of(name, KeyComparison.DOMAIN, entries);
    }

    private static InlineList of(String name, KeyComparison sameness, Collection<String> entries) {
        int octetCount = 0;
        for (String entry : entries) {
            octetCount = Math.addExact(octetCount, entry.getBytes(UTF_8).length);
        }
        int slots = Integer.highestOneBit(Math.max(1, Math.multiplyExact(entries.size(), SLOTS_PER_ENTRY) - 1)) * 2;
        InlineList list = new InlineList(
                name, sameness, new byte[octetCount], new int[entries.size() + 1], new int[slots], Optional.empty());
        List<String> others = new ArrayList<>();
        int size = 0;
        for (String entry : entries) {
            byte[] written = entry.getBytes(UTF_8);
            int slot = list.slot(written);
            if (list.table[slot] == 0) {
                list.put(slot, size++, written);
            } else if (!list.isWritten(list.table[slot] - 1, written)) {
                others.add(entry);
            }
        }
        return size == entries.size()
                ? list
                : new InlineList(
                        name,
                        sameness,
                        Arrays.copyOf(list.octets, list.starts[size]),
                        Arrays.copyOf(list.starts, size + 1),
                        list.table,
                        others.isEmpty() ? Optional.empty() : Optional.of(of(name, KeyComparison.OCTETS, others)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        return holds(key.getBytes(UTF_8), comparison) ? Answer.FOUND : Answer.NOT_FOUND;
    }

    /** How many different entries it holds. */
    int size() {
        return starts.length - 1 + otherSpellings.map(InlineList::size).orElse(0);
    }

    /** What its arrays hold: all of its size that grows with the entries. */
    long octetsHeld() {
        long own = octets.length + 4L * starts.length + 4L * table.length;
        return own + otherSpellings.map(InlineList::octetsHeld).orElse(0L);
    }

    private boolean holds(byte[] sought, KeyComparison comparison) {
        int entry = table[slot(sought)] - 1;
        if (entry < 0) {
            return false;
        }
        return comparison == sameness
                || isWritten(entry, sought)
                || (otherSpellings.isPresent() && otherSpellings.get().holds(sought, comparison));
    }

    private void put(int slot, int entry, byte[] written) {
        System.arraycopy(written, 0, octets, starts[entry], written.length);
        starts[entry + 1] = starts[entry] + written.length;
        table[slot] = entry + 1;
    }

    /** The slot of the entry that is the same as {@code sought}, or the free slot where it would go. */
    private int slot(byte[] sought) {
        int mask = table.length - 1;
        int slot = (int) hash(sought) & mask;
        while (table[slot] != 0 && !isSame(table[slot] - 1, sought)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isSame(int entry, byte[] sought) {
        if (sameness == KeyComparison.OCTETS) {
            return isWritten(entry, sought);
        }
        int start = starts[entry];
        int length = domainLength(octets, start, starts[entry + 1]);
        if (length != domainLength(sought, 0, sought.length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (fold(octets[start + i]) != fold(sought[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isWritten(int entry, byte[] sought) {
        return Arrays.equals(octets, starts[entry], starts[entry + 1], sought, 0, sought.length);
    }

    /** Equal for all names that are the same; every octet stirs the whole of it. */
    private long hash(byte[] text) {
        boolean domain = sameness == KeyComparison.DOMAIN;
        int length = domain ? domainLength(text, 0, text.length) : text.length;
        long hash = SEED;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (domain ? fold(text[i]) : text[i])) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    /** The length without one trailing dot; a lone dot, the root, keeps it. */
    private static int domainLength(byte[] text, int start, int end) {
        int length = end - start;
        return length > 1 && text[end - 1] == '.' ? length - 1 : length;
    }

    private static byte fold(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
    }
}
