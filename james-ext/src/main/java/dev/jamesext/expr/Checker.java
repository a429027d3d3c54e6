package dev.jamesext.expr;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives names their meaning and makes the tree ready to run: names, arity and types are checked here and never again.
 * Reports every error, not only the first: where one was found an {@link Evaluator.Unknown} stands in. What depends on
 * no variable is computed at once.
 */
final class Checker implements Expr.Visitor<Evaluator> {

    private static final Variables NO_VARIABLES = variable -> {
        throw new IllegalStateException("a constant reads no variable");
    };

    private final Excerpt text;
    private final Scope scope;
    private final Complaints complaints;
    private final OperandChecker operands;
    private final Set<Variable> read = new LinkedHashSet<>();
    private final Set<Integer> captures = new LinkedHashSet<>();
    private final List<ListQuery> lists = new ArrayList<>();
    private int patternGroups = Expression.NO_PATTERN;
    private boolean asksOutside;

    /** What an expression reads and leaves behind. */
    record Findings(
            List<Variable> variables,
            List<Integer> captures,
            List<ListQuery> lists,
            int patternGroups,
            boolean asksOutside) {}

    Checker(Excerpt text, Scope scope, Problems problems) {
        this.text = text;
        this.scope = scope;
        this.complaints = new Complaints(text, problems);
        this.operands = new OperandChecker(complaints);
    }

    /** The expression ready to run; empty when an error was reported. */
    Optional<Evaluator> check(Expr expr) {
        Evaluator evaluator = expr.accept(this);
        return complaints.failed() ? Optional.empty() : Optional.of(evaluator);
    }

    /** What was met, in order of first appearance. */
    Findings findings() {
        return new Findings(List.copyOf(read), List.copyOf(captures), List.copyOf(lists), patternGroups, asksOutside);
    }

    @Override
    public Evaluator visitLiteral(Expr.Literal literal) {
        return new Evaluator.Constant(literal.value());
    }

    @Override
    public Evaluator visitName(Expr.Name name) {
        Optional<Variable> variable = scope.variable(name.name());
        if (variable.isPresent()) {
            read.add(variable.get());
            return new Evaluator.Read(variable.get());
        }
        return scope.constant(name.name())
                .<Evaluator>map(Evaluator.Constant::new)
                .orElseGet(() -> complaints.error(name.span(), unknownName(name.name())));
    }

    private String unknownName(String name) {
        Optional<String> reason = scope.unavailable(name);
        if (reason.isPresent()) {
            return Token.quoted(name) + " " + reason.get();
        }
        if (FunctionTable.names().contains(name)
                || FunctionTable.whyUnsupported(name).isPresent()) {
            return Token.quoted(name) + " is a function, its arguments in parentheses are missing";
        }
        String suggestion = Suggestion.didYouMean(name, scope.names());
        return "unknown variable " + Token.quoted(name)
                + (suggestion.isEmpty() ? ", a text needs quotes: " + Token.quoted(name) : suggestion);
    }

    /** Operands are evaluated in the order they are written, so that what may fill a capture stands before it. */
    @Override
    public Evaluator visitCapture(Expr.Capture capture) {
        captures.add(capture.number());
        int groups = Math.max(scope.captureGroups(), patternGroups);
        if (groups == Expression.NO_PATTERN) {
            complaints.warning(
                    capture.span(),
                    "'$" + capture.number() + "' is always empty: no 'matches' that could fill it stands before it");
        } else if (capture.number() > groups) {
            complaints.warning(
                    capture.span(),
                    "'$" + capture.number() + "' is always empty: no pattern before it has so many groups");
        }
        return new Evaluator.Group(capture.number());
    }

    @Override
    public Evaluator visitPattern(Expr.Pattern pattern) {
        return new Evaluator.Constant(new Value.Text(pattern.text()));
    }

    @Override
    public Evaluator visitArray(Expr.Array array) {
        List<Evaluator> elements = all(array.elements());
        return folded(new Evaluator.ArrayOf(elements), elements);
    }

