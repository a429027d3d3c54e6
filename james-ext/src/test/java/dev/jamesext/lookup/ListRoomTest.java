package dev.jamesext.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListRoomTest {

    @TempDir
    private Path folder;

    @Test
    void countsAllListsTogetherAndNamesTheOneThatCrosses() {
        // Each name of nine letters takes its text and NAME_OCTETS: six of them are the limit.
        ListRoom room = new ListRoom(6 * (10 + ListRoom.NAME_OCTETS));
        ListBuilder first = filled("first", room, 3);
        ListBuilder second = filled("second", room, 2);
        assertThat(first.full()).isEmpty();
        second.add("aaaaaaaaa");
        assertThat(second.full())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("list 'second' crosses that", "-Xmx"));
        assertThat(room.isToldOf()).isTrue();
    }

    @Test
    void oneOctetMoreHoldsOneEntryMore() {
        ListRoom room = new ListRoom(6 * (10 + ListRoom.NAME_OCTETS) + 1);
        assertThat(filled("list", room, 6).full()).isEmpty();
    }

    @Test
    void countsAtLeastWhatTheTableHolds() {
        for (int names : new int[] {1, 100, 1025, 4096, 100_000}) {
            NameTable.Builder table = new NameTable.Builder(false);
            long counted = 0;
            for (int i = 0; i < names; i++) {
                counted += table.add("n" + i + ".example", "") + ListRoom.NAME_OCTETS;
            }
            assertThat(table.build().octetsHeld()).isLessThanOrEqualTo(counted + 64);
        }
    }

    @Test
    void aFileThatExpandsWithoutEndIsReadNoFurtherThanTheRoom() throws IOException {
        Path bomb = folder.resolve("bomb.gz");
        byte[] line = "mail.client.test\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 300; i++) {
                out.write(line);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(1024 * 1024);
        ListRoom room = new ListRoom(1_000_000);
        ListBuilder list = new ListBuilder("bomb", ListFormat.LIST, false, room);
        Problems problems = new Problems();
        ListFile.read("bomb.gz", bomb, new ListFile.Reading("", ""), list, problems);
        assertThat(problems.sorted())
                .map(Problem::sentence)
                .singleElement()
                .asString()
                .contains("list 'bomb' crosses");
        assertThat(list.size()).isLessThan(30_000);
    }

    private static ListBuilder filled(String name, ListRoom room, int entries) {
        ListBuilder list = new ListBuilder(name, ListFormat.LIST, false, room);
        for (int i = 0; i < entries; i++) {
            list.add("aaaaaaaaa");
        }
        return list;
    }
}
