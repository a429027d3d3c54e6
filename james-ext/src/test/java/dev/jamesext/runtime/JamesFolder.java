package dev.jamesext.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;

/** A working directory of James, read by James's own classes. */
final class JamesFolder {

    private final Path root;
    private final Configuration.Basic configuration;
    private final FileSystem fileSystem;

    JamesFolder(Path root) {
        this.root = root;
        this.configuration = Configuration.builder()
                .workingDirectory(root.toFile())
                .configurationPath(new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF))
                .build();
        this.fileSystem = new FileSystemImpl(configuration.directories());
    }

    JamesFolder with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    JamesFolder with(String file, byte[] octets) {
        try {
            Files.createDirectories(root.resolve("conf"));
            Files.write(root.resolve("conf").resolve(file), octets);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Installation installation() {
        return new Installation(
                new PropertiesProvider(fileSystem, configuration.configurationPath()),
                new FileConfigurationProvider(fileSystem, configuration));
    }
}
