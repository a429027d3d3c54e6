package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static final SourceText A = SourceText.of("a", "x".repeat(200));
    private static final SourceText B = SourceText.of("b", "x".repeat(200));

    private final Problems problems = new Problems();

    @Test
    void sortsByTextThenPlaceThenSeverityThenSentence() {
        problems.warning(B, Span.at(0), KeyPath.ROOT, "six");
        problems.error(A, Span.at(5), KeyPath.ROOT, "five");
        problems.warning(A, Span.at(1), KeyPath.ROOT, "four");
        problems.error(A, Span.at(1), KeyPath.ROOT, "three");
        problems.error(A, Span.at(1), KeyPath.ROOT, "second");
        problems.error(A, Span.at(0), KeyPath.ROOT, "one");
        assertThat(problems.sorted())
                .extracting(Problem::sentence)
                .isEqualTo(List.of("one", "second", "three", "four", "five", "six"));
    }

    @Test
    void keepsTheLargestNumberAndCountsOneMore() {
        for (int i = 0; i < Problems.PROBLEMS_MAX; i++) {
            problems.warning(A, Span.at(i), KeyPath.ROOT, "w");
        }
        assertThat(problems.sorted()).hasSize(Problems.PROBLEMS_MAX);
        assertThat(problems.render()).doesNotContain("more problem");
        problems.warning(A, Span.at(0), KeyPath.ROOT, "w");
        assertThat(problems.sorted()).hasSize(Problems.PROBLEMS_MAX);
        assertThat(problems.render()).endsWith("\n... and 1 more problem");
        problems.warning(A, Span.at(0), KeyPath.ROOT, "w");
        assertThat(problems.render()).endsWith("\n... and 2 more problems");
    }

    @Test
    void noFloodOfWarningsHidesAnError() {
        for (int i = 0; i < Problems.PROBLEMS_MAX; i++) {
            problems.warning(A, Span.at(i), KeyPath.ROOT, "w");
        }
        assertThat(problems.hasErrors()).isFalse();
        problems.error(A, Span.at(0), KeyPath.ROOT, "e");
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.sorted()).extracting(Problem::sentence).contains("e");
        assertThat(problems.renderErrors()).startsWith("a:1:1: error: e");
        assertThat(problems.warnings()).hasSize(Problems.PROBLEMS_MAX);
    }

    @Test
    void takesBackWhatWasReportedUnderAKey() {
        KeyPath key = KeyPath.of("a", "b");
        problems.error(A, Span.at(3), key.key("c"), "three");
        problems.warning(A, Span.at(2), key, "two");
        problems.error(A, Span.at(1), KeyPath.of("a", "bc"), "one");
        problems.error(A, Span.at(4), key.index(0), "four");
        assertThat(problems.withdraw(key)).extracting(Problem::sentence).containsExactly("two", "three", "four");
        assertThat(problems.sorted()).extracting(Problem::sentence).containsExactly("one");
        assertThat(problems.withdraw(KeyPath.of("a", "bc"))).hasSize(1);
        assertThat(problems.hasErrors()).isFalse();
    }

    @Test
    void takesNothingBackOnceSomethingHadNoRoom() {
        KeyPath key = KeyPath.of("a");
        for (int i = 0; i < Problems.PROBLEMS_MAX; i++) {
            problems.error(A, Span.at(i), key, "e");
        }
        problems.error(A, Span.at(0), KeyPath.of("b"), "lost");
        assertThat(problems.withdraw(key)).isEmpty();
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void warningsAloneAreNoErrors() {
        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.render()).isEmpty();
        problems.warning(A, Span.at(0), KeyPath.ROOT, "w");
        assertThat(problems.isEmpty()).isFalse();
        assertThat(problems.hasErrors()).isFalse();
    }

    @Test
    void placesProblemsOfExcerptsInTheFile() {
        Excerpt excerpt = Excerpt.verbatim(A, KeyPath.of("k"), 10, 20);
        problems.error(excerpt, new Span(2, 4), "e");
        problems.warning(excerpt, new Span(5, 6), "w");
        assertThat(problems.sorted()).extracting(Problem::span).isEqualTo(List.of(new Span(12, 14), new Span(15, 16)));
        assertThat(problems.sorted()).extracting(Problem::key).containsOnly(KeyPath.of("k"));
    }
}
