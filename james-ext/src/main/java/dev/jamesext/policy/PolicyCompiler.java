package dev.jamesext.policy;

import dev.jamesext.expr.Dialect;
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

    private static final Map<String, String> NOT_YET_AT_CONNECT = Map.of(
            "helo_domain", "has no value before EHLO",
            "authenticated_as", "has no value before AUTH",
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
    private final Dialect dialect;
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
        this.dialect = dialect(settings.jamesExt().dialect());
        this.ehloScope = scope(Stage.EHLO, Map.of(), NOT_YET_AT_EHLO);
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
        Map<String, StageScript> scripts =
                new ScriptsOfRules(settings, language, lists, problems).compile(script, dialect);
        Extensions extensions = extensions();
        Optional<Ruled> anyName = flag(
                settings.jamesExt().acceptAnyName(),
                ehloScope.withoutOutside("cannot be used here: nobody is asked about what may not be a name"));
        Optional<Ruled> ceiling = priorityCeiling();
        Optional<IntakeRules> intake = intake();
        if (problems.hasErrors()
                || require.isEmpty()
                || rejectNonFqdn.isEmpty()
                || script.isEmpty()
                || anyName.isEmpty()
                || ceiling.isEmpty()
                || intake.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                settings,
                new GreetingRules(require.get(), anyName.get(), rejectNonFqdn.get(), script.get()),
                scripts,
                extensions,
                ceiling.get(),
                intake.get()));
    }

    private Optional<String> aboutScriptName(String outcome) {
        Set<String> variables = new HashSet<>(NOT_YET_AT_EHLO.keySet());
        SessionVariable.at(Stage.EHLO).forEach(variable -> variables.add(variable.name()));
        return OutcomeAdvice.aboutScript(outcome, settings.sieve().scripts().keySet(), variables);
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
            // Compiled all the same: what is wrong with it is wrong.
            if (!settings.jamesExt().leftToJames().contains(extension.setting())) {
                use.ifPresent(rules -> used.put(extension, rules));
                offer.ifPresent(rules -> offered.put(extension, rules));
            }
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
            case DURATION -> plain(setting, scope).filter(rules -> outcomes.eachIsDuration(rules, Extension.of(key)));
            case PRIORITY_POLICY ->
                plain(setting, scope)
                        .filter(rules -> outcomes.eachIs(rules, Type.TEXT, "mixer, stanag4406 or nsep"))
                        .filter(outcomes::eachIsPriorityPolicy);
        };
    }

    private Scope atMail(Map<String, String> constants) {
        return scope(Stage.MAIL, constants, NOT_YET_AT_MAIL);
    }

    private Scope scope(Stage stage, Map<String, String> constants, Map<String, String> notYet) {
        return Scope.of(SessionVariable.at(stage), constants, notYet)
                .withLists(new RuleLists(lists))
                .withDialect(dialect);
    }

    private static Dialect dialect(Settings.Dialect setting) {
        return new Dialect(Dialect.Version.of(setting.version()).orElseThrow(), setting.chosen());
    }

    private Optional<Ruled> priorityCeiling() {
        return plain(settings.jamesExt().priorityCeiling(), atMail(Map.of())).filter(outcomes::eachIsPriority);
    }

    private Optional<IntakeRules> intake() {
        Optional<Ruled> delay = plain(
                        settings.jamesExt().intake().greetDelay(),
                        Scope.of(SessionVariable.atConnect(), Map.of(), NOT_YET_AT_CONNECT)
                                .withLists(new RuleLists(lists))
                                .withoutOutside("cannot be used here: the client waits for its greeting"))
                .filter(outcomes::eachIsGreetDelay);
        Optional<Ruled> bareLf = plain(
                        settings.jamesExt().intake().bareLf(),
                        atMail(BareLf.CONSTANTS)
                                .withoutOutside("cannot be used here: it is asked when a message begins"))
                .filter(outcomes::eachIsBareLf);
        return delay.flatMap(first -> bareLf.map(second -> new IntakeRules(first, second)));
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

    private void warning(Excerpt excerpt, String sentence) {
        problems.warning(excerpt, wholeOf(excerpt), sentence);
    }

    private static Span wholeOf(Excerpt excerpt) {
        return new Span(0, excerpt.text().length());
    }
}
