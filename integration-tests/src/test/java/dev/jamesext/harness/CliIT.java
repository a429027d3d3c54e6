package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar as a command line, in a process of its own that has nothing else on its class path. */
final class CliIT {

    @TempDir
    private Path folder;

    /** What a process printed, and how it ended. */
    private record Ended(int exitCode, String out, String err) {}

    @Test
    void checksTheSampleConfiguration() throws IOException, InterruptedException {
        Ended check = run(Map.of(), "check", conf());
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).contains("ehlo.toml: ").doesNotContain(": error: ");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void explainsWhatTheServerAnswers() throws IOException, InterruptedException {
        Ended explain = run(Map.of(), "explain", conf(), "--ehlo", "mail.spammer.test");
        assertThat(explain.err()).isEmpty();
        assertThat(explain.out())
                .contains("S: 551 5.1.1 Your domain 'mail.spammer.test' has been blocklisted.")
                .contains("sieve.trusted.scripts.ehlo.contents");
        assertThat(explain.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions", "settings", "capabilities", "--help"})
    void printsReferences(String command) throws IOException, InterruptedException {
        Ended reference = run(Map.of(), command);
        assertThat(reference.err()).isEmpty();
        assertThat(reference.out().lines()).hasSizeGreaterThan(10);
        assertThat(reference.exitCode()).isZero();
    }

    @Test
    void knowsItsVersion() throws IOException, InterruptedException {
        String jar = HarnessPaths.jar().getFileName().toString();
        assertThat(run(Map.of(), "--version").out() + ".jar")
                .isEqualTo(jar.replace("james-ext-", "james-ext ").replace(".jar", "\n.jar"));
    }

    @Test
    void tellsProblemsFromWhatItCannotRead() throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.toml"), "session.ehlo.reqire = true\n");
        Path latin = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xe9});
        assertThat(run(Map.of(), "check", broken.toString()).exitCode()).isEqualTo(1);
        assertThat(run(Map.of(), "check", latin.toString()).exitCode()).isEqualTo(2);
        assertThat(run(Map.of(), "check", folder.resolve("none").toString()).exitCode())
                .isEqualTo(2);
        assertThat(run(Map.of()).exitCode()).isEqualTo(2);
    }

    @Test
    void printsTheSameOctetsInEveryLocale() throws IOException, InterruptedException {
        Path policy = Files.writeString(folder.resolve("ehlo.toml"), "session.ehlo.\"é😀\" = true\n");
        for (String locale : List.of("C", "C.UTF-8")) {
            Ended text = run(Map.of("LC_ALL", locale), "check", policy.toString());
            assertThat(text.out()).contains("1 | session.ehlo.\"é😀\" = true");
            Ended json = run(Map.of("LC_ALL", locale), "check", policy.toString(), "--json");
            assertThat(json.out()).contains("\\u00e9\\ud83d\\ude00").matches("\\p{ASCII}*");
        }
    }

    @Test
    void hasColoursOnlyWhereTheyAreWanted() throws IOException, InterruptedException {
        assertThat(run(Map.of(), "functions").out()).doesNotContain("\u001b");
        assertThat(run(Map.of("CLICOLOR_FORCE", "1"), "functions").out()).contains("\u001b");
        assertThat(run(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), "functions")
                        .out())
                .doesNotContain("\u001b");
    }

    private static String conf() {
        return Path.of(Objects.requireNonNull(System.getProperty("harness.conf")), "ehlo.toml")
                .toString();
    }

    private Ended run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = Stream.concat(
                        Stream.of(java.toString(), "-jar", HarnessPaths.jar().toString()), Stream.of(args))
                .toList();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL"));
        // Options from outside would print a line about themselves.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
