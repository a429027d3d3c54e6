package dev.jamesext.cli;

import static dev.jamesext.cli.CommandLineFixture.run;
import static dev.jamesext.cli.CommandLineFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} prints, and the exit code it gives. */
final class CheckTest {

    private static final String CLEAN = "session.ehlo.require = true\n";
    private static final String WARNED = "session.ehlo.require = 1\n";
    private static final String BROKEN = "session.ehlo.reqire = true\nsession.ehlo.require = 1\n";

    @TempDir
    private Path folder;

    @Test
    void saysThatThereAreNoProblems() {
        CommandLineFixture check = check(CLEAN);
        assertThat(check.out()).isEqualTo("ehlo.toml: no problems\n");
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void printsEveryProblemAndCountsThem() {
        CommandLineFixture check = check(BROKEN);
        assertThat(check.out()).isEqualTo("""
                ehlo.toml:1:14: error: session.ehlo.reqire: unknown key 'reqire', did you mean 'require'?
                  1 | session.ehlo.reqire = true
                    |              ^^^^^^
                ehlo.toml:2:24: warning: session.ehlo.require: this is always true: write true, without quotes inside quotes
                  2 | session.ehlo.require = 1
                    |                        ^
                ehlo.toml: 1 error, 1 warning
                """);
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(1);
    }

    @Test
    void warningsCountOnlyWhenAskedTo() {
        assertThat(check(WARNED).exitCode()).isZero();
        assertThat(check(WARNED, "--strict").exitCode()).isEqualTo(1);
        assertThat(check(CLEAN, "--strict").exitCode()).isZero();
        assertThat(check(WARNED).out()).endsWith("ehlo.toml: 1 warning\n");
    }

    @Test
    void printsJson() {
        CommandLineFixture check = check(BROKEN, "--json");
        assertThat(check.out()).isEqualTo("""
                {
                  "file": "ehlo.toml",
                  "errors": 1,
                  "warnings": 1,
                  "dropped": 0,
                  "problems": [
                    {
                      "severity": "error",
                      "file": "ehlo.toml",
                      "line": 1,
                      "column": 14,
                      "endLine": 1,
                      "endColumn": 20,
                      "key": "session.ehlo.reqire",
                      "sentence": "unknown key 'reqire', did you mean 'require'?"
                    },
                    {
                      "severity": "warning",
                      "file": "ehlo.toml",
                      "line": 2,
                      "column": 24,
                      "endLine": 2,
                      "endColumn": 25,
                      "key": "session.ehlo.require",
                      "sentence": "this is always true: write true, without quotes inside quotes"
                    }
                  ]
                }
                """);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check(CLEAN, "--json").out()).contains("\"problems\": []");
    }

    @Test
    void saysHowManyProblemsWereLeftOut() {
        StringBuilder policy = new StringBuilder();
        for (int i = 0; i < 102; i++) {
            policy.append("session.ehlo.x").append(i).append(" = 1\n");
        }
        assertThat(check(policy.toString()).out()).contains("\n... and 2 more problems\n");
        assertThat(check(policy.toString(), "--json").out())
                .contains("\"errors\": 100,")
                .contains("\"dropped\": 2,");
    }

    @Test
    void coloursAreForTerminalsAndChangeNoWord() {
        String file = write(folder, "ehlo.toml", BROKEN);
        String plain = run(false, "check", file).out();
        String coloured = run(true, "check", file).out();
        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[1;31m").contains("\u001b[1;33m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
        assertThat(run(true, "check", file, "--json").out()).doesNotContain("\u001b");
    }

    @Test
    void macrosReadTheEnvironmentAndTheFolderOfThePolicy() {
        write(folder, "name.txt", "mail.spammer.example");
        CommandLineFixture check = check("""
                [store."list/blocked"]
                type = "memory"
                format = "list"
                values = ["%{env:BLOCKED}%", "%{file:name.txt}%", "%{env:NOBODY}%", "%{file:none.txt}%"]
                """, "--folder", folder.toString());
        assertThat(check.out())
                .contains("NOBODY")
                .contains("none.txt")
                .doesNotContain("name.txt:")
                .endsWith("ehlo.toml: 2 errors\n");
    }

    @Test
    void filesOfMacrosAreLookedForInTheWorkingDirectory() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        write(conf, "name.txt", "mail.spammer.example");
        String file = write(conf, "ehlo.toml", "session.ehlo.require = \"'%{file:conf/name.txt}%' != ''\"\n");
        assertThat(run("check", file, "--folder", folder.toString()).exitCode()).isZero();
        assertThat(run("check", file, "--folder", conf.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void cannotReadWhatIsNotThere() {
        CommandLineFixture check =
                run("check", folder.resolve("none.toml").toString()).without(folder);
        assertThat(check.err()).isEqualTo("james-ext: none.toml: there is no such file\n");
        assertThat(check.out()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @Test
    void cannotReadAFolder() {
        CommandLineFixture check = run("check", folder.toString());
        assertThat(check.err()).contains("is a folder");
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @Test
    void cannotReadWhatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("ehlo.toml"), new byte[] {'a', '\n', '#', ' ', (byte) 0xe9, 'x'});
        CommandLineFixture check = run("check", file.toString(), "--json").without(folder);
        assertThat(check.err()).isEqualTo("""
                james-ext: ehlo.toml:2:3: error: octet 0xe9 is not UTF-8; save the file as UTF-8
                  2 | # \ufffdx
                    |   ^
                """);
        assertThat(check.out()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @Test
    void readsTheLargestFileAndNotOneOctetMore() throws IOException {
        byte[] largest = " ".repeat(SettingsReader.POLICY_BYTES_MAX).getBytes(StandardCharsets.US_ASCII);
        largest[0] = '#';
        Path file = Files.write(folder.resolve("ehlo.toml"), largest);
        assertThat(run("check", file.toString()).exitCode()).isZero();
        Files.write(file, new byte[] {' '}, StandardOpenOption.APPEND);
        CommandLineFixture check = run("check", file.toString());
        assertThat(check.err()).contains("the file is larger than 4194304 octets");
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J.toml", "a\nb.toml", "\u202e.toml", "\u0007"})
    void neverPrintsControlCharactersOfAFileName(String name) {
        CommandLineFixture absent = run("check", folder.resolve(name).toString());
        CommandLineFixture present = run("check", write(folder, name, BROKEN));
        assertThat(absent.err() + absent.out() + present.err() + present.out())
                .matches("[\\n\\P{C}]*")
                .contains("\\u");
    }

    @Test
    void neverPrintsControlCharactersOfAPolicy() {
        CommandLineFixture check = check("session.ehlo.\"\\u001b[2J\" = \"\u202e\u001b\"\n");
        assertThat(check.out()).matches("[\\n\\P{C}]*").contains("\\u001b");
        assertThat(check.exitCode()).isEqualTo(1);
    }

    private CommandLineFixture check(String policy, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "check";
        args[1] = write(folder, "ehlo.toml", policy);
        System.arraycopy(options, 0, args, 2, options.length);
        return run(args).without(folder);
    }
}
