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

    private final Supplier<Collection<Path>> files;
    private final Runnable reload;
    private Map<Path, FileStamp> loaded;
    private Map<Path, FileStamp> last;

    /**
     * @param files those the policy was last read from, or would have been
     * @param reload reads it again; knows the files anew afterwards
     */
    PolicyWatcher(Supplier<Collection<Path>> files, Runnable reload) {
        this.files = files;
        this.reload = reload;
        this.loaded = FileStamp.of(files.get());
        this.last = loaded;
    }

    /** Starts looking, on a thread of its own that ends with the server. */
    void start() {
        Thread thread = new Thread(this::watch, "james-ext-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            try {
                Thread.sleep(LOOK_MILLIS);
                look();
            } catch (InterruptedException end) {
                return;
            } catch (RuntimeException | LinkageError | StackOverflowError bug) {
                // The next change deserves another try.
                LOGGER.error("the policy could not be read again", bug);
            }
        }
    }

    /** One look: true when the policy was read again. */
    boolean look() {
        Map<Path, FileStamp> now = FileStamp.of(files.get());
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(loaded)) {
            return false;
        }
        loaded = now;
        reload.run();
        // What the new text names besides may be other files.
        loaded = FileStamp.of(files.get());
        last = loaded;
        return true;
    }
}
