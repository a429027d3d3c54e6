package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Dialect;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScriptCompilerTest {

    private static List<String> problems(String script) {
        return Scripts.problems(script, Scripts.CHECKED);
    }

    @Test
    void takesScriptsUpToTheirMaximum() {
        String longest = "#" + " ".repeat(ScriptScanner.SCRIPT_CHARS_MAX - "#\nkeep;".length()) + "\nkeep;";
        assertThat(problems(longest)).isEmpty();
        assertThat(problems(longest + " "))
                .containsExactly("1:1: error: the script has 262145 characters, 262144 are allowed");
    }

    @Test
    void takesOneStringAsLongAsAScript() {
        String frame = "require \"reject\"; reject \"\";";
        String text = "x".repeat(ScriptScanner.SCRIPT_CHARS_MAX - frame.length());
        StageScript script = Scripts.compiled("require \"reject\"; reject \"" + text + "\";", Scripts.CHECKED);
        assertThat(Scripts.outcome(script, Scripts.facts("a"))).startsWith("550 5.7.1 xxx");
    }

    @Test
    void nestsBlocksUpToTheMaximum() {
        int max = ScriptScanner.SCRIPT_DEPTH_MAX;
        assertThat(problems(blocks(max - 1))).isEmpty();
        assertThat(problems(blocks(max))).containsExactly("1:" + (10 * max + 4) + ": error: " + tooDeep());
    }

    /** The test of the innermost {@code if} is one level deeper than the blocks around it. */
    private static String blocks(int depth) {
        return "if true { ".repeat(depth) + "if true {}" + " }".repeat(depth);
    }

    private static String tooDeep() {
        return "blocks and tests are nested deeper than 32 levels";
    }

    @Test
    void nestsTestsUpToTheMaximum() {
        int max = ScriptScanner.SCRIPT_DEPTH_MAX;
        assertThat(problems("if " + "not ".repeat(max - 1) + "true { }")).isEmpty();
        assertThat(problems("if " + "not ".repeat(max) + "true { }"))
                .containsExactly("1:" + (3 + 4 * max + 1) + ": error: " + tooDeep());
        assertThat(problems("if " + "anyof (".repeat(max - 1) + "true" + ")".repeat(max - 1) + " { }"))
                .isEmpty();
        assertThat(problems("if " + "anyof (".repeat(max) + "true" + ")".repeat(max) + " { }"))
                .containsExactly("1:" + (3 + 7 * max + 1) + ": error: " + tooDeep());
    }

    @Test
    void survivesWhatWouldOverflowTheParsersStack() {
        for (String piece : List.of("not ", "anyof (", "if true { ", "allof (true, not (", "not [\"a\", \"b\"] ")) {
            assertThat(problems("if " + piece.repeat(5_000)))
                    .singleElement()
                    .asString()
                    .contains("nested deeper");
        }
        assertThat(problems("[".repeat(5_000))).hasSize(1);
        assertThat(problems("}".repeat(5_000) + ")".repeat(5_000))).hasSize(1);
    }

    @Test
    void doesNotCountWhatStandsSideBySide() {
        assertThat(problems("if anyof (" + "not true, ".repeat(500) + "true) { " + "if true { } ".repeat(500) + "}"))
                .isEmpty();
    }

    @Test
    void takesVariablesUpToTheMaximum() {
        String most = sets(Compilation.VARIABLES_MAX);
        assertThat(problems(most)).isEmpty();
        assertThat(problems(most + "\nset \"v0\" \"again\";")).isEmpty();
        assertThat(problems(most + "\nset \"more\" \"\";"))
                .containsExactly("258:6: error: a script has at most 256 variables, 'more' is one more");
    }

    private static String sets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "set \"v" + i + "\" \"\";")
                .collect(Collectors.joining("\n", "require \"variables\";\n", ""));
    }

    @Test
    void takesVariableNamesUpToTheMaximum() {
        String name = "n".repeat(StringTemplate.NAME_CHARS_MAX);
        String script = "require [\"variables\", \"reject\"];\nset \"%s\" \"x\";\nreject \"${%s}\";";
        assertThat(problems(script.replace("%s", name))).isEmpty();
        assertThat(problems(script.replace("%s", name + "n"))).hasSize(3);
    }

    @Test
    void failsRunsWhoseStringsGrowTooLong() {
        int max = StringTemplate.STRING_CHARS_MAX;
        String script = "require [\"variables\", \"reject\"];\nset \"a\" \"" + "x".repeat(1_024) + "\";\nreject \""
                + "${a}".repeat(max / 1_024) + "%s\";";
        assertThat(outcome(script.replace("%s", ""))).startsWith("550 5.7.1 xxx");
        assertThat(outcome(script.replace("%s", "y")))
                .isEqualTo("failure: script 'ehlo': a string grows beyond 262144 characters");
    }

    private static String outcome(String script) {
        return Scripts.outcome(Scripts.compiled(script, Scripts.CHECKED), Scripts.facts("a"));
    }

    @Test
    void quotesAtMostSoMuchOfWhatItFound() {
        String most = "x".repeat(Compilation.SHOWN_CHARS_MAX);
        assertThat(problems(most + ";")).containsExactly("1:1: error: unknown command '" + most + "'");
        assertThat(problems(most + "x;")).containsExactly("1:1: error: unknown command '" + most + "...'");
        assertThat(problems("require \"a\nb\";")).containsExactly("1:10: error: unknown capability 'a\\u000ab'");
    }

    @Test
    void placesProblemsInsideAStringOfThePolicyFile() {
        // The script's text stands in the policy with TOML's escapes: an excerpt knows where each character is.
        String policy = "contents = \"keep;\\nrejct \\\"x\\\";\"";
        String script = "keep;\nrejct \"x\";";
        int[] offsets = new int[script.length() + 1];
        int at = policy.indexOf("keep");
        for (int i = 0; i <= script.length(); i++) {
            offsets[i] = at;
            at += at < policy.length() && policy.charAt(at) == '\\' ? 2 : 1;
        }
        Problems problems = new Problems();
        new ScriptCompiler()
                .compile(
                        Map.of(
                                "ehlo",
                                Excerpt.mapped(
                                        SourceText.of("ehlo.toml", policy), KeyPath.of("contents"), script, offsets)),
                        Set.of("ehlo"),
                        ListCatalog.of(List.of()),
                        Scripts.CHECKED,
                        problems);
        assertThat(problems.sorted())
                .singleElement()
                .extracting(Problem::headline)
                .isEqualTo("ehlo.toml:1:20: error: contents: unknown command 'rejct', did you mean 'reject'?");
        assertThat(problems.sorted().get(0).span()).isEqualTo(new Span(19, 24));
    }

    @Test
    void saysWhenThePolicyHasNoListsAtAll() {
        Problems problems = new Problems();
        new ScriptCompiler()
                .compile(
                        Map.of(
                                "ehlo",
                                Excerpt.whole(
                                        SourceText.of("script", "if string :list \"a\" \"b\" { }"), KeyPath.ROOT)),
                        Set.of("ehlo"),
                        ListCatalog.of(List.of()),
                        new ScriptLimits(10, 10, 3, 5_000, false, Dialect.STANDARD),
                        problems);
        assertThat(Scripts.headlines(problems)).contains("1:22: error: there is no list 'b', the policy defines none");
    }

    @Test
    void readsLineEndsOfAnySystem() {
        String unix = "require \"reject\";\nreject text:\na\n..b\n.\n;\n";
        assertThat(outcome(unix)).isEqualTo("550 5.7.1 a / .b");
        assertThat(outcome(unix.replace("\n", "\r\n"))).isEqualTo("550 5.7.1 a / .b");
    }

    @Test
    void runsCommentsAtTheVeryEnd() {
        for (String end : List.of("#", "# x", "#\n", "/**/", "/***/", "# /*", "/* # */ ", "\r", "\n\n\t")) {
            assertThat(problems("keep;" + end)).as(end).isEmpty();
        }
    }

    @Test
    void tracesWhatItAskedAndWhatItHeard() {
        StageScript script = Scripts.compiled("""
                require ["variables", "extlists", "reject"];
                set "x" "${env.stage}!";
                if string :list "${env.helo_domain}" "list/blocked-domains" {
                    reject "no ${x}";
                }
                """, Scripts.CHECKED);
        List<String> entries = new ArrayList<>();
        script.run(Scripts.facts("bad.example"), new Trace() {
            @Override
            public boolean wanted() {
                return true;
            }

            @Override
            public void add(Entry entry) {
                entries.add(entry.where() + " " + new TreeMap<>(entry.read()) + " -> " + entry.result());
            }
        });
        assertThat(entries)
                .containsExactly(
                        "set \"x\" \"${env.stage}!\"; {env.stage=ehlo} -> ehlo!",
                        "string :list \"${env.helo_domain}\" \"list/blocked-domains\" {env.helo_domain=bad.example,"
                                + " list 'list/blocked-domains'=holds 'bad.example'} -> true",
                        "reject \"no ${x}\"; {x=ehlo!} -> 550 5.7.1 no ehlo!");
    }

    @Test
    void tracesWhatTheListsOfAnExpressionSaid() {
        StageScript script = Scripts.compiled("""
                require "vnd.stalwart.expressions";
                if eval "key_exists('list/friends', env.helo_domain) || key_exists('list/blocked-domains', env.helo_domain)" {
                    stop;
                }
                """, Scripts.CHECKED);
        List<Map<String, String>> reads = new ArrayList<>();
        script.run(Scripts.facts("bad.example"), new Trace() {
            @Override
            public boolean wanted() {
                return true;
            }

            @Override
            public void add(Entry entry) {
                reads.add(entry.read());
            }
        });
        assertThat(reads)
                .containsExactly(Map.of(
                        "env.helo_domain", "bad.example",
                        "list 'list/friends'", "lacks 'bad.example'",
                        "list 'list/blocked-domains'", "holds 'bad.example'"));
    }

    /** Steps alone would not do: a single one may take as long as all others together. */
    @Test
    @Timeout(30)
    void aRunEndsWhenItsTimeIsOver() {
        ScriptLimits brief = new ScriptLimits(100_000_000, 4_096, 3, 20, true, Dialect.STANDARD);
        String loop = "require \"vnd.stalwart.while\"; while \"true\" { keep; }";
        assertThat(Scripts.outcome(Scripts.compiled(loop, brief), Scripts.facts("a")))
                .isEqualTo("failure: script 'ehlo': it takes more than 20 ms");

        String texts = "[\"" + String.join("\", \"", Collections.nCopies(10_000, "abcd")) + "\"]";
        String oneTest =
                "require \"variables\"; if string :contains " + texts + " " + texts.replace('d', 'e') + " { stop; }";
        assertThat(Scripts.outcome(Scripts.compiled(oneTest, brief), Scripts.facts("a")))
                .isEqualTo("failure: script 'ehlo': it takes more than 20 ms");
    }

    @Test
    void scriptsShareAsManyGlobalVariablesAsAllowedAndNotOneMore() {
        String names = IntStream.range(0, Library.GLOBALS_MAX - 2)
                .mapToObj(i -> "\"g" + i + "\"")
                .collect(Collectors.joining(", "));
        String script = "require [\"variables\", \"include\"]; global [" + names;
        assertThat(problems(script + "];")).isEmpty();
        assertThat(problems(script + ", \"more\"];"))
                .singleElement()
                .asString()
                .endsWith("all scripts together have at most 256 global variables, 'more' is one more");
    }

    /** A row of scripts as long as a policy has room for must not take the compiler's stack, nor all day. */
    @Test
    @Timeout(30)
    void refusesARowOfManyThousandScripts() {
        Map<String, Excerpt> texts = new LinkedHashMap<>();
        int scripts = 20_000;
        for (int i = 0; i < scripts; i++) {
            String text = i + 1 < scripts ? "include \"s" + (i + 1) + "\";" : "keep;";
            texts.put("s" + i, Excerpt.whole(SourceText.of("s" + i, text), KeyPath.ROOT));
        }
        Problems problems = new Problems();
        ScriptLimits unchecked = new ScriptLimits(100, 100, 5, 1_000, false, Dialect.STANDARD);
        new ScriptCompiler().compile(texts, texts.keySet(), ListCatalog.of(List.of()), unchecked, problems);
        assertThat(problems.sorted())
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .singleElement()
                .extracting(problem -> problem.source().name())
                .isEqualTo("s" + (scripts - 7));

        texts.put("s" + (scripts - 1), Excerpt.whole(SourceText.of("last", "include \"s19990\";"), KeyPath.ROOT));
        Problems circle = new Problems();
        new ScriptCompiler().compile(texts, texts.keySet(), ListCatalog.of(List.of()), unchecked, circle);
        assertThat(circle.sorted())
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .hasSize(10)
                .allSatisfy(problem -> assertThat(problem.sentence()).startsWith("a script cannot include itself: "));
    }

    @Test
    void knowsWhichScriptsAskTheOutside() {
        String asking = "require \"vnd.stalwart.expressions\"; eval \"is_local_domain('*', env.helo_domain)\";";
        assertThat(Scripts.compiled(asking, Scripts.CHECKED).asksOutside()).isTrue();
        assertThat(Scripts.compiled("keep;", Scripts.CHECKED).asksOutside()).isFalse();
        assertThat(Scripts.outcome(Scripts.compiled(asking, Scripts.CHECKED), Scripts.facts("a")))
                .startsWith("failure: script 'ehlo': ");
    }

    @Test
    void addsNothingToATraceNobodyWants() {
        StageScript script = Scripts.compiled("require \"reject\"; reject \"x\";", Scripts.CHECKED);
        script.run(Scripts.facts("a"), new Trace() {
            @Override
            public boolean wanted() {
                return false;
            }

            @Override
            public void add(Entry entry) {
                throw new AssertionError("not wanted: " + entry);
            }
        });
        assertThat(script.name()).isEqualTo("ehlo");
    }
}
