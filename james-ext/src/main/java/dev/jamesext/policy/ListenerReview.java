package dev.jamesext.policy;

import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Value;
import dev.jamesext.settings.Defaults;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for rules about a listener that nobody has named so, and warns: such a rule never holds. */
public final class ListenerReview {

    private ListenerReview() {}

    /**
     * Reviews a policy.
     *
     * @param given the names that listeners have in James's configuration
     * @param unnamed whether some listener has none there, so that the policy or its port names it
     * @param problems receives a warning at each name that no listener has
     */
    public static void review(Policy policy, Set<String> given, boolean unnamed, Problems problems) {
        Set<String> names = new TreeSet<>(given);
        if (unnamed) {
            names.addAll(policy.listenerNames().all());
        }
        policy.rules()
                .flatMap(Ruled::expressions)
                .distinct()
                .filter(expression -> !expression.excerpt().source().name().equals(Defaults.NAME))
                .forEach(expression -> review(expression, names, problems));
    }

    private static void review(Expression expression, Set<String> names, Problems problems) {
        Excerpt excerpt = expression.excerpt();
        for (Expression.Written written : expression.comparands(SessionVariable.LISTENER.variable())) {
            String name = ((Value.Text) written.value()).value();
            if (!name.isEmpty() && !names.contains(name)) {
                String meant = Suggestion.didYouMean(name, names);
                problems.warning(
                        excerpt,
                        written.span(),
                        "no listener is named " + Quoted.of(name)
                                + (meant.isEmpty() ? "; there are " + listed(names) : meant));
            }
        }
    }

    private static String listed(Set<String> names) {
        return names.stream().map(Quoted::of).collect(Collectors.joining(", "));
    }
}
