package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recursive descent, one method per level of the grammar, in its order:
 *
 * <pre>
 * expression = or ;
 * or         = and { ( "|" | "||" ) and } ;
 * and        = xor { ( "&amp;" | "&amp;&amp;" ) xor } ;
 * xor        = equality { "^" equality } ;
 * equality   = relation { ( "=" | "==" | "!=" ) relation } ;
 * relation   = sum { ( "&lt;" | "&lt;=" | "=&lt;" | "&gt;" | "&gt;=" | "=&gt;" ) sum } ;
 * sum        = product { ( "+" | "-" ) product } ;
 * product    = unary { ( "*" | "/" ) unary } ;
 * unary      = ( "!" | "-" ) unary | index ;
 * index      = primary { "[" expression "]" } ;             only after a name, a capture, ")" or "]"
 * primary    = literal | capture | name [ "(" [ list ] ")" ] | "matches" "(" pattern "," expression ")"
 *            | "[" [ list ] "]" | "(" expression ")" ;
 * list       = expression { "," expression } ;
 * </pre>
 *
 * Tokens are the {@link Tokenizer}'s. What upstream's parser forgives (missing operands, adjacent values, text after
 * <code>}</code>, missing commas) is an error here (DESIGN decision 3).
 */
final class Parser {

    /**
     * How many parentheses, brackets, calls and signs may stand inside one another. Chains of operators do not count.
     */
    static final int EXPRESSION_DEPTH_MAX = 64;

    /** The function whose first argument is a pattern and not a text. */
    private static final String PATTERN_FUNCTION = "matches";

    private final Tokenizer tokenizer;
    private Token current;
    private Token previous;
    private int depth;

    private Parser(String text) {
        tokenizer = new Tokenizer(text);
        current = tokenizer.next();
        previous = current;
    }

    /** The tree; empty when a syntax error, the first of the text, was reported. */
    static Optional<Expr> parse(Excerpt text, Problems problems) {
        try {
            return Optional.of(new Parser(text.text()).whole());
        } catch (SyntaxFailure failure) {
            problems.error(text, failure.span(), failure.sentence());
            return Optional.empty();
        }
    }

    private Expr whole() {
        if (check(Token.Kind.END)) {
            throw new SyntaxFailure(current.span(), "the expression is empty, write a value such as true or 'text'");
        }
        Expr expr = expression();
        if (!check(Token.Kind.END)) {
            throw unexpected();
        }
        return expr;
    }

    private Expr expression() {
        return nested(this::or);
    }

    private Expr or() {
        return chain(Operator.Level.OR, this::and);
    }

    private Expr and() {
        return chain(Operator.Level.AND, this::xor);
    }

    private Expr xor() {
        return chain(Operator.Level.XOR, this::equality);
    }

    private Expr equality() {
        return chain(Operator.Level.EQUALITY, this::relation);
    }

    private Expr relation() {
        return chain(Operator.Level.RELATION, this::sum);
    }

    private Expr sum() {
        return chain(Operator.Level.SUM, this::product);
    }

    private Expr product() {
        return chain(Operator.Level.PRODUCT, this::unary);
    }

    private Expr chain(Operator.Level level, Supplier<Expr> operand) {
        Span start = current.span();
        Expr first = operand.get();
        List<Expr.Step> steps = new ArrayList<>();
        Optional<Operator> operator = Operator.at(level, current.kind());
        while (operator.isPresent()) {
            advance();
            steps.add(new Expr.Step(operator.get(), operand.get()));
            operator = Operator.at(level, current.kind());
        }
        return steps.isEmpty() ? first : new Expr.Chain(since(start), first, steps);
    }

    private Expr unary() {
        Span start = current.span();
        if (match(Token.Kind.NOT)) {
            return signed(start, Expr.Sign.NOT);
        }
        if (match(Token.Kind.MINUS)) {
            return signed(start, Expr.Sign.NEGATIVE);
        }
        return index();
    }

    private Expr signed(Span start, Expr.Sign sign) {
        Expr operand = nested(this::unary);
        return new Expr.Unary(since(start), sign, operand);
    }

