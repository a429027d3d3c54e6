package dev.jamesext.policy;

import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Scope;
import dev.jamesext.expr.Value;
import dev.jamesext.settings.RuledSetting;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link RuledSetting} to {@link Ruled}: compiles every expression, and warns about rules that can never decide. */
final class RuledCompiler {

    private final Optional<String> listMacro;
    private final Problems problems;

    /** @param listMacro what is shown in place of a value from a list; empty where the value itself is */
    RuledCompiler(Optional<String> listMacro, Problems problems) {
        this.listMacro = listMacro;
        this.problems = problems;
    }

    /** What to say about an outcome that is no expression, in place of the language's own complaint. */
    interface Advice {

        /** The language says it best. */
        Advice NONE = outcome -> Optional.empty();

        /** A sentence about the text of an outcome, without blanks around it. */
        Optional<String> about(String outcome);
    }

    /** The compiled setting; empty when an error was reported. */
    Optional<Ruled> compile(RuledSetting setting, Scope scope, Advice advice) {
        List<Ruled.Rule> rules = new ArrayList<>();
        Scope current = scope;
        boolean complete = true;
        for (RuledSetting.Rule rule : setting.rules()) {
            Optional<Expression> condition = Expression.compile(rule.condition(), current, problems);
            if (condition.isPresent()) {
                current = current.after(condition.get());
            }
            Optional<Expression> then = outcome(rule.then(), current, advice);
            if (condition.isPresent() && then.isPresent()) {
                rules.add(new Ruled.Rule(condition.get(), then.get()));
            } else {
                complete = false;
            }
        }
        Optional<Expression> otherwise = outcome(setting.otherwise(), current, advice);
        warnAboutConstants(rules);
        warnAboutRepetitions(rules);
        return complete ? otherwise.map(last -> new Ruled(rules, last, listMacro)) : Optional.empty();
    }

    private Optional<Expression> outcome(Excerpt text, Scope scope, Advice advice) {
        Problems found = new Problems();
        Optional<Expression> expression = Expression.compile(text, scope, found);
        Optional<String> better = expression.isPresent()
                ? Optional.empty()
                : advice.about(text.text().strip());
        if (better.isPresent()) {
            problems.error(text, wholeOf(text), better.get());
        } else {
            found.sorted().forEach(problems::add);
        }
        return expression;
    }

    private void warnAboutConstants(List<Ruled.Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            Expression condition = rules.get(i).condition();
            Optional<Value> constant = condition.constant();
            if (constant.isPresent()) {
                boolean last = i == rules.size() - 1;
                String consequence = constant.get().truth()
                        ? last ? "true: 'else' is never used" : "true: no rule after it is ever asked"
                        : "false: its 'then' is never used";
                warning(condition.excerpt(), "this condition is always " + consequence);
            }
        }
    }

    /** A condition that reads captures may say one thing in one rule and another in the next. */
    private void warnAboutRepetitions(List<Ruled.Rule> rules) {
        Map<String, Excerpt> asked = new HashMap<>();
        for (Ruled.Rule rule : rules) {
            Expression condition = rule.condition();
            if (condition.constant().isPresent() || !condition.captures().isEmpty()) {
                continue;
            }
            Excerpt earlier = asked.putIfAbsent(condition.print(), condition.excerpt());
            if (earlier != null) {
                int at = earlier.span().start();
                warning(
                        condition.excerpt(),
                        "this condition stands at " + earlier.source().line(at) + ":"
                                + earlier.source().column(at) + " already: its 'then' is never used");
            }
        }
    }

    private void warning(Excerpt excerpt, String sentence) {
        problems.warning(excerpt, wholeOf(excerpt), sentence);
    }

    private static Span wholeOf(Excerpt excerpt) {
        return new Span(0, excerpt.text().length());
    }
}
