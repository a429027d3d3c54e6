package dev.jamesext.policy;

import dev.jamesext.esmtp.MtPriority;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Type;
import dev.jamesext.expr.Value;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.Optional;

/** Whether what a ruled setting may yield is of its kind, as far as that is known at load. Reports what is not. */
final class OutcomeChecks {

    private static final String DURATION = "a duration";

    private final Problems problems;

    OutcomeChecks(Problems problems) {
        this.problems = problems;
    }

    /** Whether every outcome is of a type or the constant false. */
    boolean eachIs(Ruled rules, Type type, String wanted) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            boolean off = outcome.constant().filter(value -> !value.truth()).isPresent();
            if (!off && outcome.type() != type && outcome.type() != Type.ANY) {
                error(outcome.excerpt(), advice(outcome, type, wanted));
                fits = false;
            }
        }
        return fits;
    }

    /**
     * Whether every outcome is a duration, or off. A text may spell one: what is written out is looked at now, what is computed
     * when it is asked for. A variable of the session spells none.
     */
    boolean eachIsDuration(Ruled rules, Extension extension) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            if (outcome.constant().isPresent()) {
                fits &= isDuration(outcome, wholeOf(outcome), outcome.constant().get(), extension);
            } else if (outcome.type() == Type.DURATION
                    || outcome.type() == Type.ANY
                    || (outcome.type() == Type.TEXT && !isVariable(outcome))) {
                for (Expression.Written written : outcome.writtenOutcomes()) {
                    fits &= isDuration(outcome, written.span(), written.value(), extension);
                }
            } else {
                error(outcome.excerpt(), advice(outcome, Type.DURATION, DURATION));
                fits = false;
            }
        }
        return fits;
    }

    private boolean isDuration(Expression outcome, Span span, Value written, Extension extension) {
        Value value = extension.read(written);
        if (!value.truth() || value.type() == Type.DURATION) {
            return true;
        }
        boolean text = value instanceof Value.Text;
        problems.error(
                outcome.excerpt(),
                span,
                text && Value.ofUntyped(value.asText()).type() != Type.NUMBER
                        ? "a text may spell a duration such as '12h' or '1h30m', this one does not"
                        : value.type() == Type.NUMBER || text
                                ? bareNumber(value.asText())
                                : "expected " + DURATION + " or false, found "
                                        + value.type().words());
        return false;
    }

    private static boolean isVariable(Expression outcome) {
        return outcome.variables().size() == 1
                && outcome.print().equals(outcome.variables().get(0).name());
    }

    /** Whether every constant text is keywords of NO-SOLICITING, or empty. */
    boolean eachIsKeywords(Ruled rules) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            Optional<Value> constant = outcome.constant().filter(Value.Text.class::isInstance);
            if (constant.filter(value -> !Extension.isKeywords(value)).isPresent()) {
                error(
                        outcome.excerpt(),
                        "keywords are letters, digits and .-_: with commas between them, such as "
                                + "\"'net.example:ADV,org.example:ADV'\"; \"\" is the bare keyword");
                fits = false;
            }
        }
        return fits;
    }

    /** Whether every constant names a priority policy, or is off. */
    boolean eachIsPriorityPolicy(Ruled rules) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            String name =
                    outcome.constant().filter(Value::truth).map(Value::asText).orElse("mixer");
            if (!PriorityPolicies.NAMES.contains(name)) {
                error(
                        outcome.excerpt(),
                        "there is no priority policy '" + name + "'"
                                + Suggestion.didYouMean(name, PriorityPolicies.NAMES)
                                + (Suggestion.nearest(name, PriorityPolicies.NAMES)
                                                .isPresent()
                                        ? ""
                                        : "; there are mixer, stanag4406 and nsep"));
                fits = false;
            }
        }
        return fits;
    }

    /** Whether every outcome is a priority; one that is known only at run time is looked at then. */
    boolean eachIsPriority(Ruled rules) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            boolean number = outcome.type() == Type.NUMBER || outcome.type() == Type.ANY;
            if (!number
                    || outcome.constant()
                            .filter(value -> Policy.priority(value).isEmpty())
                            .isPresent()) {
                error(
                        outcome.excerpt(),
                        "a priority is a whole number from " + MtPriority.LOWEST + " to " + MtPriority.HIGHEST
                                + ", this is "
                                + (number
                                        ? Quoted.of(outcome.print())
                                        : outcome.type().words()));
                fits = false;
            }
        }
        return fits;
    }

    /** Whether every outcome is a delay within the bound; one that is known only at run time is looked at then. */
    boolean eachIsGreetDelay(Ruled rules) {
        boolean fits = eachIs(rules, Type.DURATION, "a duration");
        for (Expression outcome : rules.outcomes()) {
            boolean tooLong = outcome.constant()
                    .filter(Value.Period.class::isInstance)
                    .filter(value -> IntakeRules.delay(value).isEmpty())
                    .isPresent();
            if (tooLong) {
                error(
                        outcome.excerpt(),
                        "a client is kept waiting for at most " + IntakeRules.GREET_DELAY_SECONDS_MAX + "s, this is "
                                + Quoted.of(outcome.print()));
                fits = false;
            }
        }
        return fits;
    }

    /** Whether every outcome may say what a bare LF is, and every constant one does. */
    boolean eachIsBareLf(Ruled rules) {
        boolean fits = true;
        for (Expression outcome : rules.outcomes()) {
            boolean text = outcome.type() == Type.TEXT || outcome.type() == Type.ANY;
            String word = outcome.constant().map(Value::asText).orElse(BareLf.WORDS.get(0));
            if (!text || BareLf.of(word).isEmpty()) {
                error(
                        outcome.excerpt(),
                        "a bare LF is treated by 'refuse' or 'normalize', this is "
                                + (text ? Quoted.of(word) : outcome.type().words())
                                + (text ? Suggestion.didYouMean(word, BareLf.WORDS) : ""));
                fits = false;
            }
        }
        return fits;
    }

    private static String advice(Expression outcome, Type type, String wanted) {
        if (type == Type.DURATION && outcome.type() == Type.NUMBER) {
            return bareNumber(outcome.print());
        }
        return "expected " + wanted + " or false, found " + outcome.type().words();
    }

    private static String bareNumber(String number) {
        return "a bare number is not a duration: say which unit, such as \"" + number + "s\"";
    }

    private void error(Excerpt excerpt, String sentence) {
        problems.error(excerpt, new Span(0, excerpt.text().length()), sentence);
    }

    private static Span wholeOf(Expression outcome) {
        return new Span(0, outcome.excerpt().text().length());
    }
}
