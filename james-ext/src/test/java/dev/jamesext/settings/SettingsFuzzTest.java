package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings from any octets: reading never throws, and what is wrong is a problem at a place of some text that was read. */
final class SettingsFuzzTest {

    private static final int INPUT_CHARS_MAX = 20_000;
    private static final int TEXTS_MAX = 6;

    /** What a fuzzer would not hit upon soon. */
    private static final String[] WORDS = {
        "%{env:",
        "%{file:",
        "%{cfg:",
        "}%",
        "%{env:A}%",
        "%{file:f}%",
        "%{cfg:shared.a}%",
        "%{cfg:session.ehlo.require}%",
        "A",
        "B",
        "f",
        "g",
        "shared.a",
        "shared.b",
        "'",
        "\\",
        "\u00e4",
        "\ud83d\ude00"
    };

    @FuzzTest(maxDuration = "10m")
    void everyTextIsReadOrHasProblems(byte[] octets) {
        read(new String(octets, StandardCharsets.UTF_8), FixtureMacros.INSTANCE);
    }

    /** Three files, cut at NULs, that may include each other. */
    @FuzzTest(maxDuration = "10m")
    void everyIncludedTextIsReadOrHasProblems(byte[] octets) {
        String[] texts = new String(octets, StandardCharsets.UTF_8).split("\0", 3);
        read(texts[0], new MacroSource() {
            @Override
            public Optional<String> environment(String name) {
                return Optional.of(name);
            }

            @Override
            public Inclusion file(String path, boolean outsideAllowed) {
                int file = List.of("a", "b").indexOf(path) + 1;
                return file > 0 && file < texts.length
                        ? new Inclusion.Read(SourceText.of(path, texts[file]))
                        : new Inclusion.Refused("there is no such file");
            }
        });
    }

    /** The texts that macros stand for come from a stranger too: from files and from the environment. */
    @FuzzTest(maxDuration = "10m")
    void everyMacroExpandsOrHasAProblem(FuzzedDataProvider data) {
        Map<String, String> environment = texts(data, "A", "B");
        Map<String, String> files = texts(data, "f", "g");
        String toml = "[session.ehlo]\nrequire = '''" + tomlText(text(data)) + "'''\nscript = '''"
                + tomlText(text(data))
                + "'''\n[sieve.trusted.scripts.a]\ncontents = '''" + tomlText(text(data)) + "'''\n[shared]\na = '''"
                + tomlText(text(data)) + "'''\nb = '''" + tomlText(text(data)) + "'''\n";
        read(toml, new MacroSource() {
            @Override
            public Optional<String> environment(String name) {
                return Optional.ofNullable(environment.get(name));
            }

            @Override
            public Inclusion file(String path, boolean outsideAllowed) {
                return files.containsKey(path)
                        ? new Inclusion.Read(SourceText.of(path, files.get(path)))
                        : new Inclusion.Refused("there is no such file");
            }
        });
    }

    private static void read(String toml, MacroSource macros) {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("ehlo.toml", toml), macros, problems);
        assertThat(settings.ehlo()).isNotNull();
        for (Problem problem : problems.sorted()) {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.render()).startsWith(problem.source().name());
            assertThat(problem.span().start()).isBetween(0, problem.span().end());
            assertThat(problem.span().end())
                    .isLessThanOrEqualTo(problem.source().text().length());
        }
    }

    private static Map<String, String> texts(FuzzedDataProvider data, String... names) {
        Map<String, String> texts = new HashMap<>();
        for (String name : names) {
            if (data.consumeBoolean()) {
                texts.put(name, text(data));
            }
        }
        return texts;
    }

    private static String text(FuzzedDataProvider data) {
        StringBuilder text = new StringBuilder();
        for (int part = data.consumeInt(0, TEXTS_MAX); part > 0 && text.length() < INPUT_CHARS_MAX; part--) {
            int choice = data.consumeInt(0, WORDS.length);
            text.append(choice < WORDS.length ? WORDS[choice] : data.consumeString(20));
        }
        return text.toString();
    }

    /** In a literal TOML string nothing but its own end needs care. */
    private static String tomlText(String text) {
        return text.replace("'''", "''");
    }
}
