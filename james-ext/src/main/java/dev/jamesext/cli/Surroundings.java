package dev.jamesext.cli;

import dev.jamesext.settings.MacroFile;
import dev.jamesext.settings.MacroSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param clock what time it is
 * @param environment the variables of the process
 */
record Surroundings(Clock clock, UnaryOperator<@Nullable String> environment) {

    /**
     * What the macros of a policy stand for.
     *
     * @param folder plays the part of James's working directory
     * @param policy its folder counts as inside, as {@code conf} does for the server
     */
    MacroSource macros(Path folder, Path policy) {
        Path conf = Optional.ofNullable(policy.toAbsolutePath().getParent()).orElse(folder);
        return new MacroSource() {
            @Override
            public Optional<String> environment(String name) {
                return Optional.ofNullable(environment.apply(name));
            }

            @Override
            public Inclusion file(String path, boolean outsideAllowed) {
                try {
                    return MacroFile.read(path, folder.resolve(path), List.of(folder, conf), outsideAllowed);
                } catch (InvalidPathException noPath) {
                    return new Inclusion.Refused("it cannot be read: " + noPath);
                }
            }

            @Override
            public Location locate(String path, boolean outsideAllowed) {
                try {
                    return MacroFile.locate(folder.resolve(path), List.of(folder, conf), outsideAllowed);
                } catch (InvalidPathException noPath) {
                    return new Location.Refused("it cannot be read: " + noPath);
                }
            }
        };
    }
}
