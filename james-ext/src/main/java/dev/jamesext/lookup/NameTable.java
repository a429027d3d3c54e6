package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Many names, each with a value or none of them: one block of octets, and one table of places in it. The table holds one spelling of
 * each name, the last one given, at the place of the folded name; further spellings, which differ in case or by a final dot, are in
 * a table of their own at the places of what is written. Side by side in one table, a hundred thousand spellings of one name would
 * take minutes to put in.
 *
 * <p>Eight bits of each hash are kept apart: they are small enough to lie in the processor's caches, and tell most names that are not
 * there. Costs some 11 to 21 octets a name beyond its own UTF-8. Immutable.
 */
final class NameTable {

    /** What {@link #find} says of a name that is not there. */
    static final int NONE = -1;

    /** Behind each name and each value: an octet that UTF-8 never has. */
    private static final byte END = (byte) 0xff;

    /** The table is at most half full: searches end soon. */
    private static final int SLOTS_PER_NAME = 2;

    /** Differs from process to process, so that nobody can write a list whose names all meet in one place. */
    private static final long SEED = new SplittableRandom().nextLong();

    private static final int TAG_SHIFT = 56;

    /** Which names are one: of the last spellings those that are one domain, of the others none. */
    private final KeyComparison sameness;

    private final byte[] octets;
    private final boolean hasValues;

    /** Of each slot eight bits of the hash, 0 where it is free. A power of two in length. */
    private final byte[] tags;

    /** Where the name of a slot begins. */
    private final int[] starts;

    private int size;
    private final Optional<NameTable> otherSpellings;

    /** @param from where the names begin that go into this table; all of them are in the octets */
    private NameTable(KeyComparison sameness, byte[] octets, boolean hasValues, int[] from) {
        this.sameness = sameness;
        this.octets = octets;
        this.hasValues = hasValues;
        int slots = Integer.highestOneBit(Math.max(1, Math.multiplyExact(from.length, SLOTS_PER_NAME) - 1)) * 2;
        this.tags = new byte[slots];
        this.starts = new int[slots];
        int[] others = new int[16];
        int otherCount = 0;
        for (int start : from) {
            int end = end(start);
            long hash = hash(octets, start, end);
            int slot = slot(hash, octets, start, end);
            if (tags[slot] == 0) {
                tags[slot] = tag(hash);
                size++;
            } else if (!isWritten(starts[slot], octets, start, end)) {
                others = otherCount < others.length ? others : Arrays.copyOf(others, 2 * others.length);
                others[otherCount++] = starts[slot];
            }
            starts[slot] = start;
        }
        this.otherSpellings = otherCount == 0
                ? Optional.empty()
                : Optional.of(
                        new NameTable(KeyComparison.OCTETS, octets, hasValues, Arrays.copyOf(others, otherCount)));
    }

    /** How many different names it holds, each as written. */
    int size() {
        return size + otherSpellings.map(NameTable::size).orElse(0);
    }

    /** What its arrays hold: all of its size that grows with the names. */
    long octetsHeld() {
        return octets.length + slotOctets();
    }

    private long slotOctets() {
        return 5L * tags.length + otherSpellings.map(NameTable::slotOctets).orElse(0L);
    }

    /** Where a name begins, or {@link #NONE}. */
    int find(String name, KeyComparison comparison) {
        return find(name.getBytes(UTF_8), comparison);
    }

    /** The value of the name that begins at a place; empty where names have none. */
    Optional<String> value(int start) {
        if (!hasValues) {
            return Optional.empty();
        }
        int from = end(start) + 1;
        return Optional.of(new String(octets, from, end(from) - from, UTF_8));
    }

    private int find(byte[] sought, KeyComparison comparison) {
        int slot = slot(hash(sought, 0, sought.length), sought, 0, sought.length);
        if (tags[slot] == 0) {
            return NONE;
        }
        if (comparison == sameness || isWritten(starts[slot], sought, 0, sought.length)) {
            return starts[slot];
        }
        return otherSpellings.isPresent() ? otherSpellings.get().find(sought, comparison) : NONE;
    }

    /** Never 0, which is a free slot. */
    private static byte tag(long hash) {
        byte tag = (byte) (hash >>> TAG_SHIFT);
        return tag == 0 ? 1 : tag;
    }

    /** The slot of the name that is the same as the text, or the free slot where it would go. */
    private int slot(long hash, byte[] text, int start, int end) {
        int mask = tags.length - 1;
        int slot = (int) hash & mask;
        byte tag = tag(hash);
        while (tags[slot] != 0 && !(tags[slot] == tag && isSame(starts[slot], text, start, end))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int end(int start) {
        int end = start;
        while (octets[end] != END) {
            end++;
        }
        return end;
    }

    private boolean isSame(int name, byte[] text, int start, int end) {
        if (sameness == KeyComparison.OCTETS) {
            return isWritten(name, text, start, end);
        }
        int length = domainLength(text, start, end);
        for (int i = 0; i < length; i++) {
            if (fold(octets[name + i]) != fold(text[start + i])) {
                return false;
            }
        }
        int behind = name + length;
        return octets[behind] == END || (length > 0 && octets[behind] == '.' && octets[behind + 1] == END);
    }

    private boolean isWritten(int name, byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (octets[name + i - start] != text[i]) {
                return false;
            }
        }
        return octets[name + end - start] == END;
    }

    /** Equal for all names that are the same; every octet stirs the whole of it. */
    private long hash(byte[] text, int start, int end) {
        boolean domain = sameness == KeyComparison.DOMAIN;
        int length = domain ? domainLength(text, start, end) : end - start;
        long hash = SEED;
        for (int i = start; i < start + length; i++) {
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

    /** Takes names one after another; of one given twice the later counts. A builder is used once. */
    static final class Builder {

        private final boolean hasValues;
        private byte[] octets = new byte[1024];
        private int length;
        private int[] starts = new int[64];
        private int size;

        /** @param hasValues whether every name comes with a value */
        Builder(boolean hasValues) {
            this.hasValues = hasValues;
        }

        /**
         * Adds a name; gives how many octets its text and its value take.
         *
         * @param value empty where names have none
         * @throws ArithmeticException when all together exceed two gigabytes
         */
        int add(String name, String value) {
            starts = size < starts.length ? starts : Arrays.copyOf(starts, grown(starts.length, size + 1));
            starts[size++] = length;
            append(name);
            if (hasValues) {
                append(value);
            }
            return length - starts[size - 1];
        }

        int size() {
            return size;
        }

        NameTable build() {
            return new NameTable(
                    KeyComparison.DOMAIN, Arrays.copyOf(octets, length), hasValues, Arrays.copyOf(starts, size));
        }

        private void append(String text) {
            byte[] added = text.getBytes(UTF_8);
            int end = Math.addExact(length, added.length + 1);
            octets = end <= octets.length ? octets : Arrays.copyOf(octets, grown(octets.length, end));
            System.arraycopy(added, 0, octets, length, added.length);
            octets[end - 1] = END;
            length = end;
        }

        private static int grown(int length, int needed) {
            long half = length + (long) length / 2;
            return (int) Math.max(needed, Math.min(half, Integer.MAX_VALUE - 8L));
        }
    }
}
