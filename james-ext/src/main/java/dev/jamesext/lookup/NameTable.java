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
 * <p>A slot holds half of the name's hash beside its number, so that a name that is not there is mostly told by the table alone.
 * Costs at most 32 octets a name. Immutable.
 */
final class NameTable {

    /** What {@link #find} says of a name that is not there. */
    static final int NONE = -1;

    /** The table is at most half full: searches end soon. */
    private static final int SLOTS_PER_NAME = 2;

    /** Differs from process to process, so that nobody can write a list whose names all meet in one place. */
    private static final long SEED = new SplittableRandom().nextLong();

    private static final long NUMBER_BITS = 0xffff_ffffL;

    /** Which names are one: of the last spellings those that are one domain, of the others none. */
    private final KeyComparison sameness;

    private final TextBlock names;

    /** The upper half of a hash, and below it the number of a name plus one; 0 is free. A power of two in length. */
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
                slots[slot] = (hash & ~NUMBER_BITS) | (number + 1);
                count++;
            } else if (!isWritten(number(slots[slot]), octets, names.start(number), names.end(number))) {
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

    /** The number of a name in the block, or {@link #NONE}. */
    int find(String name, KeyComparison comparison) {
        return find(name.getBytes(UTF_8), comparison);
    }

    private int find(byte[] sought, KeyComparison comparison) {
        long slot = slots[slot(hash(sought, 0, sought.length), sought, 0, sought.length)];
        if (slot == 0) {
            return NONE;
        }
        int number = number(slot);
        if (comparison == sameness || isWritten(number, sought, 0, sought.length)) {
            return number;
        }
        return otherSpellings.isPresent() ? otherSpellings.get().find(sought, comparison) : NONE;
    }

    private static int number(long slot) {
        return (int) (slot & NUMBER_BITS) - 1;
    }

    /** The slot of the name that is the same as the text, or the free slot where it would go. */
    private int slot(long hash, byte[] text, int start, int end) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0
                && !((slots[slot] ^ hash) >>> 32 == 0 && isSame(number(slots[slot]), text, start, end))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isSame(int number, byte[] text, int start, int end) {
        if (sameness == KeyComparison.OCTETS) {
            return isWritten(number, text, start, end);
        }
        byte[] octets = names.octets();
        int from = names.start(number);
        int length = domainLength(octets, from, names.end(number));
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

    private boolean isWritten(int number, byte[] text, int start, int end) {
        return Arrays.equals(names.octets(), names.start(number), names.end(number), text, start, end);
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
