package dev.jamesext.runtime;

import dev.jamesext.settings.MacroSource;
import dev.jamesext.source.SourceText;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.james.filesystem.api.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * What macros stand for in a server: its environment, and the files of its working directory. {@code conf/x} is found
 * where James finds {@code file://conf/x}.
 */
final class ServerMacros implements MacroSource {

    private final FileSystem fileSystem;
    private final UnaryOperator<@Nullable String> environment;

    ServerMacros(FileSystem fileSystem, UnaryOperator<@Nullable String> environment) {
        this.fileSystem = fileSystem;
        this.environment = environment;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.apply(name));
    }

    @Override
    public Inclusion file(String path, boolean outsideAllowed) {
        try {
            // Links are resolved first: what counts is where the text really stands.
            Path file = locate(path).toRealPath();
            if (!outsideAllowed && !isInside(file)) {
                return new Inclusion.Refused("it is outside the working directory ("
                        + fileSystem.getBasedir().getAbsolutePath()
                        + "), which james-ext.allow-files-outside = true would allow");
            }
            return Files.isRegularFile(file) ? read(path, file) : new Inclusion.Refused(file + " is not a file");
        } catch (FileNotFoundException | NoSuchFileException absent) {
            return new Inclusion.Refused("there is no such file: " + absent.getMessage());
        } catch (Utf8.Malformed malformed) {
            return new Inclusion.Refused(
                    "line " + malformed.line() + " is " + malformed.getMessage() + "; save the file as UTF-8");
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            return new Inclusion.Refused("it cannot be read: " + unreadable);
        }
    }

    private Path locate(String path) throws FileNotFoundException {
        return fileSystem.getFile(FileSystem.FILE_PROTOCOL + path).toPath();
    }

    /** The folder of the policy counts as inside wherever it is: it may be a link or a mount of its own. */
    private boolean isInside(Path file) throws IOException {
        File conf = fileSystem.getFile(FileSystem.FILE_PROTOCOL_AND_CONF);
        return file.startsWith(fileSystem.getBasedir().toPath().toRealPath())
                || (conf.exists() && file.startsWith(conf.toPath().toRealPath()));
    }

    private static Inclusion read(String path, Path file) throws IOException, Utf8.Malformed {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            return bytes.length > FILE_BYTES_MAX
                    ? new Inclusion.Refused("it is larger than " + FILE_BYTES_MAX + " bytes")
                    : new Inclusion.Read(SourceText.of(path, Utf8.decode(bytes)));
        }
    }
}
