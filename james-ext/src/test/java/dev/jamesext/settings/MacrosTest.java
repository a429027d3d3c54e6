package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fixtures cannot show well: where the characters of an expanded value stand, limits, and hostile input. */
@Timeout(60)
class MacrosTest {

    private final Problems problems = new Problems();

    @Test
    void charactersOfAnExpandedValueStandWhereTheyCameFrom() {
        Settings settings = read("""
                [shared]
                word = "five"
                [sieve.trusted.scripts]
                a = "1\\t2 %{file:conf/name.txt}% 3 %{env:NUMBER}% 4 %{cfg:shared.word}%."
                """, FixtureMacros.INSTANCE);
        Excerpt script = script(settings, "a");
        assertThat(script.text()).isEqualTo("1\t2 mx.example.org 3 77 4 five.");
        assertThat(place(script, "2")).isEqualTo("ehlo.toml:4:9");
        assertThat(place(script, "mx")).isEqualTo("conf/name.txt:1:1");
        assertThat(place(script, "org")).isEqualTo("conf/name.txt:1:12");
        assertThat(place(script, "3")).isEqualTo("ehlo.toml:4:34");
        assertThat(place(script, "7 ")).isEqualTo("ehlo.toml:4:36");
        assertThat(place(script, "ive")).isEqualTo("ehlo.toml:2:10");
        assertThat(place(script, ".")).isEqualTo("conf/name.txt:1:3");
        assertThat(script.source()).hasToString("ehlo.toml");
    }

    @Test
    void scriptThatIsOneFileIsThatFile() {
        Excerpt script =
                script(read("sieve.trusted.scripts.a = '%{file:conf/ehlo.sieve}%'", FixtureMacros.INSTANCE), "a");
        Excerpt.Place whole = script.locate(new Span(0, script.text().length()));
        assertThat(whole.source().text()).isEqualTo(script.text());
        assertThat(whole.span()).isEqualTo(new Span(0, script.text().length()));
        assertThat(script.key()).hasToString("sieve.trusted.scripts.a");
    }

    @Test
    void whatAMacroBringsIsNeverReadAsToml() {
        Settings settings = read(
                "session.ehlo.script = [ { if = \"%{env:TOML}%\", then = 1 }, { else = 2 } ]", FixtureMacros.INSTANCE);
        assertThat(problems.render()).isEmpty();
        assertThat(settings.ehlo().script().rules().get(0).condition().text()).isEqualTo("\", then = true }");
    }

