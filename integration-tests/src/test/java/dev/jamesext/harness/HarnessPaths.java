package dev.jamesext.harness;

import java.nio.file.Path;
import java.util.Objects;

/** Where the build has put things, as the pom says through system properties. */
final class HarnessPaths {
    private HarnessPaths() {}

    /** A stock James with the built jar in extensions-jars, not started yet; {@code work} names its scratch folder. */
    static StockJames.Builder james(String work) {
        return bareJames(work).extension(jar());
    }

    /** The same without the jar. */
    static StockJames.Builder bareJames(String work) {
        return StockJames.builder(
                path("harness.lib"), path("harness.conf"), path("harness.work").resolve(work));
    }

    static Path jar() {
        return path("james-ext.jar");
    }

    /** The extension of a third party that tests lay beside ours. */
    static Path probe() {
        return path("probe-extension.jar");
    }

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property));
    }
}
