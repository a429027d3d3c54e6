package dev.jamesext.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jamesext.pattern.CharMatch;
import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.PatternFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternListTest {

    private static final LookupList GLOBS = list(
            ListFormat.GLOB,
            "*.spammer.test",
            "mail?.Example.NET.",
            "exact.example.org",
            "a\\*b.test",
            "dyn-*-pool.*",
            "*",
            "\\?");

    private static final LookupList FEW_GLOBS = list(
            ListFormat.GLOB, "*.spammer.test", "mail?.Example.NET.", "exact.example.org", "a\\*b.test", "dyn-*-pool.*");

    private static final LookupList REGEXES = list(
            ListFormat.REGEX, "^dyn[0-9]+\\.", "(?i)POOL-x", "Spam(mer|ware)", "^..$", "[.](zip|mov)[.]?$", "grün");

    @ParameterizedTest
    @CsvSource({
        "mail.spammer.test,true,true",
        "MAIL.Spammer.Test.,true,false",
        "spammer.test,false,false",
        "mail1.example.net,true,false",
        "mail1.Example.NET.,true,true",
        "mail12.example.net,false,false",
        "exact.example.org,true,true",
        "Exact.example.org,true,false",
        "exact.example.org.,true,false",
        "a*b.test,true,true",
        "axb.test,false,false",
        "dyn-7-pool.example,true,true",
        "dyn--pool.,false,true",
        "'',false,false",
    })
    void matchesGlobsByTheirComparison(String key, boolean asDomain, boolean asWritten) {
        check(FEW_GLOBS, key, asDomain, asWritten);
    }

    @ParameterizedTest
    @CsvSource({
        "dyn17.example.org,true,true",
        "Dyn17.example.org,true,false",
        "x.dyn17.example.org,false,false",
        "a.pool-X.test,true,true",
        "spammer.test,true,false",
        "SPAMware.test,true,false",
        "a.Spamware.test,true,true",
        "ab,true,true",
        "ab.,true,false",
        "evil.zip,true,true",
        "evil.zip.,true,true",
        "EVIL.MOV,true,false",
        "grün.test,true,true",
        "mail.example.org,false,false",
    })
    void searchesRegularExpressionsByTheirComparison(String key, boolean asDomain, boolean asWritten) {
        check(REGEXES, key, asDomain, asWritten);
    }

    @Test
    void matchesEverythingWhereAStarStandsAlone() {
        check(GLOBS, "whatever", true, true);
        check(GLOBS, "?", true, true);
    }

    @Test
    void givesTheValueOfANameBeforeThatOfTheFirstPattern() {
        ListBuilder builder = new ListBuilder("l", ListFormat.GLOB, true, new ListRoom(Long.MAX_VALUE));
        builder.add("*.example.org", "second level");
        builder.add("mx.example.org", "exact");
        builder.add("mx*.example.org", "too late");
        builder.add("*", "any");
        LookupList list = builder.build();

        assertThat(value(list, "mx.example.org")).isEqualTo("exact");
        assertThat(value(list, "mx1.example.org")).isEqualTo("second level");
        assertThat(value(list, "elsewhere.test")).isEqualTo("any");
        assertThat(list.size()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoPattern() {
        ListBuilder builder = new ListBuilder("l", ListFormat.REGEX, false, new ListRoom(Long.MAX_VALUE));
        assertThatThrownBy(() -> builder.add("a(b"))
                .isInstanceOfSatisfying(
                        PatternFailure.class,
                        failure -> assertThat(failure.span().start()).isEqualTo(1));
        assertThat(builder.size()).isZero();
    }

    @Test
    void countsThePatternsThatNothingFinds() {
        ListBuilder builder = new ListBuilder("l", ListFormat.REGEX, false, new ListRoom(Long.MAX_VALUE));
        List.of("^..$", "abc", "a.c", "(abc|x)", "(abc|xyz)", "[a-z]+").forEach(builder::add);
        builder.build();
        assertThat(builder.unselective()).containsExactly("^..$", "a.c", "(abc|x)", "[a-z]+");
    }

    @Test
    void triesAllThatShareTheirTextsWithTooManyOthers() {
        ListBuilder builder = new ListBuilder("l", ListFormat.GLOB, false, new ListRoom(Long.MAX_VALUE));
        for (int i = 0; i < PatternIndex.RUN_PATTERNS_MAX + 3; i++) {
            builder.add("?".repeat(i) + "abc*");
        }
        LookupList list = builder.build();
        assertThat(builder.unselective()).hasSize(3);
        check(list, "x".repeat(PatternIndex.RUN_PATTERNS_MAX + 2) + "abc", true, true);
        check(list, "x".repeat(PatternIndex.RUN_PATTERNS_MAX + 3) + "abc", false, false);
    }

    /** The index may only leave out what would not have matched. */
    @Test
    void agreesWithTryingEveryPattern() {
        Random random = new Random(20261127);
        int found = 0;
        for (int round = 0; round < 60; round++) {
            List<String> patterns = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                patterns.add(text(random, "abcABC.*?", 12));
            }
            LookupList list = list(ListFormat.GLOB, patterns.toArray(String[]::new));
            for (int i = 0; i < 200; i++) {
                String key = text(random, "abcABC.", 14);
                boolean expected = patterns.stream()
                        .anyMatch(pattern -> Glob.compile(pattern).matches(key, CharMatch.EXACT));
                found += expected ? 1 : 0;
                assertThat(list.find(key, KeyComparison.OCTETS).equals(Answer.FOUND))
                        .as("%s on %s", key, patterns)
                        .isEqualTo(expected);
                String domain = domain(key);
                boolean expectedAsDomain = patterns.stream()
                        .anyMatch(pattern -> Glob.compile(domain(pattern)).matches(domain, CharMatch.EXACT));
                assertThat(list.find(key, KeyComparison.DOMAIN).equals(Answer.FOUND))
                        .as("%s on %s", key, patterns)
                        .isEqualTo(expectedAsDomain);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    /** A client can send a name that looks like many entries; ten thousand of the worst names must not take long. */
    @Test
    @Timeout(60)
    void answersNamesThatLookLikeManyEntriesInBoundedTime() {
        ListBuilder builder = new ListBuilder("l", ListFormat.GLOB, false, new ListRoom(Long.MAX_VALUE));
        for (int i = 0; i < 10_000; i++) {
            builder.add("*ab" + i % 40 + "*cd" + i + ".example.net");
        }
        LookupList list = builder.build();
        assertThat(builder.unselective()).hasSizeLessThan(ListBuilder.UNSELECTIVE_PATTERNS_MAX);
        String name = "ab1cd1ab2cd2ab3cd3.example.net".repeat(8);
        for (int i = 0; i < 10_000; i++) {
            assertThat(list.find(name + i, KeyComparison.DOMAIN)).isEqualTo(Answer.NOT_FOUND);
        }
    }

    private static void check(LookupList list, String key, boolean asDomain, boolean asWritten) {
        assertThat(list.find(key, KeyComparison.DOMAIN)).isEqualTo(asDomain ? Answer.FOUND : Answer.NOT_FOUND);
        assertThat(list.find(key, KeyComparison.OCTETS)).isEqualTo(asWritten ? Answer.FOUND : Answer.NOT_FOUND);
    }

    private static String value(LookupList list, String key) {
        return list.find(key, KeyComparison.DOMAIN) instanceof Answer.Found found
                ? found.value().orElse("no value")
                : "missing";
    }

    private static LookupList list(ListFormat format, String... entries) {
        ListBuilder builder = new ListBuilder("l", format, false, new ListRoom(Long.MAX_VALUE));
        List.of(entries).forEach(builder::add);
        return builder.build();
    }

    private static String text(Random random, String letters, int charsMax) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(charsMax); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String domain(String name) {
        String folded = PatternIndex.folded(name);
        return folded.length() > 1 && folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    }
}
