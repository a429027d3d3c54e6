package dev.jamesext.cli;

/** There is nothing to judge. The message says why; it is printable and may have several lines. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
