package dev.jamesext.policy;

import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Scope;
import dev.jamesext.expr.Type;
import dev.jamesext.expr.Value;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.lookup.ListRoom;
import dev.jamesext.settings.ExtensionKey;
import dev.jamesext.settings.ExtensionSetting;
import dev.jamesext.settings.RuledSetting;
import dev.jamesext.settings.Settings;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link Settings} to {@link Policy}: compiles every rule and script and gathers every problem. */
public final class PolicyCompiler {

    private static final Map<String, String> NOT_YET_AT_EHLO = Map.of(
            "sender", "has no value before MAIL",
            "sender_domain", "has no value before MAIL",
            "rcpt", "has no value before RCPT",
            "rcpt_domain", "has no value before RCPT",
            "recipients", "has no value before RCPT",
            "priority", "has no value before MAIL",
            "asn", "is not supported",
            "country", "is not supported");

    /** Variables of the dialect that no rule here can read, each with the end of a sentence. */
    static final Map<String, String> NOT_YET_AT_MAIL = Map.of(
            "rcpt", "has no value before RCPT",
            "rcpt_domain", "has no value before RCPT",
            "recipients", "has no value before RCPT",
            "priority", "is not supported",
            "asn", "is not supported",
            "country", "is not supported");

    private final Settings settings;
    private final ScriptLanguage language;
    private final Problems problems;
    private final RuledCompiler ruled;
    private final OutcomeChecks outcomes;
    private final ListCatalog lists;
    private final Scope ehloScope;

    private PolicyCompiler(Settings settings, ScriptLanguage language, Problems problems) {
        this.settings = settings;
        this.language = language;
        this.problems = problems;
        this.outcomes = new OutcomeChecks(problems);
        ListRoom room = ListRoom.inHeap();
        this.lists = ListCatalog.of(
                settings.lists().stream()
                        .map(list -> ListCompiler.compile(list, room, problems))
                        .toList(),
                settings.lists().stream().flatMap(list -> list.macro().stream()).findFirst());
        this.ruled = new RuledCompiler(lists.macro(), problems);
        this.ehloScope = Scope.of(SessionVariable.at(Stage.EHLO), Map.of(), NOT_YET_AT_EHLO)
                .withLists(new RuleLists(lists));
    }

    /**
     * Compiles a policy.
     *
     * @param problems receives what is wrong; may already hold the reader's problems
     * @return the policy, or empty when {@code problems} holds an error, whoever reported it
     */
    public static Optional<Policy> compile(Settings settings, ScriptLanguage language, Problems problems) {
        return new PolicyCompiler(settings, language, problems).compile();
    }

