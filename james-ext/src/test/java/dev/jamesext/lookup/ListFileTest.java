package dev.jamesext.lookup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jamesext.source.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    @Test
    void takesOneEntryALineWithoutBlanksEmptyLinesAndComments() throws IOException {
        LookupList list =
                read(ListFormat.LIST, "\ufeffa.test\r\n\n  \t b.test \n; no entry\n ;nor this\nc;d\n\n\nlast", ";", "");
        assertThat(problems.render()).isEmpty();
        assertThat(list.size()).isEqualTo(4);
        assertThat(holds(list, "a.test")).isTrue();
        assertThat(holds(list, "b.test")).isTrue();
        assertThat(holds(list, "c;d")).isTrue();
        assertThat(holds(list, "last")).isTrue();
    }

    @Test
    void readsLinesThatLieAcrossTheBuffer() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("host").append(i).append(".example.org\n");
        }
        LookupList list = read(ListFormat.LIST, text.toString(), "", "");
        assertThat(list.size()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(holds(list, "host" + i + ".example.org")).isTrue();
        }
    }

    @Test
    void decompressesWhatIsNamedSo() throws IOException {
        Path file = folder.resolve("names.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("grüße.test\nb.test\n".getBytes(UTF_8));
        }
        LookupList list = read(ListFormat.LIST, file, "", "");
        assertThat(problems.render()).isEmpty();
        assertThat(holds(list, "grüße.test")).isTrue();
        assertThat(list.size()).isEqualTo(2);
    }

    @Test
    void saysWhenAFileIsNotCompressedOrIsCutOff() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.gz"), "a.test\n");
        assertThatThrownBy(() -> read(ListFormat.LIST, plain, "", ""))
                .isInstanceOf(IOException.class)
                .hasMessage("its name ends in .gz and it is not compressed so");
        Path cut = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write("a.test\n".repeat(1000).getBytes(UTF_8));
        }
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> read(ListFormat.LIST, cut, "", "")).isInstanceOf(IOException.class);
    }

    @Test
    void pointsAtThePlaceInTheFile() throws IOException {
        read(ListFormat.REGEX, "^a$\n  b(c\n# x\n(?=y)\n", "", "");
        assertThat(problems.render()).isEqualTo("""
                names.txt:2:4: error: no pattern: '(' is never closed
                  2 |   b(c
                    |    ^
                names.txt:3:1: warning: this line is taken as an entry; for comments set comment = "#" beside values
                  3 | # x
                    | ^
                names.txt:4:1: error: no pattern: '(?=' looks around, which takes more than linear time
                  4 | (?=y)
                    | ^^^""");
    }

    @Test
    void refusesLinesThatAreNoTextOrTooLong() throws IOException {
        String longest = "a".repeat(ListFile.LIST_LINE_BYTES_MAX);
        byte[] text = ("ok.test\nb\u00e4d.test\n" + longest + "\n" + longest + "b\n").getBytes(ISO_8859_1);
        LookupList list = read(ListFormat.LIST, Files.write(folder.resolve("names.txt"), text), "", "");
        assertThat(problems.sorted())
                .extracting(problem -> problem.line() + ": " + problem.sentence())
                .containsExactly(
                        "2: the line is not UTF-8; save the file as UTF-8", "4: the line is longer than 4096 octets");
        assertThat(holds(list, longest)).isTrue();
        assertThat(list.size()).isEqualTo(2);
    }

    @Test
    void givesUpOnAFileOfAnotherKind() throws IOException {
        read(ListFormat.REGEX, "(\n".repeat(1000), "", "");
        assertThat(problems.sorted()).hasSize(21);
        assertThat(problems.render()).contains("the file is not read further than its 20 first problems");
    }

    @Test
    void splitsPairs() throws IOException {
        LookupList list = read(ListFormat.MAP, "# c\na.test , hello\nb.test,1,2\n", "#", ",");
        assertThat(list.find("a.test", KeyComparison.DOMAIN)).hasToString("Found[value=Optional[hello]]");
        assertThat(list.find("b.test", KeyComparison.DOMAIN)).hasToString("Found[value=Optional[1,2]]");
    }

    private LookupList read(ListFormat format, String text, String comment, String separator) throws IOException {
        return read(format, Files.writeString(folder.resolve("names.txt"), text), comment, separator);
    }

    private LookupList read(ListFormat format, Path file, String comment, String separator) throws IOException {
        ListBuilder builder = new ListBuilder("l", format, !separator.isEmpty(), new ListRoom(Long.MAX_VALUE));
        ListFile.read(
                String.valueOf(file.getFileName()), file, new ListFile.Reading(comment, separator), builder, problems);
        return builder.build();
    }

    private static boolean holds(LookupList list, String key) {
        return list.find(key, KeyComparison.OCTETS) instanceof Answer.Found;
    }
}
