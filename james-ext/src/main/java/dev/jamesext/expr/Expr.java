package dev.jamesext.expr;

import dev.jamesext.source.Span;
import java.util.List;

/** An expression as written: nodes hold data and their place in the text, nothing else. */
sealed interface Expr {

    Span span();

    <R> R accept(Visitor<R> visitor);

    /** A pass over the tree; total, so that a new node does not compile until every pass has decided. */
    interface Visitor<R> {
        R visitLiteral(Literal literal);

        R visitName(Name name);

        R visitCapture(Capture capture);

        R visitPattern(Pattern pattern);

        R visitArray(Array array);

        R visitCall(Call call);

        R visitIndex(Index index);

        R visitUnary(Unary unary);

        R visitChain(Chain chain);
    }

    /** A value written out: a text, a number that is not negative, a duration, true or false. */
    record Literal(Span span, Value value) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLiteral(this);
        }
    }

    /** A variable or a named constant. */
    record Name(Span span, String name) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitName(this);
        }
    }

    /** {@code $1}: what a group of the last match held. */
    record Capture(Span span, int number) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitCapture(this);
        }
    }

    /** The quoted text that {@code matches} begins with: a regular expression, as written between the quotes. */
    record Pattern(Span span, String text) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitPattern(this);
        }
    }

    /** {@code [a, b, c]}. */
    record Array(Span span, List<Expr> elements) implements Expr {
        public Array {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitArray(this);
        }
    }

    /** {@code function(a, b)}. */
    record Call(Span span, String function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /** {@code base[a][b]}: at least one position. One node for all, so that a long row of them makes no deep tree. */
    record Index(Span span, Expr base, List<Expr> positions) implements Expr {
        public Index {
            positions = List.copyOf(positions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitIndex(this);
        }
    }

    /** {@code !a} or {@code -a}. */
    record Unary(Span span, Sign sign, Expr operand) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitUnary(this);
        }
    }

    enum Sign {
        NOT("!"),
        NEGATIVE("-");

        private final String symbol;

        Sign(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /**
     * {@code a + b - c}: operators of one level, applied from left to right; at least one step. One node for all, so
     * that a chain of two thousand operands makes no tree of that depth.
     */
    record Chain(Span span, Expr first, List<Step> steps) implements Expr {
        public Chain {
            steps = List.copyOf(steps);
        }

        Operator.Level level() {
            return steps.get(0).operator().level();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitChain(this);
        }
    }

    /** An operator and what stands to the right of it. */
    record Step(Operator operator, Expr operand) {}
}
