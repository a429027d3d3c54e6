package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import org.junit.jupiter.api.Test;

/** What the pages say about lists: which formats there are, and which stores are not. */
final class ListsManualTest {

    @Test
    void listsTheFormats() {
        assertThat(Manual.columns("formats", 1).stream().map(row -> row.get(0))).isEqualTo(ListsReader.FORMATS);
    }

    @Test
    void namesEveryFormatInTheReadme() {
        String row = Manual.read("README.md")
                .lines()
                .filter(line -> line.startsWith("| `type`, `format`, `values` |"))
                .findFirst()
                .orElseThrow();
        assertThat(ListsReader.FORMATS.stream().filter(format -> !row.contains(Manual.code(format))))
                .as("formats that the README shows by its example")
                .containsExactly("list");
    }

    @Test
    void saysWhichStoresAreNotThere() {
        assertThat(Manual.notThere("stores"))
                .isEqualTo(ListsReader.TYPES_UNSUPPORTED.stream().sorted().toList());
    }
}
