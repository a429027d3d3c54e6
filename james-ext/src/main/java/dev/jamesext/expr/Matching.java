package dev.jamesext.expr;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.jamesext.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code matches}: whether a pattern matches anywhere in a text, upper and lower case being different. The time
 * a match takes grows with the text's length and never faster.
 *
 * @param required of which every match holds one, to answer no without asking the engine; empty when none are known
 */
record Matching(Pattern pattern, List<String> required, Evaluator text) implements Evaluator.Call {

    static Evaluator bind(Function.Site site) {
        if (!(site.written(0) instanceof Expr.Pattern written)) {
            return site.refuse(0, "must be one quoted pattern and nothing else, it is compiled when the policy loads");
        }
        int start = written.span().start() + 1;
        try {
            Pattern pattern = PatternText.compile(written.text());
            site.fillsCaptures(pattern.groupCount());
            warnAboutDoubledBackslash(written, start, site);
            return new Matching(pattern, RequiredTexts.of(written.text()), site.argument(1));
        } catch (SyntaxFailure failure) {
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
        String value = text.evaluate(variables).asText();
        @Nullable Matcher found = RequiredTexts.allow(required, value) ? found(pattern.matcher(value)) : null;
        if (variables instanceof Captures captures) {
            captures.keep(found);
        }
        return found != null;
    }

    private static @Nullable Matcher found(Matcher matcher) {
        return matcher.find() ? matcher : null;
    }
}
