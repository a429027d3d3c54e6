package dev.jamesext.cli;

import dev.jamesext.settings.TestSettings.Client;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and their options. What they do is elsewhere: this class alone, with {@link ClientOptions}, knows picocli. */
@Command(
        name = "james-ext",
        description = "Checks a policy and explains what it decides, without James.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 clean, 1 problems, 2 nothing could be judged (bad usage, a file",
            "that cannot be read)."
        })
final class Commands {

    private static final String FILE = "the policy, such as conf/ehlo.toml";
    private static final String JSON = "print JSON";
    private static final String FOLDER =
            "James's working directory, where files lie that macros name (the current one if not given)";

    private final Terminal terminal;
    private final Surroundings surroundings;

    Commands(Terminal terminal, Surroundings surroundings) {
        this.terminal = terminal;
        this.surroundings = surroundings;
    }

    @Command(
            name = "check",
            description = "Reads a policy as James would and prints every problem.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Option(names = "--strict", description = "let warnings count: exit code 1") boolean strict,
            @Option(names = "--json", description = JSON) boolean json,
            @Option(names = "--folder", paramLabel = "FOLDER", description = FOLDER, defaultValue = "") Path folder)
            throws UnreadableException {
        return report(new ProblemReport(load(file, folder)), json, strict);
    }

    @Command(
            name = "explain",
            description = "Shows what a client would hear under a policy, and which rules say so.",
            mixinStandardHelpOptions = true)
    int explain(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Mixin ClientOptions options,
            @Option(names = "--json", description = JSON) boolean json,
            @Option(names = "--folder", paramLabel = "FOLDER", description = FOLDER, defaultValue = "") Path folder)
            throws UnreadableException {
        Client client = options.client();
        LoadedPolicy loaded = load(file, folder);
        if (loaded.policy().isEmpty()) {
            return report(new ProblemReport(loaded), json, false);
        }
        Explanation explanation = Explanation.of(
                loaded.policy().get(), client, surroundings.clock().instant());
        ExplanationReport report = new ExplanationReport(loaded, explanation);
        if (json) {
            terminal.out().print(Json.of(report.json()));
        } else {
            report.print(terminal);
        }
        return ExitCode.CLEAN;
    }

    @Command(
            name = "functions",
            description = "Prints the functions of the rule language.",
            mixinStandardHelpOptions = true)
    int functions() {
        new Reference(terminal).functions();
        return ExitCode.CLEAN;
    }

    @Command(
            name = "settings",
            description = "Prints the settings of a policy and their defaults.",
            mixinStandardHelpOptions = true)
    int settings() {
        new Reference(terminal).settings();
        return ExitCode.CLEAN;
    }

    @Command(name = "capabilities", description = "Prints what a script may use.", mixinStandardHelpOptions = true)
    int capabilities() {
        new Reference(terminal).capabilities();
        return ExitCode.CLEAN;
    }

    private LoadedPolicy load(Path file, Path folder) throws UnreadableException {
        return LoadedPolicy.of(file, surroundings.macros(folder, file), surroundings.clock());
    }

    private int report(ProblemReport report, boolean json, boolean strict) {
        if (json) {
            terminal.out().print(Json.of(report.json()));
        } else {
            report.print(terminal);
        }
        return report.exitCode(strict);
    }

    /** The version of the jar; classes outside a jar have none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
                    .orElse("(not built)");
            return new String[] {"james-ext " + version};
        }
    }
}
