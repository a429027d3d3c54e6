package dev.jamesext.sieve;

/** Where the command {@code log} of scripts writes. */
public interface ScriptLog {

    /** Writes nothing. */
    ScriptLog NONE = (level, script, text) -> {};

    /**
     * Takes a line. Never blocks, never throws.
     *
     * @param script the name of the script
     * @param text what it wrote; may hold whatever a client sent
     */
    void log(LogLevel level, String script, String text);
}
