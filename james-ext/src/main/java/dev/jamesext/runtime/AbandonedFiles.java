package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a James that was killed has left in the folder of temporary files. James keeps a message of more than 100 KiB
 * in a file there, and deletes it itself unless it is killed. We look once, at the start, on a thread of its own.
 *
 * <p>The folder may belong to others too. A file goes only when it is a regular file with a name that James gives to messages,
 * belongs to our user, was last written more than a day ago, and was written before any Java process of our user that now
 * runs was started: another James may keep a message for days, and what it keeps it has written itself.
 */
@Singleton
final class AbandonedFiles {

    private static final Logger LOGGER = LoggerFactory.getLogger(AbandonedFiles.class);

    /** Files that one start removes. */
    static final int REMOVED_FILES_MAX = 10_000;

    /** Entries of the folder that one start looks at. */
    private static final int LOOKED_AT_FILES_MAX = 1_000_000;

    private static final Duration AGE_MIN = Duration.ofDays(1);

    /**
     * {@code MimeMessageInputStreamSource} makes the name: {@code mimemessage-}, an id of {@code MailImpl} (with a UUID, or with
     * 20 letters and digits from James 3.9 on) or of a copy, the number of the JDK, {@code .m64}.
     */
    private static final Pattern NAME;

    static {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        NAME = Pattern.compile(
                "mimemessage-(Mail[0-9]{13}-(" + uuid + "|[A-Za-z0-9]{20})|MailCopy-" + uuid + ")[0-9]{1,20}\\.m64");
    }

    private final Path folder;
    private final Clock clock;
    private final Supplier<Instant> oldestOther;

    /** Starts the one look in the folder that Java puts temporary files in. */
    @Inject
    AbandonedFiles(Clock clock) {
        this(Path.of(System.getProperty("java.io.tmpdir")), clock, AbandonedFiles::startOfOldestOther);
        Thread thread = new Thread(this::clean, "james-ext-abandoned-files");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param oldestOther when the oldest of the Java processes was started that may have files in the folder;
     *     {@link Instant#MAX} when there is none but ours
     */
    AbandonedFiles(Path folder, Clock clock, Supplier<Instant> oldestOther) {
        this.folder = folder;
        this.clock = clock;
        this.oldestOther = oldestOther;
    }

    private void clean() {
        try {
            int removed = remove(REMOVED_FILES_MAX);
            if (removed > 0) {
                LOGGER.info("removed {} files from {} that a James left there when it was killed", removed, folder);
            }
        } catch (IOException | RuntimeException | LinkageError failure) {
            LOGGER.warn("files that a James left in {} when it was killed stay there", folder, failure);
        }
    }

    /**
     * Removes abandoned files.
     *
     * @param most files
     * @return how many were removed
     * @throws IOException when the folder cannot be read, or a file cannot be deleted
     */
    int remove(int most) throws IOException {
        Instant writtenBefore = earlier(clock.instant().minus(AGE_MIN), oldestOther.get());
        int removed = 0;
        int left = LOOKED_AT_FILES_MAX;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            UserPrincipal us = null;
            for (Path file : files) {
                if (removed == most || left-- == 0) {
                    break;
                }
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    us = us == null ? ourselves() : us;
                    removed += removeIfAbandoned(file, writtenBefore, us) ? 1 : 0;
                }
            }
        }
        return removed;
    }

    private static boolean removeIfAbandoned(Path file, Instant writtenBefore, UserPrincipal us) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(writtenBefore)
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(us)
                    && Files.deleteIfExists(file);
        } catch (NoSuchFileException goneMeanwhile) {
            return false;
        }
    }

    /** The owner of files that we make: the name of our user alone does not say it in every container. */
    private UserPrincipal ourselves() throws IOException {
        Path probe = Files.createTempFile(folder, "james-ext", ".tmp");
        try {
            return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(probe);
        }
    }

    private static Instant startOfOldestOther() {
        ProcessHandle us = ProcessHandle.current();
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(us)
                        && process.info().user().equals(us.info().user()))
                .map(ProcessHandle::info)
                .filter(info -> info.command().filter(AbandonedFiles::runsJava).isPresent())
                .map(info -> info.startInstant().orElse(Instant.MIN))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** {@code java}, {@code java.exe}, or the {@code jsvc} that starts Java as a service. */
    private static boolean runsJava(String command) {
        String name = String.valueOf(Path.of(command).getFileName());
        return name.startsWith("java") || name.startsWith("jsvc");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
