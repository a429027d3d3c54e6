package dev.jamesext.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuffixListTest {

    private static final SuffixList LIST =
            SuffixList.of("list/x", List.of(".example.org", "mx.example.net", ".DSL.example.com.", ".co.test"));

    private static boolean holds(String key, KeyComparison comparison) {
        return LIST.find(key, comparison).equals(Answer.FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.org, true",
        "b.a.example.org, true",
        "A.Example.ORG., true",
        "example.org, false",
        "badexample.org, false",
        ".example.org, true",
        "mx.example.net, true",
        "a.mx.example.net, false",
        "example.net, false",
        "host.dsl.example.com, true",
        "dsl.example.com, false",
        "a.co.test, true",
        "a.co.test.example, false",
        "a..example.org, true",
        "org, false",
        "'', false",
        "., false",
        ".., false",
    })
    void matchesNamesBelow(String key, boolean found) {
        assertThat(holds(key, KeyComparison.DOMAIN)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"a.example.org, true", "a.Example.org, false", "a.example.org., false", "h.DSL.example.com., true"})
    void comparesAsWrittenWhereAskedTo(String key, boolean found) {
        assertThat(holds(key, KeyComparison.OCTETS)).isEqualTo(found);
    }

    @Test
    void looksAtTheEndingsOfDomainsAlone() {
        String room = "a".repeat(SuffixList.NAME_CHARS_MAX - ".example.org".length());
        assertThat(holds(room + ".example.org", KeyComparison.DOMAIN)).isTrue();
        assertThat(holds(room + "a.example.org", KeyComparison.DOMAIN)).isFalse();
    }

    /** Against the plain reading of what an entry means. */
    @Test
    void agreesWithEndsWith() {
        Random random = new Random(18);
        for (int round = 0; round < 300; round++) {
            Set<String> entries = new TreeSet<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                entries.add((random.nextBoolean() ? "." : "") + name(random));
            }
            SuffixList list = SuffixList.of("l", entries);
            for (int i = 0; i < 50; i++) {
                String key = name(random);
                boolean expected = entries.stream()
                        .anyMatch(entry -> key.equals(entry)
                                || (entry.startsWith(".") && key.endsWith(entry) && key.length() > entry.length()));
                assertThat(list.find(key, KeyComparison.OCTETS).equals(Answer.FOUND))
                        .as(key + " on " + entries)
                        .isEqualTo(expected);
            }
        }
    }

    private static String name(Random random) {
        StringBuilder name =
                new StringBuilder("abc".substring(random.nextInt(3)).substring(0, 1));
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append('.').append("abc".charAt(random.nextInt(3)));
        }
        return name.toString();
    }
}
