package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the fixtures: {@code problems/settings/*.toml} with the problems they must give, whole text; and
 * {@code settings/*.toml}, read without a problem, with the values they must give.
 */
class SettingsReaderTest {

    @ParameterizedTest
    @MethodSource("badPolicies")
    void reportsWhatIsWrong(Path policy) throws IOException {
        Problems problems = new Problems();
        SettingsReader.read(source(policy), FixtureMacros.INSTANCE, problems);
        compare(policy, problems.render() + "\n");
    }

    @ParameterizedTest
    @MethodSource("goodPolicies")
    void readsValuesAndTheirPlaces(Path policy) throws IOException {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(source(policy), FixtureMacros.INSTANCE, problems);
        assertThat(problems.render()).isEmpty();
        compare(policy, SettingsFile.print(settings));
    }

    static Stream<Path> badPolicies() throws IOException, URISyntaxException {
        return policies("/problems/settings");
    }

    static Stream<Path> goodPolicies() throws IOException, URISyntaxException {
        return policies("/settings");
    }

    /** A difference prints the whole actual text, to be reviewed and adopted. */
    private static void compare(Path policy, String actual) throws IOException {
        Path expected = policy.resolveSibling(policy.getFileName().toString().replace(".toml", ".expected"));
        String wanted = Files.exists(expected) ? Files.readString(expected) : "";
        assertThat(actual).as("%s should hold:%n%s", expected, actual).isEqualTo(wanted);
    }

    private static SourceText source(Path policy) throws IOException {
        return SourceText.of("ehlo.toml", Files.readString(policy));
    }

    private static Stream<Path> policies(String folder) throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(SettingsReaderTest.class.getResource(folder))
                .toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }
}
