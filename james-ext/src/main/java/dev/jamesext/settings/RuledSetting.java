package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import java.util.List;

/**
 * A setting whose value may depend on the session: rules in order, the first true one wins, else the last word. A plain
 * value is a setting without rules. Conditions and results are still text, with their place.
 *
 * @param otherwise the plain value, or that of the {@code else} entry
 */
public record RuledSetting(List<Rule> rules, Excerpt otherwise) {

    public RuledSetting {
        rules = List.copyOf(rules);
    }

    /** One {@code { if = ..., then = ... }}. */
    public record Rule(Excerpt condition, Excerpt then) {}
}
