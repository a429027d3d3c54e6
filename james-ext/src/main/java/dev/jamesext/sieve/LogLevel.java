package dev.jamesext.sieve;

import java.util.Locale;

/** How loud a script's {@code log} is. */
public enum LogLevel {
    FATAL,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    /** The tag that is written for it. */
    String tag() {
        return ":" + name().toLowerCase(Locale.ROOT);
    }
}
