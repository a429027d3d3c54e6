package dev.jamesext.lookup;

/**
 * Memory that all lists of one policy may take together, counted while they are read. The policy before is still held during a
 * reload, and a list that grows is held twice for a moment: with a quarter of the heap there is room for all of that and for the
 * server. One load, one room; not thread-safe.
 */
public final class ListRoom {

    /** Of the heap one part of so many is the lists'. */
    public static final int HEAP_PARTS = 4;

    /** What a name takes at most beside its UTF-8: its end, its place while the list is read, and its slots in the table. */
    static final int NAME_OCTETS = 25;

    /** What a pattern takes beside its text, about. */
    static final int PATTERN_OCTETS = 500;

    private final long octetsMax;
    private long taken;
    private boolean told;

    /** @param octetsMax for all lists together */
    public ListRoom(long octetsMax) {
        this.octetsMax = octetsMax;
    }

    /** The room in a heap as large as this process may have. */
    public static ListRoom inHeap() {
        return new ListRoom(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    /** Counts what an entry takes. */
    void take(long octets) {
        taken += octets;
    }

    /** Whether nothing more may be added. */
    boolean isUsedUp() {
        return taken >= octetsMax;
    }

    /** What is said of the first entry beyond it. */
    String sentence(String list) {
        told = true;
        return "all lists together may take " + octetsMax + " octets of memory, a quarter of the heap, and list '"
                + list + "' crosses that; shorten the lists, or give the server a larger heap (-Xmx)";
    }

    /** Whether that was said: what else there is of lists need not be read. */
    public boolean isToldOf() {
        return told;
    }
}