    @Test
    void fileIsAskedForOnceHoweverOftenItIsNamed() {
        int[] asked = {0};
        MacroSource counting = new Outside("") {
            @Override
            public Inclusion file(String path, boolean outsideAllowed) {
                asked[0]++;
                return super.file(path, outsideAllowed);
            }
        };
        read("sieve.trusted.scripts = { a = '%{file:x}%%{file://x}%', b = '%{file:x}%' }", counting);
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void valueMayHaveTheLargestNumberOfMacrosAndNotOneMore() {
        String most = "%{env:A}%".repeat(Macros.MACROS_MAX);
        read(script(most), new Outside(""));
        assertThat(problems.render()).isEmpty();
        read(script(most + "%{env:A}%"), new Outside(""));
        assertThat(sentences()).containsExactly("a value has at most 1000 macros, this is one more");
    }

    @Test
    void valueMayBecomeTheLargestLengthAndNotOneCharacterMore() {
        Outside most = new Outside("x".repeat(Macros.EXPANDED_CHARS_MAX - 1));
        Settings settings = read(script("a%{env:A}%"), most);
        assertThat(problems.render()).isEmpty();
        assertThat(script(settings, "a").text()).hasSize(Macros.EXPANDED_CHARS_MAX);
        read(script("a%{env:A}%b"), most);
        assertThat(sentences()).containsExactly("with its macros expanded the value is longer than 262144 characters");
    }

    @Test
    void macrosOfAFileStandForTheLargestNumberOfCharactersAndNotOneMore() {
        int values = Macros.EXPANDED_CHARS_TOTAL_MAX / Macros.EXPANDED_CHARS_MAX;
        StringBuilder policy = new StringBuilder("[sieve.trusted.scripts]\n");
        for (int i = 0; i < values; i++) {
            policy.append('s').append(i).append(" = '%{env:A}%'\n");
        }
        Outside large = new Outside("x".repeat(Macros.EXPANDED_CHARS_MAX));
        read(policy.toString(), large);
        assertThat(problems.render()).isEmpty();
        read(policy + "more = '%{file:one}%'\nagain = '%{file:one}%'\n", large);
        assertThat(sentences())
                .containsExactly("the macros of this policy stand for more than 4194304 characters together");
    }

    @Test
    void valuesReferToEachOtherOverTheLargestNumberOfStepsAndNotOneMore() {
        read(chain(Macros.CFG_DEPTH_MAX), MacroSource.NONE);
        assertThat(problems.render()).isEmpty();
        read(chain(Macros.CFG_DEPTH_MAX + 1), MacroSource.NONE);
        assertThat(sentences()).containsExactly("values refer to each other over more than 16 steps");
    }

    private static String chain(int steps) {
        StringBuilder policy = new StringBuilder("session.ehlo.script = \"%{cfg:shared.v1}%\"\n[shared]\n");
        for (int i = 1; i < steps; i++) {
            policy.append("v%d = '%%{cfg:shared.v%d}%%'%n".formatted(i, i + 1));
        }
        return policy.append("v%d = 'true'%n".formatted(steps)).toString();
    }

    @Test
    void valuesThatDoubleEachOtherEndSoon() {
        StringBuilder policy = new StringBuilder("session.ehlo.script = \"%{cfg:shared.v0}%\"\n[shared]\n");
        for (int i = 0; i < 15; i++) {
            policy.append("v%d = '%s'%n".formatted(i, ("%{cfg:shared.v" + (i + 1) + "}%").repeat(900)));
        }
        policy.append("v15 = 'xxxxxxxxxx'\n");
        read(policy.toString(), MacroSource.NONE);
        assertThat(sentences()).containsExactly("with its macros expanded the value is longer than 262144 characters");
    }

    @Test
    void manyUnknownKeysAmongManyKeysAreReportedSoon() {
        StringBuilder policy = new StringBuilder("[shared]\n");
        for (int i = 0; i < 2_000; i++) {
            policy.append("key-number-%d = 1%n".formatted(i));
        }
        policy.append("[sieve.trusted.scripts]\n");
        for (int i = 0; i < 20; i++) {
            policy.append("s%d = '%s'%n".formatted(i, "%{cfg:shared.key-nunber-x}%".repeat(1_000)));
        }
        read(policy.toString(), MacroSource.NONE);
        assertThat(problems.sorted()).hasSize(Problems.PROBLEMS_MAX + 1);
    }

    @Test
    void survivesEverythingThatLooksLikeAMacro() {
        String[] pieces = {
            "%{",
            "}%",
            "%{env:",
            "%{file:",
            "%{cfg:",
            "%{x:",
            "A",
            "a.b",
            "\\\\",
            "\\\"",
            "😀",
            "{",
            "}",
            "%",
            ":",
            "//",
            " ",
            "..",
            "'",
            "c",
            "sieve.trusted.scripts.",
            "%{cfg:c}%",
            "%{env:A}%",
            "%{file:f}%",
            "\\u0000",
            "\\n"
        };
        Random random = new Random(20261123);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder policy = new StringBuilder("c = 'text'\n[sieve.trusted.scripts]\n");
            for (int value = 0; value < 4; value++) {
                policy.append("abcd".charAt(value))
                        .append(" = \"")
                        .append(some(pieces, random))
                        .append("\"\n");
            }
            String brought = some(pieces, random).replace("\\", "");
            Problems found = new Problems();
            Settings settings = SettingsReader.read(SourceText.of("p", policy.toString()), new Outside(brought), found);
            for (Excerpt script : settings.sieve().scripts().values()) {
                String text = script.text();
                assertThat(script.locate(new Span(0, text.length())).span().start())
                        .isGreaterThanOrEqualTo(0);
                if (!brought.contains("%{")) {
                    assertThat(text).as(policy.toString()).doesNotContain("%{env:", "%{file:", "%{cfg:");
                }
            }
            boolean all = settings.sieve().unread().isEmpty();
            assertThat(all).as(policy + found.render()).isEqualTo(!found.hasErrors());
        }
    }

    private static String some(String[] pieces, Random random) {
        StringBuilder some = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            some.append(pieces[random.nextInt(pieces.length)]);
        }
        return some.toString();
    }

    private Settings read(String policy, MacroSource outside) {
        return SettingsReader.read(SourceText.of("ehlo.toml", policy), outside, problems);
    }

    private List<String> sentences() {
        return problems.sorted().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::sentence)
                .toList();
    }

    private static String script(String text) {
        return "sieve.trusted.scripts.a = '" + text + "'";
    }

    private static Excerpt script(Settings settings, String name) {
        return Optional.ofNullable(settings.sieve().scripts().get(name)).orElseThrow();
    }

    private static String place(Excerpt excerpt, String part) {
        int start = excerpt.text().indexOf(part);
        Excerpt.Place place = excerpt.locate(new Span(start, start + part.length()));
        return place.source().name() + ":" + place.source().line(place.span().start()) + ":"
                + place.source().column(place.span().start());
    }

    /** An environment in which every variable is set, and a folder in which every file exists. */
    private static class Outside implements MacroSource {

        private final String text;

        Outside(String text) {
            this.text = text;
        }

        @Override
        public Optional<String> environment(String name) {
            return Optional.of(text);
        }

        @Override
        public Inclusion file(String path, boolean outsideAllowed) {
            return new Inclusion.Read(SourceText.of(path, text));
        }
    }
}
