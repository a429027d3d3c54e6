package dev.jamesext.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GlobTest {

    /** The definition, tried out: each star takes the shortest text with which the rest still fits. */
    private static Optional<List<String>> defined(String pattern, String value) {
        if (pattern.isEmpty()) {
            return value.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        }
        char first = pattern.charAt(0);
        int shortest = first == '*' ? 0 : 1;
        int longest = first == '*' ? value.length() : Math.min(1, value.length());
        for (int taken = shortest; taken <= longest; taken++) {
            if (first != '*' && first != '?' && value.charAt(0) != first) {
                return Optional.empty();
            }
            Optional<List<String>> rest = defined(pattern.substring(1), value.substring(taken));
            if (rest.isPresent()) {
                List<String> captures = new ArrayList<>();
                if (first == '*' || first == '?') {
                    captures.add(value.substring(0, taken));
                }
                captures.addAll(rest.get());
                return Optional.of(captures);
            }
        }
        return Optional.empty();
    }

    @Test
    void agreesWithTheDefinitionOnThousandsOfRandomPatterns() {
        Random random = new Random(7);
        int matched = 0;
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab*?", 8);
            String value = text(random, "ab", 9);
            Optional<List<String>> expected = defined(pattern, value);
            Glob glob = Glob.compile(pattern);
            String[] captures = glob.capture(value, CharMatch.EXACT, 64);
            assertThat(glob.matches(value, CharMatch.EXACT))
                    .as("%s on %s", pattern, value)
                    .isEqualTo(expected.isPresent());
            assertThat(captures == null).as("%s on %s", pattern, value).isNotEqualTo(expected.isPresent());
            if (captures != null) {
                matched++;
                assertThat(List.of(captures).subList(1, captures.length))
                        .as("%s on %s", pattern, value)
                        .isEqualTo(expected.orElseThrow());
            }
        }
        assertThat(matched).isGreaterThan(5_000);
    }

    @Test
    void keepsOnlyTheCapturesAskedFor() {
        assertThat(Glob.compile("*-*-*").capture("a-b-c", CharMatch.EXACT, 2)).containsExactly("a-b-c", "a");
        assertThat(Glob.compile("*-*-*").capture("a-b-c", CharMatch.EXACT, 9)).containsExactly("a-b-c", "a", "b", "c");
    }

    @Test
    void staysPolynomialOnPatternsThatBacktrackersFearMost() {
        Glob glob = Glob.compile("*a".repeat(500) + "b");
        String value = "a".repeat(4_096);
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches(value, CharMatch.ASCII_FOLDED)).isFalse());
    }

    @Test
    void neverTakesHalfACharacter() {
        assertThat(Glob.compile("*?").capture("😀", CharMatch.EXACT, 9)).containsExactly("😀", "", "😀");
        assertThat(Glob.compile("??").matches("😀", CharMatch.EXACT)).isFalse();
        assertThat(Glob.compile("*??").matches("😀", CharMatch.EXACT)).isFalse();
    }

    private static String text(Random random, String alphabet, int charsMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(charsMax + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
