package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small words of problems: suggestions, key paths, spans, printable text. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "requre, require",
        "REQUIRE, require",
        "erquire, require",
        "requirement, -",
        "dns, dsn",
        "dn, dsn",
        "x, -",
        "iff, if",
        "i, if",
        "zz, -",
        "'', -",
        "elsee, else"
    })
    void suggestsWordsWithFewLettersWrong(String word, String meant) {
        List<String> known = List.of("require", "dsn", "if", "else", "expn");
        assertThat(Suggestion.nearest(word, known).orElse("-")).isEqualTo(meant);
    }

    @Test
    void tiesGoToTheAlphabeticallyFirst() {
        assertThat(Suggestion.nearest("cat", List.of("hat", "bat", "rat"))).hasValue("bat");
    }

    @Test
    void wordsOfTheLargestLengthAreComparedAndOneLetterMoreIsNot() {
        String word = "x".repeat(64);
        assertThat(Suggestion.nearest(word, List.of(word + "y"))).isPresent();
        assertThat(Suggestion.nearest(word + "x", List.of(word))).isEmpty();
    }

    @Test
    void suggestionIsTheTailOfSentence() {
        assertThat(Suggestion.didYouMean("iff", List.of("if"))).isEqualTo(", did you mean 'if'?");
        assertThat(Suggestion.didYouMean("other", List.of("if"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xyz, 3", "'', ab, 2", "ABC, abc, 0"})
    void countsEdits(String left, String right, int edits) {
        assertThat(Suggestion.distance(left, right)).isEqualTo(edits);
        assertThat(Suggestion.distance(right, left)).isEqualTo(edits);
    }

    @Test
    void keyPathsAreQuotedWhereTomlQuotes() {
        assertThat(KeyPath.of("session", "ehlo", "require").index(1).key("if"))
                .hasToString("session.ehlo.require[1].if");
        assertThat(KeyPath.of("store", "list/blocked")).hasToString("store.\"list/blocked\"");
        assertThat(KeyPath.of("a.b", "", "c\"\\d", "é")).hasToString("\"a.b\".\"\".\"c\\\"\\\\d\".\"é\"");
        assertThat(KeyPath.of("A-z_09")).hasToString("A-z_09");
        assertThat(KeyPath.ROOT).hasToString("");
    }

    @Test
    void spansCoverAndRefuseNonsense() {
        assertThat(new Span(1, 2).cover(new Span(5, 6))).isEqualTo(new Span(1, 6));
        assertThat(Span.at(3)).isEqualTo(new Span(3, 3));
        assertThatThrownBy(() -> new Span(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printableTextKeepsLettersAndShowsTheRest() {
        assertThat(Printable.of("aé漢😀 ~")).isEqualTo("aé漢😀 ~");
        assertThat(Printable.of("\r\n\t\u0000\u007f\u2028\u202e\ud800\ue000"))
                .isEqualTo("\\u000d\\u000a\\u0009\\u0000\\u007f\\u2028\\u202e\\ud800\\ue000");
        assertThat(Printable.of("\udb40\udc01")).isEqualTo("\\U000e0001");
    }
}
