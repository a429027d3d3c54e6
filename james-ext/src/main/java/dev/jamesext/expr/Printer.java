package dev.jamesext.expr;

import java.math.BigDecimal;
import java.util.List;

/**
 * Prints a tree in canonical spelling: single quotes, one blank around binary operators, {@code && || = <= >=}, and
 * parentheses only where the tree needs them. Reading it back gives the same tree, spans aside.
 */
final class Printer implements Expr.Visitor<StringBuilder> {

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    static String print(Expr expr) {
        return expr.accept(new Printer()).toString();
    }

    static String print(Value value) {
        return new Printer().value(value).toString();
    }

    @Override
    public StringBuilder visitLiteral(Expr.Literal literal) {
        return value(literal.value());
    }

    private StringBuilder value(Value value) {
        if (value instanceof Value.Text text) {
            return quoted(text.value());
        }
        if (value instanceof Value.Address address) {
            return quoted(address.text());
        }
        if (value instanceof Value.Items items) {
            out.append('[');
            for (int i = 0; i < items.values().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                value(items.values().get(i));
            }
            return out.append(']');
        }
        if (value instanceof Value.Flag flag) {
            return out.append(flag.value());
        }
        if (value instanceof Value.Period period) {
            return out.append(PeriodText.canonical(period.value()));
        }
        if (value instanceof Value.Decimal decimal) {
            return decimal(decimal.value());
        }
        return out.append(value.asText());
    }

    /** Plain digits: the language has no exponents. The dot keeps a decimal a decimal. */
    private StringBuilder decimal(double value) {
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return out.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
    }

    private StringBuilder quoted(String text) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('\'');
    }

    @Override
    public StringBuilder visitName(Expr.Name name) {
        return out.append(name.name());
    }

    @Override
    public StringBuilder visitCapture(Expr.Capture capture) {
        return out.append('$').append(capture.number());
    }

    /** As written. Between double quotes a pattern may hold a bare single quote; between single ones it cannot. */
    @Override
    public StringBuilder visitPattern(Expr.Pattern pattern) {
        char quote = holdsBareQuote(pattern.text()) ? '"' : '\'';
        return out.append(quote).append(pattern.text()).append(quote);
    }

    private static boolean holdsBareQuote(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '\'') {
                return true;
            }
        }
        return false;
    }

    @Override
    public StringBuilder visitArray(Expr.Array array) {
        out.append('[');
        separated(array.elements());
        return out.append(']');
    }

    @Override
    public StringBuilder visitCall(Expr.Call call) {
        out.append(call.function()).append('(');
        separated(call.arguments());
        return out.append(')');
    }

    private void separated(List<Expr> list) {
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            list.get(i).accept(this);
        }
    }

    @Override
    public StringBuilder visitIndex(Expr.Index index) {
        Expr base = index.base();
        boolean bare = base instanceof Expr.Name
                || base instanceof Expr.Capture
                || base instanceof Expr.Call
                || base instanceof Expr.Array;
        parenthesised(base, !bare);
        for (Expr position : index.positions()) {
            out.append('[');
            position.accept(this);
            out.append(']');
        }
        return out;
    }

    @Override
    public StringBuilder visitUnary(Expr.Unary unary) {
        out.append(unary.sign().symbol());
        parenthesised(unary.operand(), unary.operand() instanceof Expr.Chain);
        return out;
    }

    @Override
    public StringBuilder visitChain(Expr.Chain chain) {
        operand(chain, chain.first());
        for (Expr.Step step : chain.steps()) {
            out.append(' ').append(step.operator().symbol()).append(' ');
            operand(chain, step.operand());
        }
        return out;
    }

    private void operand(Expr.Chain outer, Expr operand) {
        boolean looser = operand instanceof Expr.Chain inner && inner.level().compareTo(outer.level()) <= 0;
        parenthesised(operand, looser);
    }

    private void parenthesised(Expr expr, boolean needed) {
        out.append(needed ? "(" : "");
        expr.accept(this);
        out.append(needed ? ")" : "");
    }
}
