package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {

    @Test
    void namesItsVariablesOnceInOrderOfAppearance() {
        Expression expression =
                Facts.compiled("local_port > 1 && (listener = 'a' || is_empty(helo_domain)) && local_port");

        assertThat(expression.variables())
                .extracting(Variable::name)
                .containsExactly("local_port", "listener", "helo_domain");
    }

    @Test
    void computesAtLoadWhatNeedsNoVariable() {
        assertThat(Facts.compiled("1 + 2 * len('ab')").constant()).contains(new Value.Whole(5));
        assertThat(Facts.compiled("['a', mixer]").constant()).isPresent();
        assertThat(Facts.compiled("!('a' = 'b') && true").constant()).contains(Value.TRUE);
        assertThat(Facts.compiled("listener = 'a'").constant()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a'              | TEXT",
                "listener + 1     | TEXT",
                "local_port + 1   | NUMBER",
                "local_port / 2   | NUMBER",
                "local_port > 1   | BOOLEAN",
                "listener && 1    | BOOLEAN",
                "!x               | BOOLEAN",
                "is_empty(x)      | BOOLEAN",
                "remote_ip        | ADDRESS",
                "7d               | DURATION",
                "[x]              | LIST",
                "recipients + x   | LIST",
                "x + 1            | ANY",
                "recipients[0]    | ANY",
                "trim(listener)   | TEXT",
                "trim(recipients) | LIST",
                "trim(x)          | ANY",
            })
    void knowsItsType(String text, Type type) {
        assertThat(Facts.compiled(text).type()).isEqualTo(type);
    }

    @Test
    void refusesTheEmptyText() {
        assertThat(problems(""))
                .containsExactly("error 1:1: the expression is empty, write a value such as true or 'text'");
    }

    @Test
    void pointsIntoThePolicyThatHoldsIt() {
        String policy = "a = 1\nrequire = \"listener = smtp\"\n";
        Excerpt excerpt = Excerpt.verbatim(SourceText.of("p", policy), KeyPath.of("require"), 17, 32);
        Problems problems = new Problems();

        assertThat(Expression.compile(excerpt, Facts.SCOPE, problems)).isEmpty();
        assertThat(problems.sorted()).hasSize(1);
        assertThat(problems.sorted().get(0).headline())
                .isEqualTo("p:2:23: error: require: unknown variable 'smtp', a text needs quotes: 'smtp'");
    }

    @Test
    void takesAsManyCharactersAsTheLimitAndNoMore() {
        String longest = "'" + "a".repeat(Expression.EXPRESSION_CHARS_MAX - 2) + "'";

        assertThat(problems(longest)).isEmpty();
        assertThat(problems(longest + " "))
                .containsExactly("error 1:1: expression has 4097 characters, 4096 are the limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"(|1|)", "!|1|' '", "-|1|' '", "[|1|]", "trim(|listener|)", "recipients[|1|]", "1 + (|1|)"})
    void nestsAsDeeplyAsTheLimitAndNoDeeper(String open, String innermost, String close) {
        int levels = Parser.EXPRESSION_DEPTH_MAX - 1;

        assertThat(problems(open.repeat(levels) + innermost + close.repeat(levels)))
                .isEmpty();
        assertThat(problems(open.repeat(levels + 1) + innermost + close.repeat(levels + 1)))
                .singleElement()
                .asString()
                .endsWith("nested too deeply, 64 levels are the limit");
    }

    @Test
    void takesChainsOfAnyLengthOnASmallStack() throws InterruptedException {
        List<String> longest = List.of(
                "1" + "+1".repeat(2047),
                "x" + "-x".repeat(2047),
                "x" + "&x".repeat(2047),
                "x" + "|x".repeat(2047),
                "x" + "=x".repeat(2047),
                "x" + "[0]".repeat(1365),
                "(".repeat(62) + "x[0][0][0][0]" + "*2+1<2=3^4&5|6)[0][0][0][0][0][0][0]".repeat(62));
        int[] evaluated = new int[1];
        Thread thread = new Thread(
                null,
                () -> longest.forEach(text -> {
                    Expression expression = Facts.compiled(text);
                    expression.evaluate(Facts.of("x=1"));
                    assertThat(expression.print()).isNotEmpty();
                    evaluated[0]++;
                }),
                "small stack",
                512 * 1024);
        thread.start();
        thread.join();

        assertThat(evaluated[0]).isEqualTo(longest.size());
    }

    @Test
    void neverThrowsWhateverTheText() {
        Random random = new Random(4096);
        String[] words = {
            "listener",
            "remote_ip",
            "x",
            "is_empty",
            "contains",
            "is_ip_in_cidr",
            "matches(",
            "split(",
            "sort(",
            "if_then(",
            "key_get(",
            "'down'",
            "$1",
            "(",
            ")",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "\\",
            "=",
            "!",
            "<",
            ">",
            "&",
            "|",
            "^",
            "+",
            "-",
            "*",
            "/",
            "1",
            "0",
            "7d",
            "1.5",
            "'a'",
            "true",
            " ",
            "\t",
            ".",
            "$"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            if (i % 4 == 0) {
                text.append(new String(octets, i % 8 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16));
            } else {
                for (byte octet : octets) {
                    text.append(words[Math.floorMod(octet, words.length)]);
                }
            }
            Problems problems = new Problems();
            boolean compiled = Facts.compile(text.toString(), problems)
                    .map(expression -> outcome(expression, new Captures(Facts.of("x=1"))))
                    .isPresent();
            assertThat(compiled).as(text.toString()).isNotEqualTo(problems.hasErrors());
        }
    }

    @Test
    void refusesScopeThatDeclaresANameTwice() {
        assertThatThrownBy(() -> Scope.of(Facts.DECLARED, Map.of("listener", "x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listener");
    }

    /** The value or the failure: what evaluation may end in, and the same every time. */
    private static Object outcome(Expression expression, Variables values) {
        Object first = once(expression, values);
        assertThat(once(expression, values)).as(expression.print()).isEqualTo(first);
        return first;
    }

    private static Object once(Expression expression, Variables values) {
        try {
            return expression.evaluate(new Captures(values));
        } catch (EvalFailure failure) {
            return failure.located();
        }
    }

    @Test
    void namesTheCapturesItReadsAndGivesThemToWhatFollows() {
        Scope before = Facts.SCOPE;
        Expression match = Facts.compiled("matches('(a)(b)', listener) && $2 + $0 + $2 = 'b'");
        Scope after = before.after(match);
        Problems problems = new Problems();

        assertThat(match.captures()).containsExactly(2, 0);
        assertThat(Facts.compiled("listener = 'a'").captures()).isEmpty();
        assertThat(before.after(Facts.compiled("listener = 'a'"))).isSameAs(before);
        assertThat(Expression.compile(Facts.excerpt("$2"), after, problems)).isPresent();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(Expression.compile(Facts.excerpt("$3"), after, problems)).isPresent();
        assertThat(Facts.shown(problems))
                .containsExactly("warning 1:1: '$3' is always empty: no pattern before it has so many groups");
    }

    @Test
    void sharesCapturesAmongTheExpressionsOfOneEvaluation() {
        Captures captures = new Captures(Facts.of("listener='ab'"));
        Expression match = Facts.compiled("matches('(a)(c?)', listener)");
        Expression failed = Facts.compiled("matches('(x)', listener)");
        Expression read = Facts.compiled("matches('', '') && false || [$0, $1, $2] != ['', '', '']");

        assertThat(match.test(captures)).isTrue();
        assertThat(captures.group(1)).isEqualTo(new Value.Text("a"));
        assertThat(captures.group(2)).isEqualTo(Value.EMPTY);
        assertThat(captures.group(9)).isEqualTo(Value.EMPTY);
        assertThat(failed.test(captures)).isFalse();
        assertThat(captures.group(1)).isEqualTo(Value.EMPTY);
        assertThat(read.test(captures)).isFalse();
        assertThat(match.test(Facts.of("listener='ab'"))).as("without captures").isTrue();
    }

    @Test
    void failureNamesThePlaceInTheFileAndTheKey() {
        String toml = "[session.ehlo]\nrequire = 'is_tls || key_exists(\"down\", helo_domain)'\n";
        int start = toml.indexOf("is_tls");
        Excerpt rule = Excerpt.verbatim(
                SourceText.of("ehlo.toml", toml), KeyPath.of("session", "ehlo", "require"), start, toml.indexOf("'\n"));
        Expression expression =
                Expression.compile(rule, Facts.SCOPE, new Problems()).orElseThrow();

        assertThatThrownBy(() -> expression.test(Facts.of("helo_domain='a'")))
                .isInstanceOfSatisfying(
                        EvalFailure.class,
                        failure -> assertThat(failure.located())
                                .isEqualTo(
                                        "ehlo.toml:2:22: session.ehlo.require: list 'down': no answer from 192.0.2.53"));
    }

    private static List<String> problems(String text) {
        Problems problems = new Problems();
        Facts.compile(text, problems);
        return Facts.shown(problems);
    }
}