    private Expr index() {
        Span start = current.span();
        Expr base = primary();
        List<Expr> positions = new ArrayList<>();
        while (check(Token.Kind.LEFT_BRACKET) && !isText(previous)) {
            Token bracket = advance();
            positions.add(expression());
            close(Token.Kind.RIGHT_BRACKET, bracket, "']'");
        }
        return positions.isEmpty() ? base : new Expr.Index(since(start), base, positions);
    }

    private static boolean isText(Token token) {
        return token.kind() == Token.Kind.LITERAL || token.kind() == Token.Kind.PATTERN;
    }

    private Expr primary() {
        Token token = current;
        if (match(Token.Kind.LITERAL)) {
            return new Expr.Literal(token.span(), token.literal().orElseThrow());
        }
        if (match(Token.Kind.CAPTURE)) {
            return new Expr.Capture(token.span(), token.lexeme().charAt(1) - '0');
        }
        if (match(Token.Kind.PATTERN)) {
            return new Expr.Pattern(token.span(), token.literal().orElseThrow().asText());
        }
        if (match(Token.Kind.NAME)) {
            return check(Token.Kind.LEFT_PAREN) ? call(token) : new Expr.Name(token.span(), token.lexeme());
        }
        if (match(Token.Kind.LEFT_BRACKET)) {
            List<Expr> elements = list(Token.Kind.RIGHT_BRACKET, token, "']'");
            return new Expr.Array(since(token.span()), elements);
        }
        if (match(Token.Kind.LEFT_PAREN)) {
            Expr inner = expression();
            close(Token.Kind.RIGHT_PAREN, token, "')'");
            return inner;
        }
        throw new SyntaxFailure(current.span(), "expected a value, found " + current.found());
    }

    private Expr call(Token name) {
        boolean pattern = name.lexeme().equals(PATTERN_FUNCTION);
        if (pattern) {
            tokenizer.expectPattern();
        }
        Token paren = advance();
        if (pattern && !check(Token.Kind.PATTERN)) {
            throw new SyntaxFailure(
                    current.span(), "'matches' begins with one quoted pattern, found " + current.found());
        }
        List<Expr> arguments = list(Token.Kind.RIGHT_PAREN, paren, "')'");
        return new Expr.Call(since(name.span()), name.lexeme(), arguments);
    }

    private List<Expr> list(Token.Kind end, Token opening, String closing) {
        List<Expr> elements = new ArrayList<>();
        if (match(end)) {
            return elements;
        }
        do {
            elements.add(expression());
        } while (match(Token.Kind.COMMA));
        close(end, opening, "',' or " + closing);
        return elements;
    }

    private void close(Token.Kind kind, Token opening, String expected) {
        if (!match(kind)) {
            throw check(Token.Kind.END)
                    ? new SyntaxFailure(opening.span(), opening.found() + " is never closed, expected " + expected)
                    : new SyntaxFailure(current.span(), "expected " + expected + ", found " + current.found());
        }
    }

    private SyntaxFailure unexpected() {
        String sentence = switch (current.kind()) {
            case RIGHT_PAREN, RIGHT_BRACKET -> current.found() + " closes nothing";
            case COMMA -> "',' separates only arguments and the elements of an array";
            default -> "expected an operator before " + current.found() + operatorAdvice();
        };
        return new SyntaxFailure(current.span(), sentence);
    }

    private String operatorAdvice() {
        return switch (current.lexeme()) {
            case "and" -> ", 'and' is written &&";
            case "or" -> ", 'or' is written ||";
            default -> "";
        };
    }

    private <T> T nested(Supplier<T> inner) {
        if (depth == EXPRESSION_DEPTH_MAX) {
            throw new SyntaxFailure(
                    current.span(), "nested too deeply, " + EXPRESSION_DEPTH_MAX + " levels are the limit");
        }
        depth++;
        T result = inner.get();
        depth--;
        return result;
    }

    private Span since(Span start) {
        return start.cover(previous.span());
    }

    private boolean match(Token.Kind kind) {
        if (!check(kind)) {
            return false;
        }
        advance();
        return true;
    }

    private boolean check(Token.Kind kind) {
        return current.kind() == kind;
    }

    private Token advance() {
        previous = current;
        current = tokenizer.next();
        return previous;
    }
}
