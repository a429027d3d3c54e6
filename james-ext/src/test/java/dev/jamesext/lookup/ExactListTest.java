package dev.jamesext.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactListTest {

    private static final ExactList LIST =
            ExactList.of("list/x", List.of("example.org", "Bad.Example.", "Grüße.test", ".", "a b", "twice", "twice"));

    @ParameterizedTest
    @CsvSource({
        "example.org,true,true",
        "EXAMPLE.Org,true,false",
        "example.org.,true,false",
        "example.org..,false,false",
        "bad.example,true,false",
        "Bad.Example.,true,true",
        "BAD.EXAMPLE.,true,false",
        "Grüße.test,true,true",
        "GRüßE.TEST,true,false",
        "GRÜSSE.test,false,false",
        "grÜße.test,false,false",
        ".,true,true",
        "..,true,false",
        "'',false,false",
        "a b,true,true",
        "a,false,false",
        "sub.example.org,false,false",
        "example.or,false,false",
        "twice,true,true",
    })
    void findsKeysByTheirComparison(String key, boolean asDomain, boolean asWritten) {
        assertThat(LIST.find(key, KeyComparison.DOMAIN)).isEqualTo(asDomain ? Answer.FOUND : Answer.NOT_FOUND);
        assertThat(LIST.find(key, KeyComparison.OCTETS)).isEqualTo(asWritten ? Answer.FOUND : Answer.NOT_FOUND);
    }

    @Test
    void keepsSpellingsOfOneNameApartWhereCaseCounts() {
        ExactList list = ExactList.of("l", List.of("A.b", "a.B", "a.b."));
        for (String spelling : List.of("A.b", "a.B", "a.b.")) {
            assertThat(list.find(spelling, KeyComparison.OCTETS)).isEqualTo(Answer.FOUND);
        }
        assertThat(list.find("a.b", KeyComparison.OCTETS)).isEqualTo(Answer.NOT_FOUND);
        assertThat(list.find("A.B", KeyComparison.DOMAIN)).isEqualTo(Answer.FOUND);
        assertThat(list.size()).isEqualTo(3);
    }

    @Test
    void findsNothingInAnEmptyList() {
        assertThat(ExactList.of("l", List.of()).find("a", KeyComparison.DOMAIN)).isEqualTo(Answer.NOT_FOUND);
    }

    @Test
    void countsRepeatedEntriesOnce() {
        assertThat(LIST.size()).isEqualTo(6);
        assertThat(LIST.name()).isEqualTo("list/x");
    }

    @Test
    void agreesWithSetsOfNames() {
        Random random = new Random(3);
        Set<String> written = new HashSet<>();
        Set<String> folded = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            String name = randomName(random);
            written.add(name);
            folded.add(domain(name));
        }
        ExactList list = ExactList.of("l", written);
        for (int i = 0; i < 30_000; i++) {
            String key = randomName(random);
            assertThat(list.find(key, KeyComparison.OCTETS) == Answer.FOUND)
                    .as(key)
                    .isEqualTo(written.contains(key));
            assertThat(list.find(key, KeyComparison.DOMAIN) == Answer.FOUND)
                    .as(key)
                    .isEqualTo(folded.contains(domain(key)));
        }
    }

    @Test
    void costsAtMost64OctetsANameBeyondItsCharacters() {
        int names = 1_000_000;
        List<String> entries = new ArrayList<>(names);
        long characters = 0;
        for (int i = 0; i < names; i++) {
            String entry = "host" + i + ".example.org";
            characters += entry.length();
            entries.add(entry);
        }
        ExactList list = ExactList.of("l", entries);
        assertThat(list.octetsHeld()).isBetween(characters, characters + 64L * names);
        assertThat(list.find("HOST999999.example.org.", KeyComparison.DOMAIN)).isEqualTo(Answer.FOUND);
        assertThat(list.find("host1000000.example.org", KeyComparison.DOMAIN)).isEqualTo(Answer.NOT_FOUND);
    }

    /** Such a list makes every name of a careless table meet in one place: minutes for this one. */
    @Test
    @Timeout(20)
    void holdsOneNameInManySpellings() {
        int spellings = 1 << 16;
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < spellings; i++) {
            entries.add(spelling(i));
        }
        ExactList list = ExactList.of("l", entries);

        assertThat(list.size()).isEqualTo(spellings);
        assertThat(list.find("abcdefghijklmnopq", KeyComparison.DOMAIN)).isEqualTo(Answer.FOUND);
        for (int i = 0; i < spellings; i++) {
            assertThat(list.find(spelling(i), KeyComparison.OCTETS)).isEqualTo(Answer.FOUND);
        }
        assertThat(list.find(spelling(spellings), KeyComparison.OCTETS)).isEqualTo(Answer.NOT_FOUND);
    }

    /** Seventeen letters whose cases are the bits of a number. */
    private static String spelling(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            name.append((char) ((number >> bit & 1) == 0 ? 'a' + bit : 'A' + bit));
        }
        return name.toString();
    }

    private static String randomName(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            name.append("aAbB.".charAt(random.nextInt(5)));
        }
        return name.toString();
    }

    private static String domain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Test
    void findsNamesOfAnyLength() {
        List<String> names = new ArrayList<>();
        for (int length = 1; length <= 600; length++) {
            names.add("a".repeat(length));
            names.add("b".repeat(length) + ".");
        }
        ExactList list = ExactList.of("l", names);
        for (int length = 1; length <= 600; length++) {
            for (String letter : List.of("a", "b", "A", "B")) {
                assertThat(list.find(letter.repeat(length), KeyComparison.DOMAIN))
                        .isEqualTo(Answer.FOUND);
            }
            assertThat(list.find("b".repeat(length), KeyComparison.OCTETS)).isEqualTo(Answer.NOT_FOUND);
            assertThat(list.find("a".repeat(length), KeyComparison.OCTETS)).isEqualTo(Answer.FOUND);
        }
        assertThat(list.find("a".repeat(601), KeyComparison.DOMAIN)).isEqualTo(Answer.NOT_FOUND);
    }
}
