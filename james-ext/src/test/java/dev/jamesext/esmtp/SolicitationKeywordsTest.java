package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3865 2.7. */
final class SolicitationKeywordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "net.example:ADV", "org.example:ADV:ADLT,net.example:X_1", "A-b.c_d:9,a"})
    void readsKeywordsAndWritesThemAsTheyWere(String text) {
        assertThat(SolicitationKeywords.ofWire(text)).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,", ",a", "a,,b", "1a", ".a", "a b", "a;b", "ä", "a,b=c", "a, b", " a"})
    void refusesWhatIsNoneOnTheWire(String text) {
        assertThat(SolicitationKeywords.ofWire(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a , b|a,b", "' a'|a", "'a,\t b '|a,b", "'a,\r\n b'|a,b"})
    void takesBlanksBetweenThemInAFile(String text, String wire) {
        assertThat(SolicitationKeywords.of(text)).hasToString("Optional[" + wire + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.example:ADV|net.example:ADV",
                "NET.example:adv|NET.example:adv",
                "'com.example, net.example:ADV, org'|net.example:ADV",
                "'net.example:ADV, !'|net.example:ADV",
                "'!, net.example:ADV'|net.example:ADV",
                "',,net.example:ADV,'|net.example:ADV",
                "'two words, net.example:ADV'|net.example:ADV",
                "'\r\n\tnet.example:ADV\r\n '|net.example:ADV",
                "'net.example:ADV (an offer)'|net.example:ADV",
                "'(an (offer, of, (ours)))net.example:ADV'|net.example:ADV",
                "'(a \\) b)net.example:ADV'|net.example:ADV",
                "'(a), (b)\r\n (c) net.example:ADV(d)(e)'|net.example:ADV",
                "'(never closed, net.example:ADV'|net.example:ADV",
                "'(a) (never (closed), net.example:ADV, b'|net.example:ADV",
                "'closed once more), net.example:ADV)x, net.example:ADV'|net.example:ADV",
                "'(net.example:ADV)'|",
                "'a(, net.example:ADV, )b'|",
                "'net.(x)example:ADV'|",
                "'net.example:ADV b'|",
                "'net.example:ADV;'|",
                "'net.example:ADV:MORE'|",
                "''|",
            })
    void findsAKeywordInAFieldWhateverElseIsThere(String field, String found) {
        SolicitationKeywords unwanted =
                SolicitationKeywords.of("org.example:X,net.example:ADV").orElseThrow();
        assertThat(unwanted.firstInField(field)).isEqualTo(Optional.ofNullable(found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "!,", "(a),", "(", "(a ", "((", ")", "()", "\\", "(\\", " ", ","})
    void findsAKeywordBehindAnyNumberOfOthers(String piece) {
        SolicitationKeywords unwanted =
                SolicitationKeywords.of("net.example:ADV").orElseThrow();
        String field = piece.repeat(100_000) + ",net.example:ADV";
        assertThat(unwanted.firstInField(field)).contains("net.example:ADV");
    }

    @Test
    void hasAThousandCharactersAtMost() {
        assertThat(SolicitationKeywords.of("a".repeat(SolicitationKeywords.KEYWORDS_CHARS_MAX)))
                .isPresent();
        assertThat(SolicitationKeywords.of("a".repeat(SolicitationKeywords.KEYWORDS_CHARS_MAX + 1)))
                .isEmpty();
    }

    @Test
    void findsTheFirstThatIsAmongOthers() {
        SolicitationKeywords said =
                SolicitationKeywords.of("org.example:b,NET.Example:adv,c").orElseThrow();
        assertThat(said.firstIn(SolicitationKeywords.of("x,net.example:ADV,c").orElseThrow()))
                .contains("NET.Example:adv");
        assertThat(said.firstIn(
                        SolicitationKeywords.of("net.example,org.example:bb").orElseThrow()))
                .isEmpty();
    }
}
