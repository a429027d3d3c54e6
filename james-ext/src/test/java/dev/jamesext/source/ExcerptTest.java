package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final SourceText SOURCE = SourceText.of("p", "key = \"a\\nb\"");
    private static final KeyPath KEY = KeyPath.of("key");

    @Test
    void verbatimTextIsShifted() {
        Excerpt excerpt = Excerpt.verbatim(SOURCE, KEY, 7, 11);
        assertThat(excerpt).hasToString("a\\nb");
        assertThat(excerpt.span()).isEqualTo(new Span(7, 11));
        assertThat(excerpt.locate(new Span(1, 3))).isEqualTo(new Span(8, 10));
        assertThat(excerpt.locate(new Span(4, 4))).isEqualTo(new Span(11, 11));
    }

    @Test
    void mappedTextFindsEachCharacter() {
        Excerpt excerpt = Excerpt.mapped(SOURCE, KEY, "a\nb", new int[] {7, 8, 10, 11});
        assertThat(excerpt.span()).isEqualTo(new Span(7, 11));
        assertThat(excerpt.locate(new Span(1, 2))).isEqualTo(new Span(8, 10));
        assertThat(excerpt.locate(new Span(2, 3))).isEqualTo(new Span(10, 11));
        assertThat(excerpt.locate(new Span(3, 3))).isEqualTo(Span.at(11));
    }

    @Test
    void placesBeyondTheTextAreItsEnd() {
        Excerpt excerpt = Excerpt.verbatim(SOURCE, KEY, 7, 11);
        assertThat(excerpt.locate(new Span(3, 99))).isEqualTo(new Span(10, 11));
        assertThat(excerpt.locate(new Span(99, 99))).isEqualTo(Span.at(11));
    }

    @Test
    void everyPlaceOfStandInIsTheWhole() {
        Excerpt excerpt = Excerpt.standIn(SOURCE, KEY, "some longer text", new Span(2, 4));
        assertThat(excerpt.text()).isEqualTo("some longer text");
        assertThat(excerpt.locate(new Span(0, 1))).isEqualTo(new Span(2, 4));
        assertThat(excerpt.locate(new Span(5, 9))).isEqualTo(new Span(2, 4));
        assertThat(Excerpt.standIn(SOURCE, KEY, "", new Span(2, 4)).locate(Span.at(0)))
                .isEqualTo(new Span(2, 4));
    }

    @Test
    void wholeIsTheWholeSource() {
        assertThat(Excerpt.whole(SOURCE, KeyPath.ROOT).text()).isEqualTo(SOURCE.text());
    }

    @Test
    void mapMustCoverEveryCharacterAndTheEnd() {
        assertThatThrownBy(() -> Excerpt.mapped(SOURCE, KEY, "ab", new int[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void laterChangesOfTheMapDoNotReachTheExcerpt() {
        int[] offsets = {7, 8};
        Excerpt excerpt = Excerpt.mapped(SOURCE, KEY, "a", offsets);
        offsets[0] = 0;
        assertThat(excerpt.locate(Span.at(0))).isEqualTo(Span.at(7));
    }
}
