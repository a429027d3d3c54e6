package dev.jamesext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;

/**
 * One run of the command line, its streams captured.
 *
 * @param out what it printed, with the folder of the test left out of file names
 */
record CommandLineFixture(int exitCode, String out, String err) {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** Runs a command without colours. */
    static CommandLineFixture run(String... args) {
        return run(false, args);
    }

    static CommandLineFixture run(boolean coloured, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), coloured);
        Surroundings surroundings =
                new Surroundings(Clock.fixed(NOW, ZoneOffset.UTC), Map.of("BLOCKED", "mail.spammer.test")::get);
        int code = Main.run(terminal, surroundings, args);
        return new CommandLineFixture(code, out.toString(), err.toString());
    }

    /** What picocli knows of the commands. */
    static CommandLine commandLine() {
        Terminal nowhere =
                new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
        return Main.commandLine(nowhere, new Surroundings(Clock.systemUTC(), name -> null));
    }

    /** The same with a folder's path left out, so that what remains is the same everywhere. */
    CommandLineFixture without(Path folder) {
        String path = folder + "/";
        return new CommandLineFixture(exitCode, out.replace(path, ""), err.replace(path, ""));
    }

    static String write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
