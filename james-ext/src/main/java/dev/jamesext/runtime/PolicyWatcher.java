package dev.jamesext.runtime;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of the policy every second and has it read again when they have changed. Polling, since notifications
 * do not come from every mounted volume. A file that still changes is left alone until two looks in a row saw the same, so
 * that none is read while it is being written.
 */
final class PolicyWatcher {

    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyWatcher.class);

    /** From one look to the next. */
    private static final long LOOK_MILLIS = 1000;

    /** Looks from a reload that broke off to the next try, at most. */
    static final int PAUSE_LOOKS_MAX = 64;

    private final Supplier<Collection<Path>> files;
    private final Runnable reload;
    private final Runnable brokeOff;
    private Map<Path, FileStamp> loaded;
    private Map<Path, FileStamp> last;

    /** The pause before the next try; 0 when the last reload came to its end. */
    private int pauseLooks;

    private int looksLeft;

    /**
     * @param files those the policy was last read from, or would have been
     * @param reload reads it again; knows the files anew afterwards. Whatever it throws means that it broke off
     * @param brokeOff counts a look or a reload that broke off
     */
    PolicyWatcher(Supplier<Collection<Path>> files, Runnable reload, Runnable brokeOff) {
        this.files = files;
        this.reload = reload;
        this.brokeOff = brokeOff;
        this.loaded = FileStamp.of(files.get());
        this.last = loaded;
    }

    /** The looks, to be started. */
    Beat beat() {
        return new Beat("james-ext-watch", LOOK_MILLIS, this::look, this::report);
    }

    private void report(Throwable fault, int looks) {
        brokeOff.run();
        LOGGER.error(
                "the policy could not be read again, the policy before stays in force; this is tried again"
                        + " ({} times since the last line such as this)",
                looks,
                fault);
    }

    /** One look: true when the policy was read again. */
    boolean look() {
        Map<Path, FileStamp> now = FileStamp.of(files.get());
        boolean settled = now.equals(last);
        last = now;
        if (!settled || (now.equals(loaded) && !isTryDue())) {
            return false;
        }
        loaded = now;
        // Taken to have broken off until it has come back.
        pauseLooks = Math.min(PAUSE_LOOKS_MAX, Math.max(1, 2 * pauseLooks));
        looksLeft = pauseLooks;
        reload.run();
        pauseLooks = 0;
        // What the new text names besides may be other files.
        loaded = FileStamp.of(files.get());
        last = loaded;
        return true;
    }

    private boolean isTryDue() {
        return pauseLooks > 0 && --looksLeft <= 0;
    }
}
