package dev.jamesext.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern may cost: to compile, and to match a name as long as a client can send one. */
final class RegexTest {

    private static final int NAME_OCTETS_MAX = 255;

    /** The engine's program begins and ends with a few steps that no character of the pattern accounts for. */
    private static final int FRAME_STEPS = 4;

    @Test
    void takesTwoThousandStepsAndNotOneMore() {
        assertThat(engine("a".repeat(PatternMeasure.PATTERN_STEPS_MAX)).programSize())
                .isGreaterThanOrEqualTo(PatternMeasure.PATTERN_STEPS_MAX);
        assertThatThrownBy(() -> Regex.compile("a".repeat(PatternMeasure.PATTERN_STEPS_MAX + 1)))
                .isInstanceOf(PatternFailure.class)
                .hasMessageContaining("more than 2000 steps");
    }

    @Test
    void takesSixtyFourLevelsOfGroupsAndNotOneMore() {
        int levels = PatternMeasure.PATTERN_DEPTH_MAX;
        assertThat(Regex.compile("(".repeat(levels) + "a" + ")".repeat(levels)).groupCount())
                .isEqualTo(levels);
        assertThatThrownBy(() -> Regex.compile("(".repeat(levels + 1) + "a" + ")".repeat(levels + 1)))
                .isInstanceOf(PatternFailure.class)
                .hasMessageContaining("64 levels are the limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "((((a{1,100}){1,100}){1,100}){1,100})",
                "(?:(?:a{0,1000}){0,1000}){0,1000}",
                "(a|b|c{500}){5}",
                "([a-z]{1,63}\\.){32}",
                "((a?){9}){999}",
                "a{1000}(?s){1000}(?s){1000}",
                "(a{99}\\Q\\E{99})",
                "(?i)\u1c80",
                "(?i:[b-\\x{1044e}])",
                "(?i)[^\\x{1c80}]",
                "(?is-U)\\Q\u1c84\\E",
            })
    @Timeout(1)
    void refusesWhatTheEngineCouldNotCompileInReasonableTime(String bomb) {
        assertThatThrownBy(() -> Regex.compile(bomb)).isInstanceOf(PatternFailure.class);
    }

    static Stream<String> nastyPatterns() {
        return Stream.of(
                "(a*)*b",
                "(a|aa)+b",
                "(a|a?)+b",
                "(x+x+)+y",
                "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b",
                "(?:.*){390}b",
                "(?:a?){255}a{255}b",
                "(?:a?a){320}b",
                "(((.{1,9}){1,9}){1,9})b",
                "(?:.{0,255}){3}b",
                "(?i)(?:[a-z]|[a-y]|[a-x]|[a-w])+[0-9]$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(?:" + "a|".repeat(600) + "b)[^a]$");
    }

