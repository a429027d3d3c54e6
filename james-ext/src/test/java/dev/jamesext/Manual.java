package dev.jamesext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The written pages as tests read them. A part of the manual stands between {@code <!-- name -->} and
 * {@code <!-- /name -->}; what the code's tables can write is compared whole, what only a person can write is compared by
 * the cells that name something.
 */
@NullMarked
public final class Manual {

    /** Run the manual's tests with {@code -Dmanual.write=true} to have the generated parts written. */
    private static final boolean WRITE = Boolean.getBoolean("manual.write");

    /** The top folder of the repository. */
    static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ".")).resolve("..").normalize();

    private static final String PAGE = "docs/manual.md";
    private static final String FENCE = "```";

    private Manual() {}

    /**
     * A fenced block.
     *
     * @param line where its fence stands, from 1
     * @param info what stands behind the opening fence
     * @param text its lines, each with its line end
     */
    public record Block(String page, int line, String info, String text) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** The fenced blocks of a page in their order. */
    public static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = read(page).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int start = i;
                StringBuilder text = new StringBuilder();
                for (i++; !lines.get(i).equals(FENCE); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                blocks.add(new Block(page, start + 1, lines.get(start).substring(FENCE.length()), text.toString()));
            }
        }
        return blocks;
    }

    /** The rows of the table in a part, without head and rule; code marks are left out, {@code \|} is a bar. */
    public static List<List<String>> rows(String part) {
        return rows(PAGE, part);
    }

    /** The rows of the table in a part of any page. */
    public static List<List<String>> rows(String page, String part) {
        return part(page, part)
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(Manual::cells)
                .toList();
    }

    /** The head of the table in a part of any page. */
    public static List<String> head(String page, String part) {
        return part(page, part)
                .lines()
                .filter(line -> line.startsWith("|"))
                .findFirst()
                .map(Manual::cells)
                .orElseThrow();
    }

    /** What the README says is not there, for one row of its table, in its order. */
    public static List<String> notThere(String row) {
        List<List<String>> found = rows("README.md", "not-there").stream()
                .filter(cells -> cells.get(0).equals(row))
                .toList();
        assertThat(found).as("rows of the README about %s", row).hasSize(1);
        return List.of(found.get(0).get(1).split(", "));
    }

    /** Names as the text of a page lists them. */
    public static String listed(Stream<String> names) {
        return names.map(Manual::code).collect(Collectors.joining(", "));
    }

    /** The first cells of each row of a part. */
    public static List<List<String>> columns(String part, int count) {
        return columns(PAGE, part, count);
    }

    /** The same of any page. */
    public static List<List<String>> columns(String page, String part, int count) {
        return rows(page, part).stream().map(row -> row.subList(0, count)).toList();
    }

    /** Compares a generated part with the manual, or writes it there. */
    public static void holds(String part, String text) {
        if (WRITE) {
            write(part, text);
        }
        assertThat(part(PAGE, part))
                .as("%s, part '%s'; -Dmanual.write=true writes it", PAGE, part)
                .isEqualTo(text);
    }

    /** A table as Markdown. */
    public static String table(List<String> head, Stream<List<String>> rows) {
        StringBuilder out = new StringBuilder(row(head)).append("|---".repeat(head.size()) + "|\n");
        rows.forEach(row -> out.append(row(row)));
        return out.toString();
    }

    /** Text as code. */
    public static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
                + " |\n";
    }

    private static List<String> cells(String line) {
        String inner = line.strip().substring(1, line.strip().length() - 1);
        return Stream.of(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|").replace("`", ""))
                .toList();
    }

    private static String part(String page, String name) {
        String text = read(page);
        return text.substring(start(text, name), end(text, name));
    }

    private static void write(String name, String text) {
        String page = read(PAGE);
        try {
            Files.writeString(
                    REPOSITORY.resolve(PAGE),
                    page.substring(0, start(page, name)) + text + page.substring(end(page, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int start(String page, String name) {
        return after(page, "<!-- " + name + " -->\n", 0);
    }

    private static int end(String page, String name) {
        String mark = "<!-- /" + name + " -->\n";
        return after(page, mark, start(page, name)) - mark.length();
    }

    private static int after(String page, String mark, int from) {
        int at = page.indexOf(mark, from);
        assertThat(at).as("the page has the mark %s", mark).isNotNegative();
        return at + mark.length();
    }

    /** A file of the repository, by its path in it. */
    public static String read(String page) {
        try {
            return Files.readString(REPOSITORY.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
