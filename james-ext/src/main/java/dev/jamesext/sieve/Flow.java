package dev.jamesext.sieve;

/** How a script goes on behind a command. */
enum Flow {
    /** With the next command. */
    NEXT,
    /** Behind the loop. */
    BREAK,
    /** With the next round of the loop. */
    CONTINUE,
    /** Behind the {@code include} that brought this script; the outermost one ends. */
    RETURN,
    /** Nowhere: the whole run ends. */
    STOP
}
