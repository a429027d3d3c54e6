package dev.jamesext.cli;

import dev.jamesext.source.Printable;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of {@code java -jar}. Only here the process, its streams and its environment are touched. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with one of {@link ExitCode}. */
    public static void main(String[] args) {
        // Knows terminals, NO_COLOR, and that from Java 22 on there is a console even where there is no terminal.
        boolean coloured = Ansi.AUTO.enabled();
        Terminal terminal = new Terminal(writer(System.out), writer(System.err), coloured);
        Surroundings surroundings = new Surroundings(Clock.systemUTC(), System::getenv);
        System.exit(run(terminal, surroundings, args));
    }

    /** UTF-8 whatever the locale: what is quoted comes from a policy, and that is UTF-8 too. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** Runs a command; gives the exit code. */
    static int run(Terminal terminal, Surroundings surroundings, String... args) {
        int code = commandLine(terminal, surroundings).execute(args);
        terminal.flush();
        return code;
    }

    static CommandLine commandLine(Terminal terminal, Surroundings surroundings) {
        return new CommandLine(new Commands(terminal, surroundings))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                // An argument is what it says: @name names no file of arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((fault, given) -> badUsage(fault, terminal))
                .setExecutionExceptionHandler((fault, command, given) -> failed(fault, terminal));
    }

    private static int badUsage(ParameterException fault, Terminal terminal) {
        PrintWriter err = terminal.err();
        err.print("james-ext: " + Printable.of(String.valueOf(fault.getMessage())) + "\n");
        if (!UnmatchedArgumentException.printSuggestions(fault, err)) {
            fault.getCommandLine().usage(err, Ansi.OFF);
        }
        return ExitCode.UNREADABLE;
    }

    private static int failed(Exception fault, Terminal terminal) {
        if (fault instanceof UnreadableException unreadable) {
            terminal.err().print("james-ext: " + unreadable.getMessage() + "\n");
            return ExitCode.UNREADABLE;
        }
        terminal.err().print("james-ext: this is a bug, please report it with what follows\n");
        fault.printStackTrace(terminal.err());
        return ExitCode.BUG;
    }
}
