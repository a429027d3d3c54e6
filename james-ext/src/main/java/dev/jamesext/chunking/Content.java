package dev.jamesext.chunking;

/**
 * Takes the content of a message, or of a chunk, as it comes in. Called on the connection's executor, which serves other
 * connections too: it must not wait for the outside.
 */
public interface Content {

    /** Some octets, in order, without dot-stuffing; never none. The array is the receiver's to keep. */
    void octets(byte[] octets);

    /** There are no more; the next octets the client sends are commands again. The reply is due now. */
    void end();
}
