package dev.jamesext.chunking;

/**
 * Takes the content of a message, or of a chunk, as it comes in. Called on the connection's executor, which serves other
 * connections too: it must not wait for the outside.
 */
public interface Content {

    /** Octets taken at a time, so that a large read does not become a large array. */
    int BLOCK_OCTETS_MAX = 64 * 1024;

    /** How many octets the next call may bring; less than a block where each of them costs more than the usual work. */
    default int octetsMax() {
        return BLOCK_OCTETS_MAX;
    }

    /** Some octets, in order, without dot-stuffing; never none. The array is the receiver's to keep. */
    void octets(byte[] octets);

    /** There are no more; the next octets the client sends are commands again. The reply is due now. */
    void end();
}
