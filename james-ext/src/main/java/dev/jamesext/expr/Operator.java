package dev.jamesext.expr;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** The binary operators: how they are written, how tightly they bind, what they do. All associate to the left. */
enum Operator {
    OR(Level.OR, Token.Kind.OR, "||", (left, right) -> Value.of(left.truth() || right.truth())),

    AND(Level.AND, Token.Kind.AND, "&&", (left, right) -> Value.of(left.truth() && right.truth())),

    XOR(Level.XOR, Token.Kind.XOR, "^", (left, right) -> Value.of(left.truth() != right.truth())),

    EQUAL(Level.EQUALITY, Token.Kind.EQUAL, "=", (left, right) -> Value.of(Comparison.equal(left, right))),
    NOT_EQUAL(Level.EQUALITY, Token.Kind.NOT_EQUAL, "!=", (left, right) -> Value.of(!Comparison.equal(left, right))),

    LESS(Level.RELATION, Token.Kind.LESS, "<", (left, right) -> Value.of(Comparison.less(left, right))),
    LESS_OR_EQUAL(
            Level.RELATION,
            Token.Kind.LESS_OR_EQUAL,
            "<=",
            (left, right) -> Value.of(Comparison.lessOrEqual(left, right))),
    GREATER(Level.RELATION, Token.Kind.GREATER, ">", (left, right) -> Value.of(Comparison.less(right, left))),
    GREATER_OR_EQUAL(
            Level.RELATION,
            Token.Kind.GREATER_OR_EQUAL,
            ">=",
            (left, right) -> Value.of(Comparison.lessOrEqual(right, left))),

    PLUS(Level.SUM, Token.Kind.PLUS, "+", Arithmetic::plus),
    MINUS(Level.SUM, Token.Kind.MINUS, "-", Arithmetic::minus),

    TIMES(Level.PRODUCT, Token.Kind.TIMES, "*", Arithmetic::times),
    DIVIDED_BY(Level.PRODUCT, Token.Kind.SLASH, "/", Arithmetic::dividedBy);

    /** The levels of precedence, the loosest first. */
    enum Level {
        OR,
        AND,
        XOR,
        EQUALITY,
        RELATION,
        SUM,
        PRODUCT
    }

    private final Level level;
    private final Token.Kind token;
    private final String symbol;
    private final BinaryOperator<Value> meaning;

    Operator(Level level, Token.Kind token, String symbol, BinaryOperator<Value> meaning) {
        this.level = level;
        this.token = token;
        this.symbol = symbol;
        this.meaning = meaning;
    }

    /** The operator of a level that a token stands for, if it does. */
    static Optional<Operator> at(Level level, Token.Kind token) {
        for (Operator operator : values()) {
            if (operator.level == level && operator.token == token) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    Level level() {
        return level;
    }

    /** The canonical spelling; {@code ==}, {@code &}, {@code |}, {@code =<} and {@code =>} are read as well. */
    String symbol() {
        return symbol;
    }

    Value apply(Value left, Value right) {
        return meaning.apply(left, right);
    }
}