    @Override
    public Evaluator visitCall(Expr.Call call) {
        List<Evaluator> arguments = all(call.arguments());
        Optional<Function> function =
                FunctionTable.find(call.function(), scope.dialect().version());
        if (function.isEmpty()) {
            return complaints.error(nameSpan(call), unknownFunction(call.function()));
        }
        Optional<List<Type>> parameters = function.get().parameters(arguments.size());
        if (parameters.isEmpty()) {
            return complaints.error(
                    call.span(),
                    "function '" + call.function() + "' takes " + counted(function.get()) + ", not "
                            + arguments.size());
        }
        boolean fits = true;
        for (int i = 0; i < arguments.size(); i++) {
            fits &= fits(call, i, parameters.get().get(i), arguments.get(i).type());
        }
        if (!fits) {
            return new Evaluator.Unknown();
        }
        Evaluator bound = function.get().binding().bind(new CallSite(call, arguments));
        return function.get().nature() == Function.Nature.PURE ? folded(bound, arguments) : bound;
    }

    private static String counted(Function function) {
        int arguments = function.parameters().size();
        return (function.firstOptional() ? arguments - 1 + " or " : "")
                + (arguments == 1 ? "1 argument" : arguments + " arguments");
    }

    private boolean fits(Expr.Call call, int index, Type parameter, Type argument) {
        if (Function.accepts(parameter, argument)) {
            return true;
        }
        complaints.error(
                call.arguments().get(index).span(),
                argumentOf(call, index) + " must be " + parameter.words() + ", not " + argument.words());
        return false;
    }

    private static String argumentOf(Expr.Call call, int index) {
        return "argument " + (index + 1) + " of '" + call.function() + "'";
    }

    private String unknownFunction(String name) {
        Optional<String> reason = FunctionTable.whyUnsupported(name);
        if (reason.isPresent()) {
            return "function " + Token.quoted(name) + " " + reason.get();
        }
        if (scope.names().contains(name)) {
            return Token.quoted(name) + " is no function, it takes no arguments";
        }
        return "unknown function " + Token.quoted(name) + Suggestion.didYouMean(name, FunctionTable.names());
    }

    private static Span nameSpan(Expr.Call call) {
        return new Span(
                call.span().start(), call.span().start() + call.function().length());
    }

    @Override
    public Evaluator visitIndex(Expr.Index index) {
        Evaluator base = index.base().accept(this);
        List<Evaluator> parts = all(index.positions());
        for (int i = 0; i < parts.size(); i++) {
            checkPosition(index.positions().get(i).span(), parts.get(i));
        }
        List<Evaluator> inputs = new ArrayList<>(parts);
        inputs.add(base);
        return folded(new Evaluator.ElementOf(base, parts), inputs);
    }

    private void checkPosition(Span span, Evaluator position) {
        boolean wrongConstant = position instanceof Evaluator.Constant constant
                && !(constant.value() instanceof Value.Whole whole && whole.value() >= 0);
        boolean wrongType = switch (position.type()) {
            case NUMBER, TEXT, ANY -> false;
            case BOOLEAN, ADDRESS, DURATION, LIST -> true;
        };
        if (wrongConstant || wrongType) {
            complaints.error(span, "an index must be a whole number from 0 on");
        }
    }

    @Override
    public Evaluator visitUnary(Expr.Unary unary) {
        Evaluator operand = unary.operand().accept(this);
        return switch (unary.sign()) {
            case NOT -> folded(new Evaluator.Not(operand), List.of(operand));
            case NEGATIVE -> {
                boolean fits = operands.isNumber(
                        "-", new OperandChecker.Operand(operand, unary.operand().span()));
                yield fits ? folded(new Evaluator.Negative(operand), List.of(operand)) : new Evaluator.Unknown();
            }
        };
    }

    @Override
    public Evaluator visitChain(Expr.Chain chain) {
        return switch (chain.level()) {
            case OR -> logical(true, chain);
            case AND -> logical(false, chain);
            case XOR, EQUALITY, RELATION, SUM, PRODUCT -> fold(chain);
        };
    }