    private Optional<Policy> compile() {
        Optional<Ruled> require = flag(settings.ehlo().require(), ehloScope);
        Optional<Ruled> rejectNonFqdn = flag(settings.ehlo().rejectNonFqdn(), ehloScope);
        Optional<Ruled> script = ruled.compile(emptyAsText(settings.ehlo().script()), ehloScope, this::aboutScriptName);
        Map<String, StageScript> scripts = scripts();
        script.ifPresent(named -> checkScriptNames(named, scripts));
        Extensions extensions = extensions();
        Optional<Ruled> ceiling = priorityCeiling();
        if (problems.hasErrors()
                || require.isEmpty()
                || rejectNonFqdn.isEmpty()
                || script.isEmpty()
                || ceiling.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                settings, require.get(), rejectNonFqdn.get(), script.get(), scripts, extensions, ceiling.get()));
    }

    private Map<String, StageScript> scripts() {
        ScriptLimits limits = new ScriptLimits(
                settings.sieve().steps(),
                settings.sieve().variableChars(),
                settings.sieve().includesNested(),
                settings.jamesExt().scriptMillis(),
                settings.sieve().capabilityCheck());
        return language.compile(settings.sieve().scripts(), lists, limits, problems);
    }

    private Optional<String> aboutScriptName(String outcome) {
        Set<String> variables = new HashSet<>(NOT_YET_AT_EHLO.keySet());
        SessionVariable.at(Stage.EHLO).forEach(variable -> variables.add(variable.name()));
        return OutcomeAdvice.aboutScript(outcome, settings.sieve().scripts().keySet(), variables);
    }

    /** Every name the setting can give as a constant must exist; a script no stage can name is worth a warning. */
    private void checkScriptNames(Ruled script, Map<String, StageScript> compiled) {
        Set<String> known = settings.sieve().scripts().keySet();
        Set<String> named = new HashSet<>();
        compiled.values().forEach(including -> named.addAll(including.includes()));
        boolean anyName = false;
        for (Expression outcome : script.outcomes()) {
            Optional<Value> constant = outcome.constant();
            if (constant.isEmpty()) {
                anyName = true;
                checkComputedName(outcome);
                outcome.writtenOutcomes().forEach(written -> checkWrittenName(outcome, written, known));
            } else if (constant.get() instanceof Value.Text name) {
                if (isMissing(name, known)) {
                    // Said once: the script that was meant is not also reported as one that nothing runs.
                    anyName = true;
                    error(outcome.excerpt(), noScript(name, known));
                }
                named.add(name.value());
            } else if (constant.get().truth()) {
                error(outcome.excerpt(), "a script name is a text such as \"'ehlo'\", or false for no script");
            }
        }
        if (!anyName) {
            settings.sieve().scripts().forEach((name, text) -> {
                if (!named.contains(name)) {
                    problems.warning(
                            text.source(),
                            text.span(),
                            text.key(),
                            "no stage runs script '" + name
                                    + "': session.ehlo.script does not name it, and no script includes it");
                }
            });
        }
    }

    private static boolean isMissing(Value.Text name, Set<String> known) {
        return !name.value().isEmpty() && !known.contains(name.value());
    }

    private static String noScript(Value.Text name, Set<String> known) {
        return "there is no script named '" + name.value() + "'" + Suggestion.didYouMean(name.value(), known);
    }

    private void checkWrittenName(Expression outcome, Expression.Written written, Set<String> known) {
        if (written.value() instanceof Value.Text name && isMissing(name, known)) {
            problems.error(outcome.excerpt(), written.span(), noScript(name, known));
        }
    }

    private void checkComputedName(Expression outcome) {
        if (outcome.type() != Type.TEXT && outcome.type() != Type.ANY) {
            error(
                    outcome.excerpt(),
                    "a script name is a text, this is " + outcome.type().words());
        }
    }

    private Extensions extensions() {
        Map<Extension, Ruled> used = new EnumMap<>(Extension.class);
        Map<Extension, Ruled> offered = new EnumMap<>(Extension.class);
        for (Extension extension : Extension.values()) {
            ExtensionSetting setting = settings.extensions().get(extension.setting());
            if (setting == null) {
                throw new IllegalArgumentException("settings without " + extension.setting());
            }
            Optional<Ruled> use = extension(extension.setting(), setting.use());
            Optional<Ruled> offer = setting.offer()
                    .map(rules -> extension(extension.setting(), rules))
                    .orElse(use);
            use.ifPresent(rules -> used.put(extension, rules));
            offer.ifPresent(rules -> offered.put(extension, rules));
        }
        return new Extensions(used, offered);
    }

    private Optional<Ruled> extension(ExtensionKey key, RuledSetting setting) {
        Scope scope = atMail(key.kind() == ExtensionKey.Kind.PRIORITY_POLICY ? PriorityPolicies.CONSTANTS : Map.of());
        return switch (key.kind()) {
            case SWITCH ->
                flag(
                        setting,
                        key == ExtensionKey.CHUNKING
                                ? scope.withoutOutside("cannot be used here: the octets of a chunk do not wait")
                                : scope);
            case KEYWORDS ->
                plain(
                                emptyAsText(setting),
                                scope.withoutOutside("cannot be used here: it is asked when a message has come"))
                        .filter(rules -> outcomes.eachIs(rules, Type.TEXT, "keywords"))
                        .filter(outcomes::eachIsKeywords);
            case DURATION -> plain(setting, scope).filter(rules -> outcomes.eachIs(rules, Type.DURATION, "a duration"));
            case PRIORITY_POLICY ->
                plain(setting, scope)
                        .filter(rules -> outcomes.eachIs(rules, Type.TEXT, "mixer, stanag4406 or nsep"))
                        .filter(outcomes::eachIsPriorityPolicy);
        };
    }

    private Scope atMail(Map<String, String> constants) {
        return Scope.of(SessionVariable.at(Stage.MAIL), constants, NOT_YET_AT_MAIL)
                .withLists(new RuleLists(lists));
    }

    private Optional<Ruled> priorityCeiling() {
        return plain(settings.jamesExt().priorityCeiling(), atMail(Map.of())).filter(outcomes::eachIsPriority);
    }

    private Optional<Ruled> plain(RuledSetting setting, Scope scope) {
        return ruled.compile(setting, scope, RuledCompiler.Advice.NONE);
    }

    /** A setting that is on or off: the truth rule applies, but a constant text or number there is a likely mistake. */
    private Optional<Ruled> flag(RuledSetting setting, Scope scope) {
        Optional<Ruled> rules = ruled.compile(setting, scope, OutcomeAdvice::aboutFlag);
        rules.ifPresent(compiled -> {
            for (Expression outcome : compiled.outcomes()) {
                outcome.constant()
                        .filter(value -> !(value instanceof Value.Flag))
                        .ifPresent(value -> warning(
                                outcome.excerpt(),
                                "this is always " + value.truth() + ": write " + value.truth()
                                        + ", without quotes inside quotes"));
            }
        });
        return rules;
    }

    /**
     * Where a setting yields a text, {@code ""} is written for the empty text: no script, the bare keyword
     * (decisions 9 and 40). Elsewhere an expression without content is an error.
     */
    private static RuledSetting emptyAsText(RuledSetting setting) {
        return new RuledSetting(
                setting.rules().stream()
                        .map(rule -> new RuledSetting.Rule(rule.condition(), emptyAsText(rule.then())))
                        .toList(),
                emptyAsText(setting.otherwise()));
    }

    private static Excerpt emptyAsText(Excerpt excerpt) {
        return excerpt.text().isBlank()
                ? Excerpt.standIn(excerpt.source(), excerpt.key(), "''", excerpt.span())
                : excerpt;
    }

    private void error(Excerpt excerpt, String sentence) {
        problems.error(excerpt, wholeOf(excerpt), sentence);
    }

    private void warning(Excerpt excerpt, String sentence) {
        problems.warning(excerpt, wholeOf(excerpt), sentence);
    }

    private static Span wholeOf(Excerpt excerpt) {
        return new Span(0, excerpt.text().length());
    }
}
