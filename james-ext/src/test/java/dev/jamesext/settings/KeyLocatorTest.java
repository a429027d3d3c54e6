package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;

/** The locator's own reading of strings agrees with tomlj's, and each character is found where it is written. */
class KeyLocatorTest {

    private static final List<String> PLAIN =
            List.of("a", "Z", " ", "é", "漢", "😀", "#", ",", "=", "]", "}", ".", "\t");
    private static final List<String> ESCAPES =
            List.of("\\n", "\\t", "\\\"", "\\\\", "\\u00e9", "\\U0001F600", "\\x41", "\\e", "\\b", "\\f", "\\r");
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n");
    private static final List<String> CONTINUATIONS = List.of("\\\n  ", "\\  \r\n\r\n\t", "\\\n");

    @Test
    void agreesWithTomljOnEveryFormOfString() {
        Random random = new Random(20261123);
        for (int round = 0; round < 4000; round++) {
            String written = string(random);
            String file = prefix(random) + "k = [ 'x', " + written + " ] # '''\n";
            SourceText source = SourceText.of("p", file);
            Excerpt excerpt = onlyArray(source).get(1).excerpt();

            String value = Toml.parse(file).getArray(List.of("k")).getString(1);
            assertThat(excerpt.text()).as(file).isEqualTo(value);
            int opening = file.indexOf("'x', ") + 5;
            Span whole = new Span(opening, opening + written.length());
            assertThat(excerpt.span().start()).as(file).isGreaterThan(whole.start());
            assertThat(excerpt.span().end()).as(file).isLessThan(whole.end());
            assertEachCharacterStandsWhereItIsWritten(source, excerpt, file);
        }
    }

    /** A plain character maps to itself, an escaped one to its backslash, an LF to the line end it was. */
    private static void assertEachCharacterStandsWhereItIsWritten(SourceText source, Excerpt excerpt, String file) {
        int previous = excerpt.span().start();
        for (int i = 0; i < excerpt.text().length(); i++) {
            Span span = excerpt.locate(new Span(i, i + 1)).span();
            assertThat(span.start()).as(file).isGreaterThanOrEqualTo(previous);
            char written = source.text().charAt(span.start());
            assertThat(written == excerpt.text().charAt(i) || written == '\\' || written == '\r')
                    .as("character %d of %s", i, file)
                    .isTrue();
            previous = span.start();
        }
    }

    private static List<TomlNode> onlyArray(SourceText source) {
        Problems problems = new Problems();
        TomlNode root = PolicyTree.read(source, MacroSource.NONE, problems)
                .orElseThrow(() -> new AssertionError(source.text() + "\n" + problems.render()));
        return root.find("k").orElseThrow().elements();
    }

    private static String prefix(Random random) {
        return random.nextBoolean() ? "" : "# 😀 '''\r\n\"k\\\"\" = \"\"\"\n[k]\"\"\"\n";
    }

    private static String string(Random random) {
        int form = random.nextInt(4);
        List<String> pieces = new ArrayList<>(PLAIN);
        pieces.add(form % 2 == 0 ? "'" : "\"");
        if (form >= 2) {
            pieces.addAll(LINE_ENDS);
        }
        if (form % 2 == 0) {
            pieces.addAll(ESCAPES);
        }
        if (form == 2) {
            pieces.addAll(CONTINUATIONS);
        }
        StringBuilder content = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            content.append(pieces.get(random.nextInt(pieces.size())));
        }
        String quote = form % 2 == 0 ? "\"" : "'";
        if (form < 2) {
            return quote + content + quote;
        }
        String first = random.nextBoolean() ? "" : LINE_ENDS.get(random.nextInt(2));
        return quote.repeat(3) + first + content + quote.repeat(random.nextInt(3)) + quote.repeat(3);
    }

    @ParameterizedTest
    @MethodSource("places")
    void findsKeyAndValue(String toml, List<String> path, String key, String value) {
        SourceText source = SourceText.of("p", toml);
        TomlNode node = PolicyTree.read(source, MacroSource.NONE, new Problems())
                .orElseThrow()
                .find(path.toArray(String[]::new))
                .orElseThrow();
        assertThat(cut(source, node.keySpan())).isEqualTo(key);
        assertThat(cut(source, node.span())).isEqualTo(value);
    }

    /** The text, the path asked for, the key's characters, the value's characters. */
    static Stream<Arguments> places() {
        return Stream.of(
                arguments("a = 1", List.of("a"), "a", "1"),
                arguments("a.b.c = true", List.of("a", "b", "c"), "c", "true"),
                arguments("a . \"b\" . 'c' = 'v'", List.of("a", "b", "c"), "'c'", "'v'"),
                arguments("\"a\\\"b\"=[ 1, [ ']' ] ]", List.of("a\"b"), "\"a\\\"b\"", "[ 1, [ ']' ] ]"),
                arguments("a = { b = { c = 5 }, d = 'x' }", List.of("a", "d"), "d", "'x'"),
                arguments("a = { b = { c = 5 }, d = 'x' }", List.of("a", "b"), "b", "{ c = 5 }"),
                arguments("a = { b.c = 5 }", List.of("a", "b", "c"), "c", "5"),
                arguments("a = { b.c = 5 }", List.of("a", "b"), "b", "b"),
                arguments("a={'}'='{',c=\"\\\"}\"}", List.of("a"), "a", "{'}'='{',c=\"\\\"}\"}"),
                arguments("a={'}'='{',c=\"\\\"}\"}", List.of("a", "c"), "c", "\"\\\"}\""),
                arguments("[ a . \"b c\" ]\nd = 1", List.of("a", "b c"), "\"b c\"", "\"b c\""),
                arguments("[ a . \"b c\" ]\nd = 1", List.of("a"), "a", "a"),
                arguments("a.b = 1", List.of("a"), "a", "a"),
                arguments("a = [ # ]\n 1, # ,\n 2,\n]\nb = 2", List.of("a"), "a", "[ # ]\n 1, # ,\n 2,\n]"),
                arguments("a = -1.5e3# x", List.of("a"), "a", "-1.5e3"),
                arguments("a = 1979-05-27T07:32:00Z # x", List.of("a"), "a", "1979-05-27T07:32:00Z"),
                arguments("\"😀\" = '''\n😀'''", List.of("😀"), "\"😀\"", "'''\n😀'''"));
    }

    @Test
    void findsElementsOfTablesWrittenByHeaders() {
        SourceText source = SourceText.of("p", "[[a.b]]\nx = 1\n[[ a . b ]]\nx = 'y'\n");
        List<TomlNode> elements = PolicyTree.read(source, MacroSource.NONE, new Problems())
                .orElseThrow()
                .find("a", "b")
                .orElseThrow()
                .elements();
        assertThat(elements).hasSize(2);
        assertThat(elements.get(0).keySpan()).isEqualTo(new Span(4, 5));
        assertThat(elements.get(1).keySpan()).isEqualTo(new Span(21, 22));
        TomlNode y = elements.get(1).find("x").orElseThrow();
        assertThat(y.key()).hasToString("a.b[1].x");
        assertThat(cut(source, y.excerpt().span())).isEqualTo("y");
    }

    private static String cut(SourceText source, Span span) {
        return source.text().substring(span.start(), span.end());
    }
}
