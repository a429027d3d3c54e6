package dev.jamesext.runtime;

import dev.jamesext.sieve.LogLevel;
import dev.jamesext.sieve.ScriptLog;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Quoted;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets scripts write to James's log: whatever a client sent is escaped, long lines are cut, and a client that greets all day
 * does not fill the disk. Lines beyond the limit are counted, and the count is told.
 */
final class ScriptLogger implements ScriptLog {

    /** Lines that all scripts together may write in one second. */
    static final int LINES_PER_SECOND_MAX = 100;

    /** Characters of a line. */
    static final int LOG_LINE_CHARS_MAX = 1000;

    private static final Logger LOGGER = LoggerFactory.getLogger("dev.jamesext.script");

    private final LongSupplier nanos;
    private long second;
    private int lines;
    private int dropped;

    ScriptLogger() {
        this(System::nanoTime);
    }

    ScriptLogger(LongSupplier nanos) {
        this.nanos = nanos;
        this.second = seconds();
    }

    @Override
    public void log(LogLevel level, String script, String text) {
        if (isWanted(level) && admit()) {
            write(level, Printable.of(script) + ": " + Printable.of(Quoted.cut(text, LOG_LINE_CHARS_MAX)));
        }
    }

    private synchronized boolean admit() {
        long now = seconds();
        if (now != second) {
            if (dropped > 0) {
                LOGGER.warn(
                        "{} more lines of scripts were left out, {} a second are the limit",
                        dropped,
                        LINES_PER_SECOND_MAX);
            }
            second = now;
            lines = 0;
            dropped = 0;
        }
        if (lines == LINES_PER_SECOND_MAX) {
            dropped++;
            return false;
        }
        lines++;
        return true;
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
    }

    private static boolean isWanted(LogLevel level) {
        return switch (level) {
            case FATAL, ERROR -> LOGGER.isErrorEnabled();
            case WARN -> LOGGER.isWarnEnabled();
            case INFO -> LOGGER.isInfoEnabled();
            case DEBUG -> LOGGER.isDebugEnabled();
            case TRACE -> LOGGER.isTraceEnabled();
        };
    }

    private static void write(LogLevel level, String line) {
        switch (level) {
            case FATAL, ERROR -> LOGGER.error("{}", line);
            case WARN -> LOGGER.warn("{}", line);
            case INFO -> LOGGER.info("{}", line);
            case DEBUG -> LOGGER.debug("{}", line);
            case TRACE -> LOGGER.trace("{}", line);
        }
    }
}
