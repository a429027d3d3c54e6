package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manual says about scripts: every command, test, capability and environment item, and nothing else. */
final class ScriptManualTest {

    @Test
    void listsTheCommandsAsTheyAreWritten() {
        assertThat(Manual.columns("commands", 2)).isEqualTo(cells(ScriptReference.commands()));
    }

    @Test
    void listsTheTestsAsTheyAreWritten() {
        assertThat(Manual.columns("tests", 2)).isEqualTo(cells(ScriptReference.tests()));
    }

    @Test
    void listsTheCapabilities() {
        assertThat(names("capabilities")).containsExactlyInAnyOrderElementsOf(ScriptReference.capabilities());
    }

    @Test
    void listsTheEnvironment() {
        assertThat(names("environment")).containsExactlyInAnyOrderElementsOf(ScriptReference.environment());
    }

    /** Every word of the language stands in a policy of the manual, which another test loads and whose tests it runs. */
    @Test
    void hasAnExampleForEachWord() {
        String examples = Manual.blocks("docs/manual.md").stream()
                .filter(block -> block.info().equals("toml policy"))
                .map(Manual.Block::text)
                .collect(Collectors.joining("\n"));
        assertThat(words()).allSatisfy(word -> assertThat(examples).containsPattern(pattern(word)));
    }

    /** Every command, test and tag stands in a script that runs, and in one that does not load. */
    @Test
    void hasGoodAndBadScriptsForEachWord() throws IOException, URISyntaxException {
        Path root = Path.of(ScriptManualTest.class.getResource("/scripts").toURI());
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                (file.startsWith(root.resolve("problems")) ? bad : good).append(Files.readString(file));
            }
        }
        assertThat(words()).allSatisfy(word -> assertThat(good).containsPattern(pattern(word)));
        assertThat(Stream.concat(SieveLanguage.commandNames().stream(), SieveLanguage.testNames().stream()))
                .allSatisfy(word -> assertThat(bad).containsPattern(pattern(word)));
        assertThat(SieveLanguage.capabilities())
                .allSatisfy(word -> assertThat(good).contains("\"" + word + "\""));
    }

    private static List<String> words() {
        return Stream.of(
                        Stream.concat(
                                        SieveLanguage.commandNames().stream()
                                                .map(name -> SieveLanguage.command(name)
                                                        .orElseThrow()),
                                        SieveLanguage.testNames().stream()
                                                .map(name ->
                                                        SieveLanguage.test(name).orElseThrow()))
                                .flatMap(form -> Stream.concat(
                                        Stream.of(form.name()),
                                        form.tags().stream().map(SieveLanguage.TagForm::name))),
                        SieveLanguage.capabilities().stream(),
                        Collation.names().stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private static String pattern(String word) {
        return "(?<![a-z_:.])" + Pattern.quote(word) + "(?![a-z_])";
    }

    @Test
    void showsTheRepliesOfReasons() {
        assertThat(Manual.rows("reasons"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(RejectReason.reply(row.get(0)).toString()).isEqualTo(row.get(1)));
    }

    private static List<String> names(String part) {
        return Manual.columns(part, 1).stream()
                .flatMap(row -> List.of(row.get(0).split(", ")).stream())
                .toList();
    }

    private static List<List<String>> cells(List<ScriptReference.Usage> usages) {
        return usages.stream()
                .map(usage -> List.of(usage.usage(), usage.capability()))
                .toList();
    }
}
