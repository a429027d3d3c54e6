package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final SourceText SOURCE = SourceText.of("p", "key = \"a\\nb\"");
    private static final KeyPath KEY = KeyPath.of("key");

    @Test
    void verbatimTextIsShifted() {
        Excerpt excerpt = Excerpt.verbatim(SOURCE, KEY, 7, 11);
        assertThat(excerpt).hasToString("a\\nb");
        assertThat(excerpt.span()).isEqualTo(new Span(7, 11));
        assertThat(excerpt.locate(new Span(1, 3))).isEqualTo(in(new Span(8, 10)));
        assertThat(excerpt.locate(new Span(4, 4))).isEqualTo(in(new Span(11, 11)));
    }

    @Test
    void mappedTextFindsEachCharacter() {
        Excerpt excerpt = Excerpt.mapped(SOURCE, KEY, "a\nb", new int[] {7, 8, 10, 11});
        assertThat(excerpt.span()).isEqualTo(new Span(7, 11));
        assertThat(excerpt.locate(new Span(1, 2))).isEqualTo(in(new Span(8, 10)));
        assertThat(excerpt.locate(new Span(2, 3))).isEqualTo(in(new Span(10, 11)));
        assertThat(excerpt.locate(new Span(3, 3))).isEqualTo(in(Span.at(11)));
    }

    @Test
    void placesBeyondTheTextAreItsEnd() {
        Excerpt excerpt = Excerpt.verbatim(SOURCE, KEY, 7, 11);
        assertThat(excerpt.locate(new Span(3, 99))).isEqualTo(in(new Span(10, 11)));
        assertThat(excerpt.locate(new Span(99, 99))).isEqualTo(in(Span.at(11)));
    }

    @Test
    void everyPlaceOfStandInIsTheWhole() {
        Excerpt excerpt = Excerpt.standIn(SOURCE, KEY, "some longer text", new Span(2, 4));
        assertThat(excerpt.text()).isEqualTo("some longer text");
        assertThat(excerpt.locate(new Span(0, 1))).isEqualTo(in(new Span(2, 4)));
        assertThat(excerpt.locate(new Span(5, 9))).isEqualTo(in(new Span(2, 4)));
        assertThat(Excerpt.standIn(SOURCE, KEY, "", new Span(2, 4)).locate(Span.at(0)))
                .isEqualTo(in(new Span(2, 4)));
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
        assertThat(excerpt.locate(Span.at(0))).isEqualTo(in(Span.at(7)));
    }

    private static final SourceText FILE = SourceText.of("f", "one\ntwo");

    /** {@code key = "a<macro>b"} where the macro stands at 3 to 6 and brought in the whole of the file. */
    private static Excerpt joined() {
        return Excerpt.joined(
                SOURCE,
                KEY,
                new Span(2, 9),
                List.of(
                        Excerpt.verbatim(SOURCE, KEY, 2, 3),
                        Excerpt.whole(FILE, KeyPath.ROOT),
                        Excerpt.standIn(SOURCE, KEY, "env", new Span(5, 6)),
                        Excerpt.verbatim(SOURCE, KEY, 6, 9)));
    }

    @Test
    void eachPartOfJoinedTextKeepsItsPlace() {
        Excerpt joined = joined();
        assertThat(joined).hasToString("yone\ntwoenv\"a\\");
        assertThat(joined.source()).isEqualTo(SOURCE);
        assertThat(joined.span()).isEqualTo(new Span(2, 9));
        assertThat(joined.locate(new Span(0, 1))).isEqualTo(in(new Span(2, 3)));
        assertThat(joined.locate(new Span(1, 4))).isEqualTo(new Excerpt.Place(FILE, new Span(0, 3)));
        assertThat(joined.locate(new Span(5, 8))).isEqualTo(new Excerpt.Place(FILE, new Span(4, 7)));
        assertThat(joined.locate(new Span(9, 10))).isEqualTo(in(new Span(5, 6)));
        assertThat(joined.locate(new Span(12, 13))).isEqualTo(in(new Span(7, 8)));
        assertThat(joined.locate(Span.at(99))).isEqualTo(in(Span.at(9)));
    }

    @Test
    void spanOverPartsIsWholeInOneSourceAndItsBeginningInSeveral() {
        Excerpt joined = joined();
        assertThat(joined.locate(new Span(10, 12))).isEqualTo(in(new Span(5, 7)));
        assertThat(joined.locate(new Span(0, 14))).isEqualTo(in(new Span(2, 9)));
        assertThat(joined.locate(new Span(5, 12))).isEqualTo(new Excerpt.Place(FILE, new Span(4, 7)));
    }

    @Test
    void spanToValueElsewhereInTheFileDoesNotStretchThere() {
        Excerpt joined = Excerpt.joined(
                SOURCE,
                KEY,
                new Span(0, 3),
                List.of(Excerpt.verbatim(SOURCE, KEY, 0, 1), Excerpt.verbatim(SOURCE, KEY, 8, 10)));
        assertThat(joined.locate(new Span(0, 3))).isEqualTo(in(new Span(0, 1)));
    }

    @Test
    void joinedTextCanBeJoinedAgain() {
        Excerpt again = Excerpt.joined(SOURCE, KEY, new Span(0, 1), List.of(joined(), joined()));
        assertThat(again.locate(new Span(15, 18))).isEqualTo(new Excerpt.Place(FILE, new Span(0, 3)));
        assertThat(Excerpt.joined(SOURCE, KEY, new Span(3, 4), List.of()).locate(Span.at(0)))
                .isEqualTo(in(new Span(3, 4)));
    }

    @Test
    void partKeepsThePlacesOfItsCharacters() {
        Excerpt mapped = Excerpt.mapped(SOURCE, KEY, "a\nb", new int[] {7, 8, 10, 11});
        for (Excerpt whole : List.of(Excerpt.verbatim(SOURCE, KEY, 0, 12), mapped, joined())) {
            int length = whole.text().length();
            for (int start = 0; start < length; start++) {
                for (int end = start + 1; end <= length; end++) {
                    Excerpt part = whole.part(new Span(start, end));
                    assertThat(part.text()).isEqualTo(whole.text().substring(start, end));
                    assertThat(part.key()).isEqualTo(whole.key());
                    for (int at = start; at < end; at++) {
                        assertThat(part.locate(new Span(at - start, at - start + 1)))
                                .isEqualTo(whole.locate(new Span(at, at + 1)));
                    }
                    assertThat(new Excerpt.Place(part.source(), part.span()))
                            .isEqualTo(whole.locate(new Span(start, end)));
                }
            }
        }
        assertThat(Excerpt.standIn(SOURCE, KEY, "text", new Span(2, 4))
                        .part(new Span(1, 3))
                        .span())
                .isEqualTo(new Span(2, 4));
    }

    @Test
    void decodedTextFindsItsCharactersInEverySource() {
        // The LF of the file and the first letter of the variable are left out.
        Excerpt decoded = joined().decoded("yonetwonv", new int[] {0, 1, 2, 3, 5, 6, 7, 9, 10, 11});
        assertThat(decoded.locate(new Span(4, 5))).isEqualTo(new Excerpt.Place(FILE, new Span(4, 5)));
        assertThat(decoded.locate(new Span(7, 8))).isEqualTo(in(new Span(5, 6)));
        assertThat(Excerpt.verbatim(SOURCE, KEY, 7, 11)
                        .decoded("ab", new int[] {0, 3, 4})
                        .locate(new Span(1, 2)))
                .isEqualTo(in(new Span(10, 11)));
        assertThat(Excerpt.standIn(SOURCE, KEY, "a\\b", new Span(2, 4))
                        .decoded("ab", new int[] {0, 2, 3})
                        .locate(new Span(1, 2)))
                .isEqualTo(in(new Span(2, 4)));
    }

    private static Excerpt.Place in(Span span) {
        return new Excerpt.Place(SOURCE, span);
    }
}
