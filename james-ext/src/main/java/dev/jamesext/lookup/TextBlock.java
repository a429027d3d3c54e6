package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Many texts as one block of octets, UTF-8, by number. Costs four octets a text beyond the text itself. Immutable. */
final class TextBlock {

    private final byte[] octets;

    /** Where each text begins, and where the last one ends. */
    private final int[] starts;

    private TextBlock(byte[] octets, int[] starts) {
        this.octets = octets;
        this.starts = starts;
    }

    int size() {
        return starts.length - 1;
    }

    byte[] octets() {
        return octets;
    }

    int start(int number) {
        return starts[number];
    }

    int end(int number) {
        return starts[number + 1];
    }

    /** The number of the text that begins at an offset; of empty ones that do the last. */
    int numberAt(int start) {
        int low = 0;
        int high = size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= start) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    String text(int number) {
        return new String(octets, starts[number], starts[number + 1] - starts[number], UTF_8);
    }

    /** What its arrays hold. */
    long octetsHeld() {
        return octets.length + 4L * starts.length;
    }

    /** Takes texts one after another; a builder is used once. */
    static final class Builder {

        private byte[] octets = new byte[1024];
        private int[] starts = new int[64];
        private int size;

        /**
         * Adds a text; the first has number 0.
         *
         * @throws ArithmeticException when the texts together exceed two gigabytes
         */
        void add(String text) {
            byte[] added = text.getBytes(UTF_8);
            int start = starts[size];
            int end = Math.addExact(start, added.length);
            if (end > octets.length) {
                octets = Arrays.copyOf(octets, grown(octets.length, end));
            }
            if (size + 1 == starts.length) {
                starts = Arrays.copyOf(starts, grown(starts.length, size + 2));
            }
            System.arraycopy(added, 0, octets, start, added.length);
            starts[++size] = end;
        }

        int size() {
            return size;
        }

        TextBlock build() {
            return new TextBlock(Arrays.copyOf(octets, starts[size]), Arrays.copyOf(starts, size + 1));
        }

        private static int grown(int length, int needed) {
            long half = length + (long) length / 2;
            return (int) Math.max(needed, Math.min(half, Integer.MAX_VALUE - 8L));
        }
    }
}
