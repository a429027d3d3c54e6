package dev.jamesext.cli;

import static dev.jamesext.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How commands are called, and what is said when they are called wrongly. */
final class CommandsTest {

    static Stream<Arguments> badUsage() {
        return Stream.of(
                Arguments.of(List.of(), "Missing required subcommand"),
                Arguments.of(List.of("chekc"), "Unmatched argument at index 0: 'chekc'"),
                Arguments.of(List.of("check"), "Missing required parameter: 'FILE'"),
                Arguments.of(List.of("check", "a", "b"), "Unmatched argument at index 2: 'b'"),
                Arguments.of(List.of("check", "a", "--sttrict"), "Unknown option: '--sttrict'"),
                Arguments.of(List.of("check", "a", "--json", "--json"), "should be specified only once"),
                Arguments.of(List.of("check", "a", "--folder"), "Missing required parameter for option '--folder'"),
                Arguments.of(List.of("functions", "a"), "Unmatched argument at index 1: 'a'"),
                Arguments.of(List.of("\u001b[2J"), "'\\u001b[2J'"));
    }

    @ParameterizedTest
    @MethodSource("badUsage")
    void tellsBadUsageAndJudgesNothing(List<String> args, String complaint) {
        CommandLineFixture run = run(args.toArray(String[]::new));
        assertThat(run.err()).startsWith("james-ext: ").contains(complaint).matches("[\\n\\P{C}]*");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("chekc").err()).contains("Did you mean: james-ext check?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "explain", "functions", "settings", "capabilities"})
    void helpsWithEveryCommand(String command) {
        CommandLineFixture help = command.isEmpty() ? run("--help") : run(command, "--help");
        assertThat(help.out()).startsWith("Usage: james-ext" + (command.isEmpty() ? "" : " " + command));
        assertThat(help.err()).isEmpty();
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void listsTheCommands() {
        assertThat(run("--help").out())
                .contains("check", "explain", "functions", "settings", "capabilities", "Exit codes: 0");
    }

    @Test
    void manualListsTheOptions() {
        Manual.holds("options", Manual.table(List.of("command", "option", "meaning"), options()));
    }

    private static Stream<List<String>> options() {
        CommandLine line = CommandLineFixture.commandLine();
        return Stream.of("check", "explain")
                .flatMap(command ->
                        Objects.requireNonNull(line.getSubcommands().get(command), command)
                                .getCommandSpec()
                                .options()
                                .stream()
                                .filter(option -> !option.usageHelp() && !option.versionHelp())
                                .map(option -> List.of(
                                        Manual.code(command),
                                        Manual.code(option.longestName()
                                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel())),
                                        option.description()[0])));
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version").out()).isEqualTo("james-ext (not built)\n");
    }

    @Test
    void takesNoArgumentsFromFiles() {
        CommandLineFixture run = run("check", "@none");
        assertThat(run.err()).isEqualTo("james-ext: @none: there is no such file\n");
    }
}
