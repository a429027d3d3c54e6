package dev.jamesext.expr;

import java.util.List;
import java.util.stream.Stream;

/**
 * The values written out in an expression that it may yield just as they are: {@code 'a'} and {@code 'b'} of
 * {@code if_then(is_tls, 'a', 'b')}. What is computed is not among them.
 */
final class WrittenOutcomes implements Expr.Visitor<Stream<Expr.Literal>> {

    static final String CHOICE = "if_then";

    private WrittenOutcomes() {}

    static List<Expr.Literal> of(Expr tree) {
        return tree.accept(new WrittenOutcomes()).toList();
    }

    @Override
    public Stream<Expr.Literal> visitLiteral(Expr.Literal literal) {
        return Stream.of(literal);
    }

    @Override
    public Stream<Expr.Literal> visitCall(Expr.Call call) {
        return call.function().equals(CHOICE)
                ? call.arguments().stream().skip(1).flatMap(argument -> argument.accept(this))
                : Stream.empty();
    }

    /** Any element may be the one that is taken; deeper arrays are left alone. */
    @Override
    public Stream<Expr.Literal> visitIndex(Expr.Index index) {
        return index.base() instanceof Expr.Array array && index.positions().size() == 1
                ? array.elements().stream().flatMap(element -> element.accept(this))
                : Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitName(Expr.Name name) {
        return Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitCapture(Expr.Capture capture) {
        return Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitPattern(Expr.Pattern pattern) {
        return Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitArray(Expr.Array array) {
        return Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitUnary(Expr.Unary unary) {
        return Stream.empty();
    }

    @Override
    public Stream<Expr.Literal> visitChain(Expr.Chain chain) {
        return Stream.empty();
    }
}
