package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Dialect;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.StageScript;
import dev.jamesext.source.Problems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs {@code scripts/TOPIC/NAME.sieve}. Comments of the form {@code # key: value} say what is expected:
 *
 * <ul>
 *   <li>{@code helo}, {@code remote}, {@code login}, {@code tls}: facts; each {@code expect} runs the script on the facts so
 *       far, and says {@code accept}, the reply (lines joined with {@code /}) or {@code failure: ...};
 *   <li>{@code problem}: {@code line:col: severity: sentence}; every complaint must be listed;
 *   <li>{@code steps}, {@code variable-size}, {@code nested-includes}, {@code check} ({@code off}): limits.
 * </ul>
 */
class ScriptFilesTest {

    @TestFactory
    Stream<DynamicTest> scriptsDoWhatTheirCommentsSay() throws IOException, URISyntaxException {
        Path root = Path.of(ScriptFilesTest.class.getResource("/scripts").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".sieve"))
                    .sorted()
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(70);
            return scripts.stream()
                    .map(file -> DynamicTest.dynamicTest(root.relativize(file).toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        List<Map.Entry<String, String>> notes = notes(text);
        Problems problems = new Problems();
        var script = Scripts.compile(text, limits(notes), problems);
        List<String> expectedProblems = notes.stream()
                .filter(note -> note.getKey().equals("problem"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(Scripts.headlines(problems)).as("problems").containsExactlyElementsOf(expectedProblems);
        assertThat(script.isPresent()).as("compiles").isEqualTo(!problems.hasErrors());
        List<String> expected = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, String> note : notes) {
            if (note.getKey().equals("expect")) {
                StageScript compiled = script.orElseThrow();
                expected.add(facts + " -> " + note.getValue());
                outcomes.add(facts + " -> " + Scripts.outcome(compiled, facts(facts)));
            } else {
                facts.put(note.getKey(), note.getValue());
            }
        }
        assertThat(outcomes).containsExactlyElementsOf(expected);
        assertThat(expected.size() + expectedProblems.size()).as("expectations").isPositive();
    }

    private static List<Map.Entry<String, String>> notes(String text) {
        return text.lines()
                .filter(line -> line.matches("# [a-z-]+:.*"))
                .map(line -> Map.entry(
                        line.substring(2, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList();
    }

    private static ScriptLimits limits(List<Map.Entry<String, String>> notes) {
        int steps = Scripts.CHECKED.steps();
        int variableChars = Scripts.CHECKED.variableChars();
        int includesNested = Scripts.CHECKED.includesNested();
        boolean check = true;
        for (Map.Entry<String, String> note : notes) {
            switch (note.getKey()) {
                case "steps" -> steps = Integer.parseInt(note.getValue());
                case "variable-size" -> variableChars = Integer.parseInt(note.getValue());
                case "nested-includes" -> includesNested = Integer.parseInt(note.getValue());
                case "check" -> check = !note.getValue().equals("off");
                case "helo", "remote", "login", "tls", "expect", "problem" -> {}
                default -> throw new AssertionError("unknown note " + note);
            }
        }
        return new ScriptLimits(
                steps, variableChars, includesNested, Scripts.CHECKED.millis(), check, Dialect.STANDARD);
    }

    private static SessionFacts facts(Map<String, String> facts) throws IOException {
        SessionFacts.Builder builder = SessionFacts.builder(Stage.EHLO, Instant.ofEpochSecond(1_700_000_000L));
        if (facts.containsKey("remote")) {
            builder.remote(InetAddress.getByName(facts.get("remote")), 40_000);
        }
        if (facts.containsKey("tls")) {
            String[] parts = facts.get("tls").split(" ", 2);
            builder.tls(new SessionFacts.Tls(parts[0], parts[1]));
        }
        return builder.heloDomain(facts.getOrDefault("helo", ""))
                .authenticatedAs(facts.getOrDefault("login", ""))
                .build();
    }
}
