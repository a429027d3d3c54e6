package dev.jamesext.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapListTest {

    @Test
    void splitsAtTheFirstSeparator() {
        LookupList list = map(" ", "a.test one two", "b.test", "c.test  spaced ", "d.test 17");
        assertThat(value(list, "A.test.")).contains("one two");
        assertThat(value(list, "b.test")).contains("");
        assertThat(value(list, "c.test")).contains("spaced");
        assertThat(value(list, "d.test")).contains("17");
        assertThat(value(list, "e.test")).isEmpty();
        assertThat(list.size()).isEqualTo(4);
    }

    @Test
    void takesAnySeparator() {
        LookupList list = map("=>", "a.test => x => y", "b.test=>");
        assertThat(value(list, "a.test")).contains("x => y");
        assertThat(value(list, "b.test")).contains("");
    }

    @Test
    void letsTheLaterOfTwoEntriesCount() {
        LookupList list = map(" ", "a.test 1", "b.test 1", "a.test 2", "B.test 3");
        assertThat(value(list, "a.test")).contains("2");
        assertThat(value(list, "b.test")).contains("3");
        assertThat(list.find("b.test", KeyComparison.OCTETS)).isEqualTo(new Answer.Found(Optional.of("1")));
        assertThat(list.find("B.test", KeyComparison.OCTETS)).isEqualTo(new Answer.Found(Optional.of("3")));
    }

    private static LookupList map(String separator, String... pairs) {
        ListBuilder builder = new ListBuilder("l", ListFormat.MAP, true, new ListRoom(Long.MAX_VALUE));
        for (String pair : pairs) {
            builder.addPair(pair, separator);
        }
        return builder.build();
    }

    private static Optional<String> value(LookupList list, String key) {
        return list.find(key, KeyComparison.DOMAIN) instanceof Answer.Found found ? found.value() : Optional.empty();
    }

    @Test
    void givesTheValueOfEachOfManyNames() {
        ListBuilder builder = new ListBuilder("l", ListFormat.MAP, true, new ListRoom(Long.MAX_VALUE));
        for (int i = 0; i < 5_000; i++) {
            builder.addPair("host" + i + ".test " + i, " ");
            builder.addPair("x".repeat(250 + i % 20) + i + " long" + i, " ");
        }
        LookupList list = builder.build();
        for (int i = 0; i < 5_000; i++) {
            assertThat(value(list, "HOST" + i + ".test")).contains(Integer.toString(i));
            assertThat(value(list, "x".repeat(250 + i % 20) + i)).contains("long" + i);
        }
    }
}
