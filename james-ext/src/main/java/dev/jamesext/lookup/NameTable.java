package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Finds names in a {@link TextBlock}. The table holds one spelling of each name, the last one given, at the place of the folded
 * name; further spellings, which differ in case or by a final dot, are in a table of their own at the places of what is
 * written. Side by side in one table, a hundred thousand spellings of one name would take minutes to put in.
 *
 * <p>A slot holds where the name begins, how long it is and a part of its hash: a name that is not there is mostly told by one look
 * into memory, one that is there by two. Costs at most 32 octets a name. Immutable.
 */
final class NameTable {

    /** What {@link #find} says of a name that is not there. */
    static final int NONE = -1;

    /** The table is at most half full: searches end soon. */
    private static final int SLOTS_PER_NAME = 2;

    /** Differs from process to process, so that nobody can write a list whose names all meet in one place. */
    private static final long SEED = new SplittableRandom().nextLong();

    /** A slot: from the top 24 bits of the hash, eight of the length, 32 of the start plus one. */
    private static final int LENGTH_SHIFT = 32;

    private static final int TAG_SHIFT = 40;

    /** In place of the length of all names that are as long or longer. */
    private static final int LENGTH_LONG = 0xff;

    /** Which names are one: of the last spellings those that are one domain, of the others none. */
    private final KeyComparison sameness;

    private final TextBlock names;

    /** 0 is free. A power of two in length. */
    private final long[] slots;

    private final int size;
    private final Optional<NameTable> otherSpellings;

    private NameTable(KeyComparison sameness, TextBlock names, int[] numbers) {
        this.sameness = sameness;
        this.names = names;
        int wanted = Math.max(1, Math.multiplyExact(numbers.length, SLOTS_PER_NAME) - 1);
        this.slots = new long[Integer.highestOneBit(wanted) * 2];
        int[] others = new int[16];
        int otherCount = 0;
        int count = 0;
        for (int number : numbers) {
            byte[] octets = names.octets();
            long hash = hash(octets, names.start(number), names.end(number));
            int slot = slot(hash, octets, names.start(number), names.end(number));
            if (slots[slot] == 0) {
                slots[slot] = entry(hash, names.start(number), names.end(number));
                count++;
            } else if (!isWritten(slots[slot], octets, names.start(number), names.end(number))) {
                others = otherCount < others.length ? others : Arrays.copyOf(others, 2 * others.length);
                others[otherCount++] = number;
            }
        }
        this.otherSpellings = otherCount == 0
                ? Optional.empty()
                : Optional.of(new NameTable(KeyComparison.OCTETS, names, Arrays.copyOf(others, otherCount)));
        this.size = count + otherSpellings.map(NameTable::size).orElse(0);
    }

    /** A table of all names of a block; of one name given twice the later counts. */
    static NameTable of(TextBlock names) {
        int[] numbers = new int[names.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers.length - 1 - i;
        }
        return new NameTable(KeyComparison.DOMAIN, names, numbers);
    }

    /** How many different names it holds, each as written. */
    int size() {
        return size;
    }

    /** What its arrays hold, the names themselves aside. */
    long octetsHeld() {
        return 8L * slots.length + otherSpellings.map(NameTable::octetsHeld).orElse(0L);
    }

    /** Where a name begins in the block, or {@link #NONE}. */
    int find(String name, KeyComparison comparison) {
        return find(name.getBytes(UTF_8), comparison);
    }

    private int find(byte[] sought, KeyComparison comparison) {
        long slot = slots[slot(hash(sought, 0, sought.length), sought, 0, sought.length)];
        if (slot == 0) {
            return NONE;
        }
        if (comparison == sameness || isWritten(slot, sought, 0, sought.length)) {
            return start(slot);
        }
        return otherSpellings.isPresent() ? otherSpellings.get().find(sought, comparison) : NONE;
    }

    private static long entry(long hash, int start, int end) {
        long length = Math.min(end - start, LENGTH_LONG);
        return hash >>> TAG_SHIFT << TAG_SHIFT | length << LENGTH_SHIFT | (start + 1L);
    }

    private static int start(long slot) {
        return (int) slot - 1;
    }

    /** Where the name of a slot ends. */
    private int end(long slot) {
        int length = (int) (slot >>> LENGTH_SHIFT) & LENGTH_LONG;
        return length < LENGTH_LONG ? start(slot) + length : names.end(names.numberAt(start(slot)));
    }

    /** The slot of the name that is the same as the text, or the free slot where it would go. */
    private int slot(long hash, byte[] text, int start, int end) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0
                && !((slots[slot] ^ hash) >>> TAG_SHIFT == 0 && isSame(slots[slot], text, start, end))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isSame(long name, byte[] text, int start, int end) {
        if (sameness == KeyComparison.OCTETS) {
            return isWritten(name, text, start, end);
        }
        byte[] octets = names.octets();
        int from = start(name);
        int length = domainLength(octets, from, end(name));
        if (length != domainLength(text, start, end)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (fold(octets[from + i]) != fold(text[start + i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isWritten(long name, byte[] text, int start, int end) {
        return Arrays.equals(names.octets(), start(name), end(name), text, start, end);
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
}
