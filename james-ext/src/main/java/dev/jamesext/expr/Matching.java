package dev.jamesext.expr;

import com.google.re2j.Matcher;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.pattern.Regex;
import dev.jamesext.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code matches}: whether a pattern matches anywhere in a text, upper and lower case being different. The time
 * a match takes grows with the text's length and never faster.
 */
record Matching(Regex pattern, Evaluator text) implements Evaluator.Call {

    static Evaluator bind(Function.Site site) {
        if (!(site.written(0) instanceof Expr.Pattern written)) {
            return site.refuse(0, "must be one quoted pattern and nothing else, it is compiled when the policy loads");
        }
        int start = written.span().start() + 1;
        try {
            Regex pattern = Regex.compile(written.text());
            site.fillsCaptures(pattern.groupCount());
            warnAboutDoubledBackslash(written, start, site);
            return new Matching(pattern, site.argument(1));
        } catch (PatternFailure failure) {
            Span span = failure.span();
            return site.error(new Span(start + span.start(), start + span.end()), failure.sentence());
        }
    }

    /** No name and no address holds a backslash: who writes two meant one. */
    private static void warnAboutDoubledBackslash(Expr.Pattern written, int start, Function.Site site) {
        String pattern = written.text();
        for (int at = pattern.indexOf('\\'); at >= 0; at = pattern.indexOf('\\', at + 2)) {
            if (pattern.startsWith("\\\\", at)) {
                site.warning(
                        new Span(start + at, start + at + 2),
                        "this matches a backslash; a pattern is taken as written, so that a dot is \\.");
                return;
            }
        }
    }

    @Override
    public Type type() {
        return Type.BOOLEAN;
    }

    @Override
    public Value evaluate(Variables variables) {
        return Value.of(test(variables));
    }

    @Override
    public boolean test(Variables variables) {
        @Nullable Matcher found = pattern.find(text.evaluate(variables).asText());
        if (variables instanceof Captures captures) {
            captures.keep(found);
        }
        return found != null;
    }
}
