package dev.jamesext.harness;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the build has put things, as the pom says through system properties. */
final class HarnessPaths {
    /** A {@code dnsservice.xml}: nobody answers there, and nothing outside this machine is asked. */
    static final String NO_NAME_SERVER = """
            <dnsservice>
                <autodiscover>false</autodiscover>
                <servers><server>127.0.0.1</server></servers>
                <authoritative>false</authoritative>
                <maxcachesize>100</maxcachesize>
            </dnsservice>
            """;

    /** Made once: James takes up to a minute for its own on a busy machine, since it searches for large primes. */
    private static @Nullable Path keystore;

    private HarnessPaths() {}

    /** A stock James with the built jar in extensions-jars, not started yet; {@code work} names its scratch folder. */
    static StockJames.Builder james(String work) {
        return bareJames(work).extension(jar()).keystore(keystore());
    }

    /** The same without the jar, and with a keystore that James generates. */
    static StockJames.Builder bareJames(String work) {
        return StockJames.builder(
                path("harness.lib"), path("harness.conf"), path("harness.work").resolve(work));
    }

    /** The repository's {@code conf} folder. */
    static Path conf() {
        return path("harness.conf");
    }

    static Path jar() {
        return path("james-ext.jar");
    }

    /** The extension of a third party that tests lay beside ours. */
    static Path probe() {
        return path("probe-extension.jar");
    }

    private static synchronized Path keystore() {
        if (keystore == null) {
            Path made = path("harness.work").resolve("keystore.p12");
            KeystoreTrust.makeKeystore(made, StockJames.KEYSTORE_SECRET);
            keystore = made;
        }
        return keystore;
    }

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property));
    }
}
