package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.settings.FixtureMacros;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs whole policies, their own tests included: {@code problems/policy/*.toml} with the problems they must give, whole
 * text; {@code policies/*.toml}, which load without one; and what is written for another server.
 */
class PolicyFilesTest {

    @ParameterizedTest
    @MethodSource("badPolicies")
    void reportsWhatIsWrong(Path policy) throws IOException {
        Problems problems = new Problems();
        assertThat(load(policy, problems).isPresent()).isEqualTo(!problems.hasErrors());
        String actual = problems.render() + "\n";
        Path expected = expected(policy);
        String wanted = Files.exists(expected) ? Files.readString(expected) : "";
        assertThat(actual).as("%s should hold:%n%s", expected, actual).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("goodPolicies")
    void loadsWithoutProblem(Path policy) throws IOException {
        Problems problems = new Problems();
        Optional<Policy> loaded = load(policy, problems);
        assertThat(problems.render()).isEmpty();
        assertThat(loaded).isPresent();
    }

    /** Without a warning, its own tests included. */
    @Test
    void sampleHoldsWhatItsTestsSay() throws IOException {
        Problems problems = new Problems();
        Path sample = Path.of(System.getProperty("basedir", ".")).resolve("../conf/ehlo.toml");
        assertThat(load(sample, problems)).as(problems.render()).isPresent();
        assertThat(problems.render()).isEmpty();
    }

    @Test
    void fortyMistakesAreFortyProblems(TestReporter reporter) throws IOException, URISyntaxException {
        Path policy = badPolicies()
                .filter(file -> file.endsWith("forty-mistakes.toml"))
                .findFirst()
                .orElseThrow();
        Problems problems = new Problems();
        long start = System.nanoTime();
        load(policy, problems);
        problems.render();
        reporter.publishEntry(
                "forty mistakes told in",
                Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        assertThat(problems.sorted()).hasSize(40).allMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        // Each mistake stands on a line of its own.
        assertThat(problems.sorted().stream().map(Problem::line).distinct()).hasSize(40);
    }

    /** The policies under {@code defects}, whose first lines say what is wrong upstream, and pasted files of Stalwart. */
    @ParameterizedTest
    @MethodSource("othersPolicies")
    void doesWhatAnotherServerDoesNot(Path policy) throws IOException {
        Problems problems = new Problems();
        Optional<Policy> loaded = load(policy, problems);
        Path expected = expected(policy);
        String wanted = Files.exists(expected) ? Files.readString(expected) : "\n";
        String actual = problems.render() + "\n";
        assertThat(actual).as("%s should hold:%n%s", expected, actual).isEqualTo(wanted);
        assertThat(loaded.isPresent()).isEqualTo(!wanted.contains(": error: "));
    }

    /** A variable that the file does not read would be one that no policy ever tried. */
    @Test
    void everyVariableIsRead() throws IOException, URISyntaxException {
        Path policy = goodPolicies()
                .filter(file -> file.endsWith("every-variable.toml"))
                .findFirst()
                .orElseThrow();
        String text = Files.readString(policy);
        assertThat(SessionVariable.values())
                .allMatch(
                        variable -> Pattern.compile("\\b" + variable.variable().name() + "\\b")
                                .matcher(text)
                                .find());
    }

    private static Path expected(Path policy) {
        return policy.resolveSibling(policy.getFileName().toString().replace(".toml", ".expected"));
    }

    static Stream<Path> othersPolicies() throws IOException, URISyntaxException {
        return Stream.concat(policies("/defects"), policies("/stalwart"));
    }

    static Stream<Path> badPolicies() throws IOException, URISyntaxException {
        return policies("/problems/policy");
    }

    static Stream<Path> goodPolicies() throws IOException, URISyntaxException {
        return policies("/policies");
    }

    private static Optional<Policy> load(Path policy, Problems problems) throws IOException {
        Settings settings = SettingsReader.read(
                SourceText.of("ehlo.toml", Files.readString(policy)), FixtureMacros.INSTANCE, problems);
        return PolicyTests.run(
                PolicyCompiler.compile(settings, new ScriptCompiler(), problems),
                settings,
                Clock.fixed(PolicyFixture.NOW, ZoneOffset.UTC),
                problems);
    }

    private static Stream<Path> policies(String folder) throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(PolicyFilesTest.class.getResource(folder))
                .toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }
}
