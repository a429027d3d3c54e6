package dev.jamesext.settings;

import dev.jamesext.settings.MacroSource.Inclusion;
import dev.jamesext.settings.MacroSource.Location;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceFile;
import dev.jamesext.source.SourceText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that a macro or a list names, once somebody knows where it would lie: present, permitted, bounded, UTF-8. */
public final class MacroFile {

    private MacroFile() {}

    /**
     * Finds a file. Never throws for what is on the disk; parameters as of {@link #read}.
     */
    public static Location locate(Path file, List<Path> folders, boolean outsideAllowed) {
        try {
            // Links are resolved first: what counts is where the text really stands.
            Path real = file.toRealPath();
            if (!outsideAllowed && !isInside(real, folders)) {
                return new Location.Refused("it is outside the working directory ("
                        + folders.get(0).toAbsolutePath()
                        + "), which james-ext.allow-files-outside = true would allow");
            }
            return Files.isRegularFile(real) ? new Location.At(real) : new Location.Refused(real + " is not a file");
        } catch (FileNotFoundException | NoSuchFileException absent) {
            return new Location.Refused("there is no such file: " + absent.getMessage());
        } catch (IOException | SecurityException unreadable) {
            return new Location.Refused("it cannot be read: " + unreadable);
        }
    }

    /**
     * Reads a file. Never throws for what is on the disk.
     *
     * @param name as the policy has it
     * @param file where that is
     * @param folders the working directory first, then others that count as inside it; the first must exist
     * @param outsideAllowed whether the file may stand elsewhere, links resolved
     */
    public static Inclusion read(String name, Path file, List<Path> folders, boolean outsideAllowed) {
        Location location = locate(file, folders, outsideAllowed);
        if (location instanceof Location.Refused refused) {
            return new Inclusion.Refused(refused.reason());
        }
        try {
            return read(name, ((Location.At) location).path());
        } catch (IOException | SecurityException unreadable) {
            return new Inclusion.Refused("it cannot be read: " + unreadable);
        }
    }

    /** A folder that counts may be a link or a mount of its own. */
    private static boolean isInside(Path real, List<Path> folders) throws IOException {
        for (Path folder : folders) {
            if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private static Inclusion read(String name, Path file) throws IOException {
        if (Files.size(file) > MacroSource.FILE_BYTES_MAX) {
            return new Inclusion.Refused("it is larger than " + MacroSource.FILE_BYTES_MAX + " octets");
        }
        Problems problems = new Problems();
        try (InputStream in = Files.newInputStream(file)) {
            Optional<SourceText> text = SourceFile.read(name, in, MacroSource.FILE_BYTES_MAX, problems);
            return text.<Inclusion>map(Inclusion.Read::new)
                    .orElseGet(() -> refused(problems.sorted().get(0)));
        }
    }

    private static Inclusion refused(Problem problem) {
        return new Inclusion.Refused(
                "line " + problem.line() + ", column " + problem.column() + ": " + problem.sentence());
    }
}
