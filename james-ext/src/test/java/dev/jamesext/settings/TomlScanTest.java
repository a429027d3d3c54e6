package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

final class TomlScanTest {

    /** What is read there is no TOML. */
    private static final Set<String> WITH_SETS =
            Set.of("sets-in-braces.toml", "braces-that-are-no-sets.toml", "tables-0.7-to-0.10.toml");

    private final Problems problems = new Problems();

    private Optional<TomlScan.Scanned> scan(String text) {
        return TomlScan.of(SourceText.of("ehlo.toml", text), 0, new BitSet(), problems);
    }

    static Stream<Path> policies() throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            found = files.filter(file -> file.toString().endsWith(".toml"))
                    .filter(file -> !WITH_SETS.contains(file.getFileName().toString()))
                    .toList();
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void leavesNothingOutThatTomlWouldRead(Path policy) throws IOException {
        assertReadsAlike(Files.readString(policy).replace("\ufeff", " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n\n",
                "# a\n\n  # b\n\t\n",
                "a = 1\n\n\n\nb = 2",
                "a = '''\n\n\n# no comment\n\n'''\n\n\nb = 1",
                "a = \"\"\"\\\n\n\n\n  x\\\"\"\"\"\n\n\n\"\"\"\n\n\n\nb = 1\n",
                "a = \"#\" # '''\n\n\n\nb = '\"\"\"'\n\n\n\nc = ''''''\n\n\nd=1",
                "a = [\n\n\n# x\n\n1,\r\n\r\n\r\n2\n\n\n]\n\n\n\nb = { c = [ { d = 1 } ] }\n\n\n",
                "a = '''x''''\n\n\n\n'''",
                "\"a.b\".'c#' = 1 # d\n\n\n\n[\"e\"]\n\n\n[[ f . g ]]",
                "a = 1\n\n\n\n=\n\n\n\nb",
                "\n\n\n\na = [\n\n\n\n",
                "\n\n\n# x\u0001\n\n\na = \"\n\n\n"
            })
    void keepsEveryPlace(String text) {
        assertReadsAlike(text);
    }

    private void assertReadsAlike(String text) {
        TomlScan.Scanned scanned = scan(text).orElseThrow();
        TomlParseResult whole = Toml.parse(text);
        TomlParseResult part = Toml.parse(scanned.text());
        assertThat(part.errors().stream().map(error -> told(error, scanned)).toList())
                .isEqualTo(whole.errors().stream().map(TomlScanTest::told).toList());
        assertThat(part.toJson()).isEqualTo(whole.toJson());
        for (String key : whole.dottedKeySet(true)) {
            assertThat(scanned.line(part.inputPositionOf(key).line()))
                    .as(key)
                    .isEqualTo(whole.inputPositionOf(key).line());
        }
    }

    private static String told(TomlParseError error) {
        return error.position().line() + ":" + error.position().column() + " " + error.getMessage();
    }

    private static String told(TomlParseError error, TomlScan.Scanned scanned) {
        return scanned.line(error.position().line()) + ":" + error.position().column() + " "
                + scanned.message(String.valueOf(error.getMessage()));
    }

    @ParameterizedTest
    @CsvSource({
        "'a = { ''b'', ''c'' } # {d, e}', 'a = [          ] # {d, e}'",
        "'a = { b }', 'a = [   ]'",
        "'a = [{1}, {2,}, {}]', 'a = [[ ], [  ], {}]'",
        "'a = {''x,y}'', \"}\"}', 'a = [           ]'",
        "'a = {''😀''}\t#', 'a = [   ]\t#'"
    })
    void setsInBracesAreEmptyArraysOfTheSameSize(String text, String read) {
        assertThat(scan(text).orElseThrow().text()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = {}",
                "a = { }",
                "a = { b = 1, \"c\" = 2 }",
                "a = { b.c = 1 }",
                "a = {, 'b'}",
                "a = { 'b'",
                "a = { 'b', [1] }",
                "a = '{b}' # {b}",
                "a = '''\n{b, c}\n'''"
            })
    void otherBracesStayAsTheyAre(String text) {
        assertThat(scan(text).orElseThrow().text()).isEqualTo(text);
    }

    @Test
    void whatStandsBehindASetKeepsItsLine() {
        TomlScan.Scanned scanned =
                scan("a = {\n 'b', # }\n\n\n c\r\n}\n\n\nd = 1").orElseThrow();
        TomlParseResult result = Toml.parse(scanned.text());
        assertThat(result.errors()).isEmpty();
        assertThat(result.getArrayOrEmpty("a").isEmpty()).isTrue();
        assertThat(scanned.line(result.inputPositionOf("d").line())).isEqualTo(9);
    }

    @Test
    @Timeout(20)
    void bracesThatDoNotCloseAreLookedAtOnce() {
        assertThat(scan("a = " + "{ 'b', ".repeat(100_000))).isPresent();
        assertThat(scan("a = [" + "{ 'b', c }, ".repeat(50_000))).isPresent();
    }

    @Test
    void linesThatAreLeftOutLeaveAllOthersTheirNumbers() {
        BitSet leftOut = new BitSet();
        leftOut.set(2, 5);
        TomlScan.Scanned scanned = TomlScan.of(
                        SourceText.of("ehlo.toml", "a = 1\n[b]\nc = x y\n'''\n[d]\ne = 2\n"), 0, leftOut, problems)
                .orElseThrow();
        assertThat(scanned.text()).isEqualTo("a = 1\n\n[d]\ne = 2\n");
        assertThat(scanned.line(3)).isEqualTo(5);
    }

    @Test
    void ofSilentLinesInARowOneIsLeft() {
        TomlScan.Scanned scanned = scan("# a\n".repeat(1_000_000) + "a = 1\n" + "\n".repeat(1_000_000))
                .orElseThrow();
        assertThat(scanned.text()).isEqualTo("# a\na = 1\n\n");
        assertThat(scanned.line(2)).isEqualTo(1_000_001);
    }

    @Test
    void aKeyHasSoManyPartsAndNoMore() {
        assertThat(scan("a.".repeat(TomlScan.KEY_PARTS_MAX - 1) + "a = 1")).isPresent();
        assertThat(scan("[" + " a .".repeat(TomlScan.KEY_PARTS_MAX) + "a]")).isEmpty();
        assertThat(scan("x = { " + "\"a\".".repeat(TomlScan.KEY_PARTS_MAX) + "a = 1 }"))
                .isEmpty();
        assertThat(scan("x = '" + "a.".repeat(TomlScan.KEY_PARTS_MAX) + "' # " + "a.".repeat(TomlScan.KEY_PARTS_MAX)))
                .isPresent();
        assertThat(problems.sorted())
                .map(Problem::sentence)
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence).contains("at most 128 parts"));
    }

    @Test
    void aPolicyHasSoManyWordsAndSignsAndNoMore() {
        // Each element is two of them, and what stands around them six.
        int elements = (TomlScan.POLICY_TOKENS_MAX - 6) / 2;
        assertThat(scan("a = [" + "1,".repeat(elements) + "]")).isPresent();
        assertThat(scan("a = [" + "1,".repeat(elements + 1) + "]")).isEmpty();
        assertThat(problems.sorted())
                .map(Problem::sentence)
                .singleElement()
                .asString()
                .contains("files of their own");
    }

    @Test
    void aHundredThousandNamesAreFewerThanThat() {
        assertThat(scan("values = [" + "\"mail.client.test\", ".repeat(150_000) + "]"))
                .isPresent();
    }

    @Test
    void textThatIsNoTomlIsNotReadToItsEnd() {
        assertThat(scan("word\n".repeat(TomlScan.STRANGE_LINES_MAX))).isPresent();
        assertThat(scan("word\n".repeat(TomlScan.STRANGE_LINES_MAX + 1))).isEmpty();
        assertThat(scan("  [a]\nb = [\n1,\n2\n]\nc = '''\nd\n'''\n".repeat(TomlScan.STRANGE_LINES_MAX)))
                .isPresent();
    }
}
