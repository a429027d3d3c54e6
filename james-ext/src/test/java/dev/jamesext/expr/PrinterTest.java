package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrinterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listener=='smtp'&is_tls| listener = 'smtp' && is_tls",
                "\"it's\"                | 'it\\'s'",
                "1=<2                    | 1 <= 2",
                "(1+2)*3                 | (1 + 2) * 3",
                "(1*2)+3                 | 1 * 2 + 3",
                "(1+2)+3                 | (1 + 2) + 3",
                "!(!a)                   | !!a",
                "-(a+b)                  | -(a + b)",
                "((a))[ 0 ]              | a[0]",
                "('a')[0]                | ('a')[0]",
                "(a[0])[1]               | (a[0])[1]",
                "[ 1,2 ]                 | [1, 2]",
                "f( x,1h )               | f(x, 1h)",
                "2W                      | 14d",
                "90m                     | 1h30m",
                "10000000000.50          | 10000000000.5",
                "$1+$0[0]                | $1 + $0[0]",
                "matches( \"a'\\.b\",x )    | matches(\"a'\\.b\", x)",
                "matches(\"a\\'b\",x)       | matches('a\\'b', x)",
            })
    void printsCanonicalSpelling(String text, String printed) {
        assertThat(Printer.print(parsed(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'it\\'s'               | 'it\\'s'",
                "1 = 1                   | true",
                "0025                    | 25",
                "7 / 2                   | 3.5",
                "90m                     | 1h30m",
                "['a', 1, []] + [1h]     | ['a', 1, [], 1h]",
            })
    void printsValuesAsARuleWouldWriteThem(String text, String printed) {
        Expression expression = Expression.compile(
                        Facts.excerpt(text), Scope.of(List.of(), Map.of(), Map.of()), new Problems())
                .orElseThrow();
        assertThat(Value.print(expression.constant().orElseThrow())).isEqualTo(printed);
    }

    @Test
    void printsAddressesAsTexts() throws UnknownHostException {
        Value address = Value.Address.of(InetAddress.getByName("2001:DB8:0::1"));
        assertThat(Value.print(address)).isEqualTo("'2001:db8::1'");
    }

    @Test
    void printedRowsOfTheTablesReadBackAsTheSameTree() throws IOException {
        int read = 0;
        for (String text : ExpressionTablesTest.expressions()) {
            Optional<Expr> expr = Parser.parse(Facts.excerpt(text), new Problems());
            if (expr.isPresent()) {
                assertReadsBack(expr.get());
                read++;
            }
        }
        assertThat(read).isGreaterThan(250);
    }

    @Test
    void printedRandomTreesReadBackAsTheSameTree() {
        Random random = new Random(20261123);
        for (int i = 0; i < 3000; i++) {
            assertReadsBack(tree(random, 4));
        }
    }

    private static void assertReadsBack(Expr expr) {
        String printed = Printer.print(expr);
        Expr again = parsed(printed);
        assertThat(again.accept(new Spanless())).as(printed).isEqualTo(expr.accept(new Spanless()));
        assertThat(Printer.print(again)).isEqualTo(printed);
    }

    private static Expr parsed(String text) {
        Problems problems = new Problems();
        Excerpt excerpt = Facts.excerpt(text);
        return Parser.parse(excerpt, problems).orElseThrow(() -> new AssertionError(problems.render()));
    }

    private static Expr tree(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(11);
        return switch (kind) {
            case 0 -> new Expr.Literal(Spanless.NOWHERE, literal(random));
            case 1 ->
                new Expr.Name(
                        Spanless.NOWHERE, List.of("a", "b_2", "c.d", "and").get(random.nextInt(4)));
            case 2 -> new Expr.Capture(Spanless.NOWHERE, random.nextInt(10));
            case 3 -> new Expr.Array(Spanless.NOWHERE, trees(random, depth, 0));
            case 4 -> new Expr.Call(Spanless.NOWHERE, "f", trees(random, depth, 0));
            case 5 -> match(random, depth);
            case 6 -> new Expr.Index(Spanless.NOWHERE, tree(random, depth - 1), trees(random, depth, 1));
            case 7 ->
                new Expr.Unary(
                        Spanless.NOWHERE,
                        random.nextBoolean() ? Expr.Sign.NOT : Expr.Sign.NEGATIVE,
                        tree(random, depth - 1));
            default -> chain(random, depth);
        };
    }

    private static Expr match(Random random, int depth) {
        List<String> patterns = List.of("", "^a\\.b$", "it\\'s", "it's \\\"so\\\"", "\\\\", "[\"]\n");
        Expr pattern = new Expr.Pattern(Spanless.NOWHERE, patterns.get(random.nextInt(patterns.size())));
        return new Expr.Call(Spanless.NOWHERE, "matches", List.of(pattern, tree(random, depth - 1)));
    }

    private static List<Expr> trees(Random random, int depth, int least) {
        return IntStream.range(0, least + random.nextInt(3))
                .mapToObj(i -> tree(random, depth - 1))
                .toList();
    }

    private static Expr chain(Random random, int depth) {
        Operator.Level level = Operator.Level.values()[random.nextInt(Operator.Level.values().length)];
        List<Operator> operators = List.of(Operator.values()).stream()
                .filter(operator -> operator.level() == level)
                .toList();
        List<Expr.Step> steps = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> new Expr.Step(operators.get(random.nextInt(operators.size())), tree(random, depth - 1)))
                .toList();
        return new Expr.Chain(Spanless.NOWHERE, tree(random, depth - 1), steps);
    }

    private static Value literal(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Value.Text(text(random));
            case 1 -> new Value.Whole(random.nextLong() & Long.MAX_VALUE);
            case 2 -> new Value.Decimal(Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(60) - 30));
            case 3 -> Value.of(random.nextBoolean());
            default -> new Value.Period(Duration.ofMillis((random.nextLong() & Long.MAX_VALUE) >> random.nextInt(63)));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("ab'\"\\\n\r\t\0 ü\ud83d\ude00".charAt(random.nextInt(13)));
        }
        return text.toString();
    }

    /** Rebuilds a tree with every span at the same place, so that two spellings of one tree are equal. */
    private static final class Spanless implements Expr.Visitor<Expr> {

        static final Span NOWHERE = Span.at(0);

        @Override
        public Expr visitLiteral(Expr.Literal literal) {
            return new Expr.Literal(NOWHERE, literal.value());
        }

        @Override
        public Expr visitName(Expr.Name name) {
            return new Expr.Name(NOWHERE, name.name());
        }

        @Override
        public Expr visitCapture(Expr.Capture capture) {
            return new Expr.Capture(NOWHERE, capture.number());
        }

        @Override
        public Expr visitPattern(Expr.Pattern pattern) {
            return new Expr.Pattern(NOWHERE, pattern.text());
        }

        @Override
        public Expr visitArray(Expr.Array array) {
            return new Expr.Array(NOWHERE, all(array.elements()));
        }

        @Override
        public Expr visitCall(Expr.Call call) {
            return new Expr.Call(NOWHERE, call.function(), all(call.arguments()));
        }

        @Override
        public Expr visitIndex(Expr.Index index) {
            return new Expr.Index(NOWHERE, index.base().accept(this), all(index.positions()));
        }

        @Override
        public Expr visitUnary(Expr.Unary unary) {
            return new Expr.Unary(NOWHERE, unary.sign(), unary.operand().accept(this));
        }

        @Override
        public Expr visitChain(Expr.Chain chain) {
            List<Expr.Step> steps = chain.steps().stream()
                    .map(step -> new Expr.Step(step.operator(), step.operand().accept(this)))
                    .toList();
            return new Expr.Chain(NOWHERE, chain.first().accept(this), steps);
        }

        private List<Expr> all(List<Expr> list) {
            return list.stream().map(expr -> expr.accept(this)).toList();
        }
    }
}
