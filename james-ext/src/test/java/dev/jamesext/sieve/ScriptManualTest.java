package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

    @Test
    void saysWhichCapabilitiesAreNotThere() {
        assertThat(Manual.notThere("capabilities"))
                .isEqualTo(Stream.of(SieveLanguage.MESSAGE_CAPABILITIES, SieveLanguage.MISPLACED_CAPABILITIES)
                        .flatMap(Set::stream)
                        .sorted()
                        .toList());
    }

    /** Of a session that has everything an item could tell; only a built jar has a version. */
    @Test
    void saysWhichItemsAreEmpty() throws UnknownHostException {
        SessionFacts facts = SessionFacts.builder(Stage.EHLO, Instant.EPOCH)
                .remote(InetAddress.getByName("192.0.2.1"), 49152)
                .heloDomain("mx.example.org")
                .authenticatedAs("ann@example.org")
                .tls(new SessionFacts.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256"))
                .build();
        String empty = Manual.rows("environment").stream()
                .filter(row -> row.get(1).startsWith("empty: "))
                .map(row -> row.get(0))
                .collect(Collectors.joining(", "));
        assertThat(List.of(empty.split(", ")))
                .containsExactlyInAnyOrderElementsOf(EnvironmentTable.names().stream()
                        .filter(name -> !name.equals("version"))
                        .filter(name -> EnvironmentTable.find(name)
                                .orElseThrow()
                                .value()
                                .apply(facts)
                                .isEmpty())
                        .toList());
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
