package dev.jamesext.policy;

import dev.jamesext.expr.Dialect;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Type;
import dev.jamesext.expr.Value;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.settings.RuledSetting;
import dev.jamesext.settings.Settings;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scripts of a policy. Those that a rule can name, and those that they include, have to be right. The others are scripts of
 * another stage in most cases, pasted with the rest: one warning tells of each.
 */
final class ScriptsOfRules {

    private final Settings settings;
    private final ScriptLanguage language;
    private final ListCatalog lists;
    private final Problems problems;
    private final Set<String> known;
    private final Set<String> named = new HashSet<>();

    /** Whether a rule may mean a script that is not among the {@link #named}. */
    private boolean unsure;

    ScriptsOfRules(Settings settings, ScriptLanguage language, ListCatalog lists, Problems problems) {
        this.settings = settings;
        this.language = language;
        this.lists = lists;
        this.problems = problems;
        this.known = settings.sieve().scripts().keySet();
    }

    /**
     * Checks what the rules name, and compiles.
     *
     * @param rules of {@code session.ehlo.script}; empty when they have errors
     * @param dialect of the expressions in scripts
     */
    Map<String, StageScript> compile(Optional<Ruled> rules, Dialect dialect) {
        rules.ifPresentOrElse(this::name, this::nameByWords);
        // What a rule would name that could not be read is not known.
        unsure |= problems.hasErrors(KeyPath.of("session", "ehlo", "script"));
        Settings.Sieve sieve = settings.sieve();
        ScriptLimits limits = new ScriptLimits(
                sieve.steps(),
                sieve.variableChars(),
                sieve.includesNested(),
                settings.jamesExt().scriptMillis(),
                sieve.capabilityCheck(),
                dialect);
        ScriptLanguage.Compiled compiled = language.compile(sieve.scripts(), named, lists, limits, problems);
        compiled.idle().forEach(this::warn);
        return compiled.scripts();
    }

    /** Every name that a rule gives as a constant must exist; one that is computed may be any. */
    private void name(Ruled rules) {
        for (Expression outcome : rules.outcomes()) {
            Optional<Value> constant = outcome.constant();
            if (constant.isEmpty()) {
                named.addAll(known);
                checkComputedName(outcome);
                outcome.writtenOutcomes().forEach(written -> checkWrittenName(outcome, written));
            } else if (constant.get() instanceof Value.Text name) {
                named.add(name.value());
                if (isMissing(name)) {
                    error(outcome.excerpt(), noScript(name));
                }
            } else if (constant.get().truth()) {
                error(outcome.excerpt(), "a script name is a text such as \"'ehlo'\", or false for no script");
            }
        }
    }

    /** Of rules that have errors: the scripts whose names stand somewhere in what they yield. */
    private void nameByWords() {
        RuledSetting rules = settings.ehlo().script();
        Stream.concat(rules.rules().stream().map(RuledSetting.Rule::then), Stream.of(rules.otherwise()))
                .forEach(outcome ->
                        known.stream().filter(outcome.text()::contains).forEach(named::add));
    }

    private boolean isMissing(Value.Text name) {
        boolean missing = !name.value().isEmpty() && !known.contains(name.value());
        if (missing) {
            unsure = true;
            // The one that is meant is looked at too.
            Suggestion.nearest(name.value(), known).ifPresent(named::add);
        }
        return missing;
    }

    private String noScript(Value.Text name) {
        return "there is no script named '" + name.value() + "'" + Suggestion.didYouMean(name.value(), known);
    }

    private void checkWrittenName(Expression outcome, Expression.Written written) {
        if (written.value() instanceof Value.Text name && isMissing(name)) {
            problems.error(outcome.excerpt(), written.span(), noScript(name));
        }
    }

    private void checkComputedName(Expression outcome) {
        if (outcome.type() != Type.TEXT && outcome.type() != Type.ANY) {
            error(
                    outcome.excerpt(),
                    "a script name is a text, this is " + outcome.type().words());
        }
    }

    private void warn(String name, Problems own) {
        Excerpt text = Optional.ofNullable(settings.sieve().scripts().get(name)).orElseThrow();
        List<Problem> wrong = new ArrayList<>(
                problems.withdraw(KeyPath.of("sieve", "trusted", "scripts").key(name)));
        wrong.addAll(own.sorted());
        wrong.removeIf(problem -> problem.severity() != Problem.Severity.ERROR);
        // The script that was meant is not also told of as one that nothing runs.
        if (!unsure) {
            problems.warning(
                    text.source(),
                    text.span(),
                    text.key(),
                    "no stage runs script '" + name
                            + "': session.ehlo.script does not name it, and no script that runs includes it"
                            + nor(wrong));
        }
    }

    private static String nor(List<Problem> wrong) {
        if (wrong.isEmpty()) {
            return "";
        }
        Problem first = wrong.get(0);
        return "; it could not run here: " + first.sentence() + " ("
                + first.source().name() + ":" + first.line() + ")"
                + (wrong.size() == 1 ? "" : ", and " + (wrong.size() - 1) + " more");
    }

    private void error(Excerpt excerpt, String sentence) {
        problems.error(excerpt, new Span(0, excerpt.text().length()), sentence);
    }
}
