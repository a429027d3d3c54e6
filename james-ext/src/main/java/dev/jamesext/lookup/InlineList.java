package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;

/**
 * A list of names held in memory: one block of octets, and one table of positions in it. Costs some 16 octets a name
 * beyond its own UTF-8. Both comparisons use the same table: it is ordered by the folded name, and names that differ only
 * in case stand side by side there.
 */
public final class InlineList implements LookupList {

    /** The table is at most half full: searches end soon. */
    private static final int SLOTS_PER_ENTRY = 2;

    /** Differs from process to process, so that nobody can write a list whose names all meet in one place. */
    private static final long SEED = new SplittableRandom().nextLong();

    private final String name;
    private final byte[] octets;
    private final int[] starts;

    /** Number of an entry plus one; 0 is free. A power of two in length. */
    private final int[] table;

    private InlineList(String name, byte[] octets, int[] starts, int[] table) {
        this.name = name;
        this.octets = octets;
        this.starts = starts;
        this.table = table;
    }

    /**
     * A list of entries as written; repeated ones count once.
     *
     * @throws ArithmeticException when the entries together exceed two gigabytes
     */
    public static InlineList of(String name, Collection<String> entries) {
        int octetCount = 0;
        for (String entry : entries) {
            octetCount = Math.addExact(octetCount, entry.getBytes(UTF_8).length);
        }
        int slots = Integer.highestOneBit(Math.max(1, Math.multiplyExact(entries.size(), SLOTS_PER_ENTRY) - 1)) * 2;
        InlineList list = new InlineList(name, new byte[octetCount], new int[entries.size() + 1], new int[slots]);
        int size = 0;
        for (String entry : entries) {
            size = list.add(entry.getBytes(UTF_8), size);
        }
        return size == entries.size()
                ? list
                : new InlineList(
                        name,
                        Arrays.copyOf(list.octets, list.starts[size]),
                        Arrays.copyOf(list.starts, size + 1),
                        list.table);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        byte[] sought = key.getBytes(UTF_8);
        return table[slot(sought, comparison)] == 0 ? Answer.NOT_FOUND : Answer.FOUND;
    }

    /** How many different entries it holds. */
    int size() {
        return starts.length - 1;
    }

    /** What its three arrays hold: all of its size that grows with the entries. */
    long octetsHeld() {
        return octets.length + 4L * starts.length + 4L * table.length;
    }

    private int add(byte[] entry, int number) {
        int slot = slot(entry, KeyComparison.OCTETS);
        if (table[slot] != 0) {
            return number;
        }
        System.arraycopy(entry, 0, octets, starts[number], entry.length);
        starts[number + 1] = starts[number] + entry.length;
        table[slot] = number + 1;
        return number + 1;
    }

    /** The slot of the entry that equals {@code sought}, or the free slot where it would go. */
    private int slot(byte[] sought, KeyComparison comparison) {
        int mask = table.length - 1;
        int slot = (int) hash(sought) & mask;
        while (table[slot] != 0 && !equal(table[slot] - 1, sought, comparison)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean equal(int entry, byte[] sought, KeyComparison comparison) {
        int start = starts[entry];
        int end = starts[entry + 1];
        if (comparison == KeyComparison.OCTETS) {
            return Arrays.equals(octets, start, end, sought, 0, sought.length);
        }
        int length = domainLength(octets, start, end);
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

    /** Equal for all names that are equal as domain names; every octet stirs the whole of it. */
    private static long hash(byte[] text) {
        long hash = SEED;
        int length = domainLength(text, 0, text.length);
        for (int i = 0; i < length; i++) {
            hash = (hash ^ fold(text[i])) * 0x9E3779B97F4A7C15L;
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
