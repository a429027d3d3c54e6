package dev.jamesext.policy;

import dev.jamesext.source.Suggestion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people write when they mean something else: a bare word where a script's name or true and false belong. */
final class OutcomeAdvice {

    private static final Map<String, Boolean> FLAG_WORDS = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("on", true),
            Map.entry("yes", true),
            Map.entry("enable", true),
            Map.entry("enabled", true),
            Map.entry("false", false),
            Map.entry("off", false),
            Map.entry("no", false),
            Map.entry("disable", false),
            Map.entry("disabled", false));

    private OutcomeAdvice() {}

    /** For a setting that is on or off. */
    static Optional<String> aboutFlag(String outcome) {
        return Optional.ofNullable(FLAG_WORDS.get(outcome.toLowerCase(Locale.ROOT)))
                .map(meant -> "write " + meant + ", not '" + outcome + "'");
    }

    /**
     * For a setting that names a script: a text inside the text, since the outer one is an expression.
     *
     * @param scripts those that exist
     * @param variables every name of the rule language that might have been meant
     */
    static Optional<String> aboutScript(String outcome, Set<String> scripts, Set<String> variables) {
        boolean variable = variables.contains(outcome)
                || Suggestion.nearest(outcome, variables).isPresent();
        return scripts.contains(outcome) || (isWord(outcome) && !variable)
                ? Optional.of("a script name needs inner quotes: \"'" + outcome + "'\"")
                : Optional.empty();
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/');
    }
}
