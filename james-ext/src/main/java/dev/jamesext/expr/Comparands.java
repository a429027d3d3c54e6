package dev.jamesext.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The texts written out in an expression that a variable is compared with: {@code 'a'} to {@code 'd'} of {@code x = 'a' || x !=
 * 'b' || contains(['c', 'd'], x)}.
 */
final class Comparands implements Expr.Visitor<Stream<Expr.Literal>> {

    private final String variable;

    private Comparands(String variable) {
        this.variable = variable;
    }

    static List<Expr.Literal> of(Expr tree, String variable) {
        return tree.accept(new Comparands(variable)).toList();
    }

    @Override
    public Stream<Expr.Literal> visitChain(Expr.Chain chain) {
        Stream<Expr.Literal> compared = Stream.empty();
        if (chain.level() == Operator.Level.EQUALITY) {
            Expr left = chain.first();
            for (Expr.Step step : chain.steps()) {
                compared = Stream.concat(compared, pair(left, step.operand()).stream());
                left = step.operand();
            }
        }
        Stream<Expr> operands =
                Stream.concat(Stream.of(chain.first()), chain.steps().stream().map(Expr.Step::operand));
        return Stream.concat(compared, inside(operands));
    }

    @Override
    public Stream<Expr.Literal> visitCall(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        Stream<Expr.Literal> compared = Stream.empty();
        if (arguments.size() == 2) {
            compared = switch (call.function()) {
                case "contains", "contains_ignore_case" ->
                    isVariable(arguments.get(1)) && arguments.get(0) instanceof Expr.Array array
                            ? array.elements().stream().flatMap(element -> text(element).stream())
                            : Stream.empty();
                case "eq_ignore_case" -> pair(arguments.get(0), arguments.get(1)).stream();
                default -> Stream.empty();
            };
        }
        return Stream.concat(compared, inside(arguments.stream()));
    }

    private Optional<Expr.Literal> pair(Expr left, Expr right) {
        return isVariable(left) ? text(right) : isVariable(right) ? text(left) : Optional.empty();
    }

    private boolean isVariable(Expr expr) {
        return expr instanceof Expr.Name name && name.name().equals(variable);
    }

    private static Optional<Expr.Literal> text(Expr expr) {
        return expr instanceof Expr.Literal literal && literal.value() instanceof Value.Text
                ? Optional.of(literal)
                : Optional.empty();
    }

    private Stream<Expr.Literal> inside(Stream<Expr> parts) {
        return parts.flatMap(part -> part.accept(this));
    }

    @Override
    public Stream<Expr.Literal> visitArray(Expr.Array array) {
        return inside(array.elements().stream());
    }

    @Override
    public Stream<Expr.Literal> visitIndex(Expr.Index index) {
        return inside(Stream.concat(Stream.of(index.base()), index.positions().stream()));
    }

    @Override
    public Stream<Expr.Literal> visitUnary(Expr.Unary unary) {
        return unary.operand().accept(this);
    }

    @Override
    public Stream<Expr.Literal> visitLiteral(Expr.Literal literal) {
        return Stream.empty();
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
}
