package dev.jamesext.runtime;

import dev.jamesext.settings.SettingsReader;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceFile;
import dev.jamesext.source.SourceText;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;

/** {@code conf/ehlo.toml} under James's working directory: found, bounded, and decoded strictly as UTF-8. */
final class PolicyFile {

    static final String NAME = "ehlo.toml";

    private final FileSystem fileSystem;

    PolicyFile(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    SourceText read() {
        File file = locate();
        try (InputStream in = Files.newInputStream(file.toPath())) {
            Problems problems = new Problems();
            return SourceFile.read(NAME, in, SettingsReader.POLICY_BYTES_MAX, problems)
                    .orElseThrow(() -> new InstallationException(
                            "the policy cannot be read: " + file + "\n" + problems.renderErrors()));
        } catch (IOException unreadable) {
            throw new InstallationException(file + " cannot be read: " + unreadable);
        }
    }

    /** Whether a text of the policy holds anything but blanks and comments. */
    static boolean tells(SourceText text) {
        return text.text().lines().map(String::strip).anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    /** Where it is; empty where James has no such file. */
    Optional<Path> path() {
        try {
            return Optional.of(
                    fileSystem.getFile(FileSystem.FILE_PROTOCOL_AND_CONF + NAME).toPath());
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    private File locate() {
        String url = FileSystem.FILE_PROTOCOL_AND_CONF + NAME;
        try {
            File file = fileSystem.getFile(url);
            if (file.isFile()) {
                return file;
            }
            throw new InstallationException("there is no policy: looked for " + file.getAbsolutePath());
        } catch (FileNotFoundException absent) {
            throw new InstallationException("there is no policy: looked for " + url
                    + " under James's working directory (" + absent.getMessage() + ")");
        }
    }
}
