package dev.jamesext.cli;

import dev.jamesext.policy.Policy;
import dev.jamesext.policy.PolicyCompiler;
import dev.jamesext.policy.PolicyTests;
import dev.jamesext.settings.MacroSource;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceFile;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A policy file read and compiled as the server does it.
 *
 * @param name the file as it was named, printable
 * @param policy empty when {@code problems} holds an error
 */
record LoadedPolicy(String name, Optional<Policy> policy, Problems problems) {

    /**
     * Loads a file and runs its tests.
     *
     * @param clock what time it is for the tests
     * @throws UnreadableException when there is no such file, or it is too large or not UTF-8
     */
    static LoadedPolicy of(Path file, MacroSource macros, Clock clock) throws UnreadableException {
        SourceText source = read(file);
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(source, macros, problems);
        Optional<Policy> compiled = PolicyCompiler.compile(settings, new ScriptCompiler(), problems);
        Optional<Policy> policy = PolicyTests.run(compiled, settings, clock, problems);
        return new LoadedPolicy(source.name(), policy, problems);
    }

    private static SourceText read(Path file) throws UnreadableException {
        String name = Printable.of(file.toString());
        if (Files.isDirectory(file)) {
            throw new UnreadableException(name + " is a folder; the policy is the file ehlo.toml in it");
        }
        Problems problems = new Problems();
        try (InputStream in = Files.newInputStream(file)) {
            Optional<SourceText> source = SourceFile.read(name, in, SettingsReader.POLICY_BYTES_MAX, problems);
            return source.orElseThrow(() -> new UnreadableException(problems.render()));
        } catch (NoSuchFileException absent) {
            throw new UnreadableException(name + ": there is no such file");
        } catch (AccessDeniedException denied) {
            throw new UnreadableException(name + ": reading it is not permitted");
        } catch (IOException unreadable) {
            throw new UnreadableException(name + " cannot be read: " + Printable.of(unreadable.toString()));
        }
    }
}
