package dev.jamesext.runtime;

import dev.jamesext.settings.MacroFile;
import dev.jamesext.settings.MacroSource;
import java.io.FileNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.james.filesystem.api.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * What macros stand for in a server, and where its lists are: its environment, and the files of its working directory.
 * {@code conf/x} is found where James finds {@code file://conf/x}.
 */
final class ServerMacros implements MacroSource {

    private final FileSystem fileSystem;
    private final UnaryOperator<@Nullable String> environment;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Map<Path, Boolean> tellings = new LinkedHashMap<>();

    ServerMacros(FileSystem fileSystem, UnaryOperator<@Nullable String> environment) {
        this.fileSystem = fileSystem;
        this.environment = environment;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.apply(name));
    }

    /** The files that macros and lists named so far, whether or not they could be read. */
    Set<Path> files() {
        return Set.copyOf(files);
    }

    /** The files whose text was read so far, and whether each {@linkplain PolicyFile#tells tells} anything. */
    Map<Path, Boolean> tellings() {
        return Map.copyOf(tellings);
    }

    @Override
    public Inclusion file(String path, boolean outsideAllowed) {
        try {
            Path file = locate(FileSystem.FILE_PROTOCOL + path);
            files.add(file);
            Inclusion inclusion = MacroFile.read(path, file, folders(), outsideAllowed);
            if (inclusion instanceof Inclusion.Read read) {
                tellings.put(file, PolicyFile.tells(read.text()));
            }
            return inclusion;
        } catch (FileNotFoundException absent) {
            return new Inclusion.Refused("there is no such file: " + absent.getMessage());
        } catch (InvalidPathException noPath) {
            return new Inclusion.Refused("it cannot be read: " + noPath);
        }
    }

    @Override
    public Location locate(String path, boolean outsideAllowed) {
        try {
            Path file = locate(FileSystem.FILE_PROTOCOL + path);
            files.add(file);
            return MacroFile.locate(file, folders(), outsideAllowed);
        } catch (FileNotFoundException absent) {
            return new Location.Refused("there is no such file: " + absent.getMessage());
        } catch (InvalidPathException noPath) {
            return new Location.Refused("it cannot be read: " + noPath);
        }
    }

    /** The folder of the policy counts as inside wherever it is. */
    private List<Path> folders() throws FileNotFoundException {
        return List.of(fileSystem.getBasedir().toPath(), locate(FileSystem.FILE_PROTOCOL_AND_CONF));
    }

    private Path locate(String url) throws FileNotFoundException {
        return fileSystem.getFile(url).toPath();
    }
}