    @ParameterizedTest
    @MethodSource("nastyPatterns")
    void matchesTheLongestNameInBoundedTimeWhateverThePattern(String text) {
        Pattern pattern = engine(text);
        String name = "a".repeat(NAME_OCTETS_MAX);
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThat(pattern.matcher(name).find()).isFalse();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(250));
    }

    /** Were it quadratic, eight times the length would take sixty-four times as long. */
    @Test
    void takesTimeInProportionToTheLengthOfTheText() {
        Pattern pattern = engine("(?:a|aa|aaa)*(?:a*)*b");
        long once = time(pattern, "a".repeat(4 * NAME_OCTETS_MAX));
        long eightfold = time(pattern, "a".repeat(32 * NAME_OCTETS_MAX));
        assertThat(eightfold).isLessThan(once * 32);
    }

    private static long time(Pattern pattern, String text) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            assertThat(pattern.matcher(text).find()).isFalse();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "(dyn|pool|dsl)[0-9]*[.-] dyn,pool,dsl",
                "^mx[0-9]+\\.example\\.org$ .example.org",
                "^([^.]+)\\.(example|test)$ example,test",
                "ab*cd cd",
                "ab+cd ab",
                "ab+c ab",
                "a(bc)?d ''",
                "a(bc)+d bc",
                "abc|d ''",
                "(?i)abc ''",
                "[ab]c{0,2}de{1,3} de",
                "a\\x41bc ''",
                "a\\Qbc\\E ''",
                "(?P<name>ab)c ab",
                "[]ab]cd cd",
                "[[:alpha:]]cd cd",
                ".* ''",
                "xy\\dz xy",
                "ab[.]cd ab.cd",
                "ab[^.]cd ab",
                "ab[.x]cde cde",
            })
    void knowsTextsThatEveryMatchHolds(String pattern, String texts) {
        assertThat(String.join(",", RequiredTexts.of(pattern))).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^(mx|mail)[0-9]*[.]host77[.]example[.]org$ mx/mail|.host77.example.org",
                "abc.*def(ghi)? abc|def",
                "abc|def abc/def",
                "(abc|def)x(yz) abc/def|yz",
                ".* ''",
            })
    void knowsAllThatEveryMatchNeeds(String pattern, String texts) {
        assertThat(RequiredTexts.allOf(pattern).stream()
                        .map(part -> String.join("/", part))
                        .collect(Collectors.joining("|")))
                .isEqualTo(texts);
    }

    @Test
    void neverMissesAMatchForWantOfARequiredText() {
        Random random = new Random(20261125);
        List<String> pieces = List.of(
                "a",
                "b",
                "ab",
                "ba",
                "\\.",
                ".",
                "\\w",
                "[ab]",
                "[^a]",
                "[b]",
                "(",
                "(?:",
                "(?P<n>",
                ")",
                "|",
                "*",
                "+",
                "?",
                "??",
                "{0}",
                "{0,2}",
                "{1}",
                "{2,}",
                "^",
                "$",
                "\\b",
                "\\Qab\\E",
                "\\x61",
                "(?s)",
                "{",
                "}",
                "1");
        int found = 0;
        for (int i = 0; i < 120_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(9); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            List<String> required = RequiredTexts.of(text.toString());
            if (!required.isEmpty() && steps(text.toString()) >= 0) {
                Pattern pattern = engine(text.toString());
                String name = random.ints(random.nextInt(8), 0, 4)
                        .mapToObj(letter -> "ab.1".substring(letter, letter + 1))
                        .collect(Collectors.joining());
                if (pattern.matcher(name).find()) {
                    found++;
                    assertThat(RequiredTexts.allow(required, name))
                            .as(text + " on " + name)
                            .isTrue();
                    assertThat(RequiredTexts.allOf(text.toString()))
                            .as(text + " on " + name)
                            .contains(required)
                            .allMatch(texts -> RequiredTexts.allow(texts, name));
                }
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void neverMeasuresLessThanTheEngineBuilds() {
        Random random = new Random(20261124);
        List<String> pieces = List.of(
                "a",
                "ab",
                ".",
                "\\d",
                "\\pL",
                "[a-z]",
                "[^]x-z]",
                "[[:alpha:]_]",
                "(",
                "(?:",
                "(?i)",
                ")",
                "|",
                "*",
                "+?",
                "?",
                "{2}",
                "{2,}",
                "{0,3}",
                "{1,7}",
                "^",
                "$",
                "\\b",
                "\\Qx+y\\E",
                "\\x{41}",
                "{",
                "}",
                ",",
                "\\.");
        int compiled = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            int steps = steps(text.toString());
            if (steps >= 0) {
                compiled++;
                assertThat(PatternMeasure.of(text.toString()).steps() + FRAME_STEPS)
                        .as(text.toString())
                        .isGreaterThanOrEqualTo(steps);
            }
        }
        assertThat(compiled).isGreaterThan(500);
    }

    private static Pattern engine(String pattern) {
        return Regex.compile(pattern).engine();
    }

    /** The size of the program; -1 when the text is no pattern, which is complained about within the text. */
    private static int steps(String text) {
        try {
            return engine(text).programSize();
        } catch (PatternFailure failure) {
            assertThat(failure.span().end()).as(text).isLessThanOrEqualTo(text.length());
            assertThat(failure.sentence()).as(text).doesNotContain("internal");
            return -1;
        }
    }
}
