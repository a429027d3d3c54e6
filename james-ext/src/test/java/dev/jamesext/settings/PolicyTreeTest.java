package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of included files, and what fixtures cannot show: many files, large ones, files whose names are secret. */
@Timeout(60)
final class PolicyTreeTest {

    private final Map<String, String> files = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Problems problems = new Problems();

    private final MacroSource folder = new MacroSource() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.of("secret-" + name);
        }

        @Override
        public Inclusion file(String path, boolean outsideAllowed) {
            asked.add(path + (outsideAllowed ? " from anywhere" : ""));
            return files.containsKey(path)
                    ? new Inclusion.Read(SourceText.of(path, files.get(path)))
                    : new Inclusion.Refused("there is no such file: /work/" + path);
        }
    };

    private Settings read(String policy) {
        problems = new Problems();
        return SettingsReader.read(SourceText.of("ehlo.toml", policy), folder, problems);
    }

    private List<String> headlines() {
        return problems.sorted().stream().map(Problem::headline).toList();
    }

    @Test
    void includesTheLargestNumberOfFilesAndNotOneMore() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < PolicyTree.INCLUDED_FILES_MAX; i++) {
            files.put("f" + i, "store.s" + i + " = { type = 'memory', format = 'list', values = [] }");
            names.append("'f").append(i).append("', ");
        }
        assertThat(read("include.files = [" + names + "]").lists()).hasSize(PolicyTree.INCLUDED_FILES_MAX);
        assertThat(problems.render()).isEmpty();
        asked.clear();
        read("include.files = [" + names + "'more', 'and-more']");
        assertThat(headlines())
                .singleElement()
                .asString()
                .endsWith("include.files[100]: a policy includes at most 100 files, this is one more");
        assertThat(asked).hasSize(PolicyTree.INCLUDED_FILES_MAX);
    }

    @Test
    void policyAndItsFilesAreAsLargeAsOneFileMayBeAndNotLarger() {
        String main = "include.files = ['a', 'b']\n#";
        files.put("a", "#" + "x".repeat(SettingsReader.POLICY_BYTES_MAX - main.length() - 3));
        files.put("b", "#y");
        read(main);
        assertThat(problems.render()).isEmpty();
        files.put("b", "#yy");
        read(main);
        assertThat(headlines())
                .singleElement()
                .asString()
                .contains("include.files[1]: with this file the policy is longer than 4194304 octets");
    }

    @Test
    void wordsAndSignsOfAllFilesCountTogether() {
        String half = "['1'" + ",1".repeat(TomlScan.POLICY_TOKENS_MAX / 4) + "]";
        files.put("a", "b = " + half);
        read("include.files = 'a'\na = " + half);
        assertThat(headlines()).singleElement().asString().startsWith("a:1:").contains("more than 800000 words");
    }

    @Test
    void mayReadFilesOutsideWhereThePolicySaysSo() {
        files.put("/etc/a", "");
        read("include.files = '/etc/a'");
        read("include.files = '/etc/a'\njames-ext.allow-files-outside = true");
        assertThat(asked).containsExactly("/etc/a", "/etc/a from anywhere");
    }

    @Test
    void fileThatIncludesThePolicyItselfIsFoundOut() {
        files.put("conf/ehlo.toml", "include.files = 'conf/ehlo.toml'");
        read("include.files = 'conf/ehlo.toml'");
        assertThat(headlines())
                .singleElement()
                .asString()
                .contains("the file holds the same text as ehlo.toml; no file can include itself");
    }

    @Test
    void nothingIsToldThatMacrosBroughtIn() {
        read("include.files = ['%{env:A}%/x', '%{env:B}%']");
        assertThat(headlines())
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).contains("cannot be included").doesNotContain("secret"));
        files.put("secret-A/x", "session.ehlo.reqire = true\nsession.ehlo.require = '%{file:%{env:B}%}%'");
        read("include.files = '%{env:A}%/x'");
        assertThat(problems.render())
                .contains("%{env:A}%/x:1:14: error: session.ehlo.reqire: unknown key")
                .contains("%{env:A}%/x:2:")
                .doesNotContain("secret");
    }

    @Test
    void valuesOfDifferentFilesAtTheSamePlaceAreNotTakenForEachOther() {
        files.put("a", "sieve.trusted.scripts.a = '%{env:ONE}%'");
        files.put("b", "sieve.trusted.scripts.b = '%{env:TWO}%'");
        Settings settings = read("include.files = ['a', 'b']");
        assertThat(settings.sieve().scripts().get("a")).hasToString("secret-ONE");
        assertThat(settings.sieve().scripts().get("b")).hasToString("secret-TWO");
    }

    @Test
    void manyFilesThatShareATableAreReadSoon() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < PolicyTree.INCLUDED_FILES_MAX; i++) {
            StringBuilder keys = new StringBuilder("[macros]\n");
            for (int k = 0; k < 500; k++) {
                keys.append("k").append(i).append('-').append(k).append(" = 'x'\n");
            }
            files.put("f" + i, keys.toString());
            names.append("'f").append(i).append("', ");
        }
        read("include.files = [" + names + "]\nsieve.trusted.scripts.a = '" + "%{K99-499}%".repeat(1_000) + "'");
        assertThat(problems.render()).isEmpty();
    }
}