    private Evaluator logical(boolean decisive, Expr.Chain chain) {
        List<Evaluator> all = new ArrayList<>();
        all.add(chain.first().accept(this));
        for (Expr.Step step : chain.steps()) {
            all.add(step.operand().accept(this));
        }
        return folded(new Evaluator.Logical(decisive, List.copyOf(all)), all);
    }

    /** Takes the operands in from the left; the constants a chain begins with become one. */
    private Evaluator fold(Expr.Chain chain) {
        Evaluator first = chain.first().accept(this);
        Evaluator joined = first;
        Span span = chain.first().span();
        List<Evaluator.Fold.Next> rest = new ArrayList<>();
        for (Expr.Step step : chain.steps()) {
            Evaluator operand = step.operand().accept(this);
            Evaluator next = operands.join(
                    step.operator(),
                    new OperandChecker.Operand(joined, span),
                    new OperandChecker.Operand(operand, step.operand().span()));
            span = span.cover(step.operand().span());
            joined = folded(next, List.of(joined, operand));
            if (joined instanceof Evaluator.Constant) {
                first = joined;
            } else if (next instanceof Evaluator.Binary binary) {
                first = rest.isEmpty() ? binary.left() : first;
                rest.add(new Evaluator.Fold.Next(step.operator(), binary.right()));
            }
        }
        return rest.size() > 1 ? new Evaluator.Fold(joined.type(), first, List.copyOf(rest)) : joined;
    }

    private List<Evaluator> all(List<Expr> list) {
        List<Evaluator> checked = new ArrayList<>(list.size());
        for (Expr expr : list) {
            checked.add(expr.accept(this));
        }
        return List.copyOf(checked);
    }

    /** What is made of constants only is computed now. */
    private static Evaluator folded(Evaluator evaluator, List<Evaluator> inputs) {
        boolean constant = !(evaluator instanceof Evaluator.Unknown)
                && inputs.stream().allMatch(Evaluator.Constant.class::isInstance);
        return constant ? new Evaluator.Constant(evaluator.evaluate(NO_VARIABLES)) : evaluator;
    }

    /** The call that a function is asked to bind. */
    private final class CallSite implements Function.Site {

        private final Expr.Call call;
        private final List<Evaluator> arguments;

        CallSite(Expr.Call call, List<Evaluator> arguments) {
            this.call = call;
            this.arguments = arguments;
        }

        @Override
        public Evaluator argument(int index) {
            return arguments.get(index);
        }

        @Override
        public Evaluator lastArgument() {
            return arguments.get(arguments.size() - 1);
        }

        @Override
        public Expr written(int index) {
            return call.arguments().get(index);
        }

        @Override
        public Evaluator refuse(int index, String sentence) {
            return complaints.error(written(index).span(), argumentOf(call, index) + " " + sentence);
        }

        @Override
        public Evaluator error(Span span, String sentence) {
            return complaints.error(span, sentence);
        }

        @Override
        public void warning(Span span, String sentence) {
            complaints.warning(span, sentence);
        }

        @Override
        public void differs(String sentence) {
            if (!scope.dialect().chosen()) {
                complaints.warning(
                        call.span(),
                        "'" + call.function() + "' " + sentence + "; here that of "
                                + scope.dialect().version().word() + " holds, james-ext.dialect says which");
            }
        }

        @Override
        public NamedLists lists() {
            return scope.lists();
        }

        @Override
        public void fillsCaptures(int groups) {
            patternGroups = Math.max(patternGroups, groups);
        }

        @Override
        public void asksList(ListQuery query) {
            lists.add(query);
        }

        @Override
        public Evaluator outside(Evaluator asking) {
            if (scope.whyNoOutside().isPresent()) {
                return complaints.error(
                        call.span(),
                        "'" + call.function() + "' " + scope.whyNoOutside().get());
            }
            asksOutside = true;
            return asking;
        }

        @Override
        public EvalFailure failure(String reason) {
            return new EvalFailure(text, call.span(), reason);
        }
    }
}
