package dev.jamesext.cli;

import static dev.jamesext.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import dev.jamesext.settings.Defaults;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The references hold what the manual holds: both are made from, or held against, the same tables. */
final class ReferenceTest {

    static Stream<Arguments> partsOfTheManual() {
        return Stream.of(
                Arguments.of("functions", "functions", 0),
                Arguments.of("functions", "functions", 2),
                Arguments.of("functions", "functions", 3),
                Arguments.of("capabilities", "capabilities", 0),
                Arguments.of("capabilities", "commands", 0),
                Arguments.of("capabilities", "tests", 0));
    }

    @ParameterizedTest
    @MethodSource("partsOfTheManual")
    void listsWhatTheManualLists(String command, String part, int column) {
        String out = run(command).out();
        List<List<String>> rows = Manual.rows(part);
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(out).contains(row.get(column)));
    }

    @Test
    void listsEverySettingOfTheManual() {
        String out = run("settings").out();
        // The entries of a short list, and macros, are keys of the operator's choice.
        List<List<String>> rows = Manual.rows("settings").stream()
                .filter(row -> !row.get(0).startsWith("lookup.") && !row.get(0).startsWith("macros."))
                .toList();
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String key = row.get(0);
            assertThat(out).contains("\n  " + key.substring(key.lastIndexOf('.') + 1) + ": ");
        });
        assertThat(out).contains("[session.ehlo]").contains("require: true or false");
    }

    @Test
    void endsWithTheDefaultsAsAPolicy() {
        assertThat(run("settings").out()).endsWith(Defaults.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions", "settings", "capabilities"})
    void isPlainTextWithoutATerminal(String command) {
        CommandLineFixture reference = run(command);
        assertThat(reference.out()).matches("[\\n\\p{ASCII}&&[^\u001b]]*");
        assertThat(reference.exitCode()).isZero();
    }
}
