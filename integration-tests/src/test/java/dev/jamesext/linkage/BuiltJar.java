package dev.jamesext.linkage;

import java.nio.file.Path;
import java.util.Objects;

/** Where the build has put the jar. */
final class BuiltJar {

    private static final String PROPERTY = "james-ext.jar";

    private BuiltJar() {}

    static Path path() {
        return Path.of(Objects.requireNonNull(
                System.getProperty(PROPERTY), "set -D" + PROPERTY + " to the jar that the build has made"));
    }
}
