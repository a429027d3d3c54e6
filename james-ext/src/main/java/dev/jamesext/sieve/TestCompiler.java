package dev.jamesext.sieve;

import dev.jamesext.lookup.LookupList;
import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.pattern.Regex;
import dev.jamesext.sieve.CallChecker.Fitting;
import dev.jamesext.sieve.CallChecker.TagUse;
import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks and compiles tests. What is wrong is reported and stands as {@code false}: the script will not run. */
final class TestCompiler {

    private static final Test WRONG = new Test.Constant(false);

    private final Compilation compilation;
    private final ScriptScope scope;

    TestCompiler(Compilation compilation, ScriptScope scope) {
        this.compilation = compilation;
        this.scope = scope;
    }

    Test compile(Call call) {
        List<Test> inner = inner(call);
        Optional<Form> form = SieveLanguage.test(call.name());
        if (form.isEmpty()) {
            compilation.error(call.nameSpan(), unknown(call.name()));
            return WRONG;
        }
        return CallChecker.check(call, form.get(), compilation)
                .map(fitting -> compile(call, fitting, inner))
                .orElse(WRONG);
    }

    /** The tests it holds; those behind a capability that is not there are what nobody here knows. */
    private List<Test> inner(Call call) {
        boolean all = call.name().equals("allof");
        List<Test> inner = new ArrayList<>();
        for (Call test : call.tests()) {
            inner.add(compile(test));
            Optional<Boolean> known = Capabilities.decide(test);
            if ((all || call.name().equals("anyof")) && known.isPresent() && known.get() != all) {
                break;
            }
        }
        return inner;
    }

    private Test compile(Call call, Fitting fitting, List<Test> inner) {
        return switch (call.name()) {
            case "true" -> new Test.Constant(true);
            case "false" -> new Test.Constant(false);
            case "not" -> new Test.Not(inner.get(0));
            case "allof" -> new Test.Several(true, inner);
            case "anyof" -> new Test.Several(false, inner);
            case "string" ->
                new Test.OfStrings(
                        templates(fitting.positional().get(0)),
                        match(fitting, fitting.positional().get(1)),
                        compilation.excerpt(call.span()));
            case "environment" -> environment(call, fitting);
            case "currentdate" -> currentDate(call, fitting);
            case "valid_ext_list" ->
                new Test.OfListNames(templates(fitting.positional().get(0)), compilation.excerpt(call.span()));
            case "eval" ->
                scope.compile(fitting.positional().get(0).get(0))
                        .<Test>map(expression -> new Test.OfExpression(expression, compilation.excerpt(call.span())))
                        .orElse(WRONG);
            case "ihave" -> {
                boolean all = Capabilities.decide(call).orElse(false);
                if (all) {
                    Capabilities.names(call).forEach(compilation::require);
                }
                yield new Test.Constant(all);
            }
            default -> throw new IllegalStateException("the test '" + call.name() + "' has a form and no compiler");
        };
    }

    private Test environment(Call call, Fitting fitting) {
        Excerpt literal = fitting.positional().get(0).get(0);
        StringTemplate name = StringTemplate.compile(literal, compilation);
        Match match = match(fitting, fitting.positional().get(1));
        Optional<EnvironmentTable.Item> item = name.constant().flatMap(EnvironmentTable::find);
        if (name.constant().isPresent()
                && item.isEmpty()
                && !EnvironmentTable.isUnanswered(name.constant().get())) {
            String asked = name.constant().get();
            compilation.error(
                    literal,
                    whole(literal),
                    "unknown environment item '" + Compilation.shown(asked) + "'"
                            + Suggestion.didYouMean(asked, EnvironmentTable.names()));
        }
        return new Test.OfEnvironment(name, item, match, compilation.excerpt(call.span()));
    }

    private Test currentDate(Call call, Fitting fitting) {
        Excerpt literal = fitting.positional().get(0).get(0);
        Match match = match(fitting, fitting.positional().get(1));
        Optional<DatePart> part = DatePart.named(literal.text());
        if (part.isEmpty()) {
            compilation.error(
                    literal,
                    whole(literal),
                    "unknown part of a date '" + Compilation.shown(literal.text()) + "'"
                            + Suggestion.didYouMean(literal.text(), DatePart.words()));
        }
        ZoneId zone = fitting.tag("zone").flatMap(TagUse::value).map(this::zone).orElse(ZoneId.systemDefault());
        return part.<Test>map(known -> new Test.OfCurrentDate(zone, known, match, compilation.excerpt(call.span())))
                .orElse(WRONG);
    }

    /** A distance from UTC such as {@code +0100}. */
    private ZoneId zone(Excerpt literal) {
        try {
            boolean wellFormed = literal.text().length() == "+0100".length();
            return wellFormed ? ZoneOffset.of(literal.text()) : noZone(literal);
        } catch (DateTimeException beyond) {
            return noZone(literal);
        }
    }

    private ZoneId noZone(Excerpt literal) {
        compilation.error(
                literal,
                whole(literal),
                "'" + Compilation.shown(literal.text()) + "' is no zone; write a distance from UTC such as \"+0100\"");
        return ZoneOffset.UTC;
    }

    private Match match(Fitting fitting, List<Excerpt> keys) {
        Collation collation = fitting.tag("comparator").map(this::collation).orElse(Collation.ASCII_CASEMAP);
        List<StringTemplate> templates = templates(keys);
        String type = fitting.tag("match type").map(tag -> tag.form().name()).orElse(":is");
        checkParts(fitting, type, collation);
        return switch (type) {
            case ":regex" -> new Match.Regular(templates, regexes(keys, templates, collation), collation);
            case ":value" -> new Match.Ordered(templates, relation(fitting), collation);
            case ":count" -> new Match.Counted(templates, relation(fitting));
            case ":is" -> new Match.Text(templates, collation, false);
            case ":contains" -> new Match.Text(templates, collation, true);
            case ":matches" ->
                new Match.Pattern(
                        templates,
                        templates.stream()
                                .map(template -> template.constant().map(Glob::compile))
                                .toList(),
                        collation);
            case ":list" -> new Match.Listed(templates, lists(keys, templates), collation);
            default -> throw new IllegalStateException("the match type '" + type + "' has a form and no compiler");
        };
    }

    private void checkParts(Fitting fitting, String type, Collation collation) {
        boolean parts = Set.of(":contains", ":matches", ":regex").contains(type);
        if (parts && !collation.comparesParts()) {
            Excerpt literal = fitting.tag("comparator").flatMap(TagUse::value).orElseThrow();
            compilation.error(
                    literal,
                    whole(literal),
                    "comparator '" + Compilation.shown(literal.text()) + "' compares whole texts, '" + type
                            + "' looks at parts of them");
        }
    }

    private Relation relation(Fitting fitting) {
        Excerpt literal = fitting.tag("match type").flatMap(TagUse::value).orElseThrow();
        Optional<Relation> relation = Relation.named(literal.text());
        if (relation.isEmpty()) {
            compilation.error(
                    literal,
                    whole(literal),
                    "unknown relation '" + Compilation.shown(literal.text()) + "', expected one of "
                            + String.join(", ", Relation.words()));
        }
        return relation.orElse(Relation.EQ);
    }

    private List<Optional<Regex>> regexes(List<Excerpt> keys, List<StringTemplate> templates, Collation collation) {
        List<Optional<Regex>> regexes = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Excerpt literal = keys.get(i);
            regexes.add(templates.get(i).constant().flatMap(pattern -> regex(literal, pattern, collation)));
        }
        return regexes;
    }

    private Optional<Regex> regex(Excerpt literal, String pattern, Collation collation) {
        try {
            return Optional.of(Match.Regular.of(pattern, collation));
        } catch (PatternFailure failure) {
            // With encoded characters in it the pattern is not what is written.
            Span span = pattern.equals(literal.text()) ? failure.span() : whole(literal);
            compilation.error(literal, span, failure.sentence());
            return Optional.empty();
        }
    }

    private Collation collation(TagUse tag) {
        Excerpt literal = tag.value().orElseThrow();
        Optional<Collation> known = Collation.named(literal.text());
        if (known.isEmpty()) {
            String name = SieveLanguage.COMPARATOR_PREFIX + literal.text();
            List<String> names = Collation.names();
            compilation.error(
                    literal,
                    whole(literal),
                    SieveLanguage.whyNoCapability(name)
                            .map(why -> "comparator '" + literal.text() + "' " + why)
                            .orElse("unknown comparator '" + Compilation.shown(literal.text()) + "'"
                                    + Suggestion.didYouMean(literal.text(), names)));
        }
        if (known.isPresent() && !known.get().isAlwaysThere()) {
            compilation.use(SieveLanguage.COMPARATOR_PREFIX + literal.text(), literal, whole(literal));
        }
        return known.orElse(Collation.ASCII_CASEMAP);
    }

    private List<Optional<LookupList>> lists(List<Excerpt> keys, List<StringTemplate> templates) {
        List<Optional<LookupList>> lists = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<String> name = templates.get(i).constant();
            Optional<LookupList> list = name.flatMap(compilation.lists()::list);
            if (name.isPresent() && list.isEmpty()) {
                compilation.error(keys.get(i), whole(keys.get(i)), unknownList(name.get()));
            }
            lists.add(list);
        }
        return lists;
    }

    private String unknownList(String name) {
        String sentence = "there is no list '" + Compilation.shown(name) + "'";
        return compilation.lists().names().isEmpty()
                ? sentence + ", the policy defines none"
                : sentence + Suggestion.didYouMean(name, compilation.lists().names());
    }

    private List<StringTemplate> templates(List<Excerpt> literals) {
        return literals.stream()
                .map(literal -> StringTemplate.compile(literal, compilation))
                .toList();
    }

    private static Span whole(Excerpt literal) {
        return new Span(0, literal.text().length());
    }

    private static String unknown(String name) {
        return SieveLanguage.whyNoTest(name)
                .map(why -> "test '" + name + "' " + why)
                .orElse(
                        SieveLanguage.command(name).isPresent()
                                ? "'" + name + "' is a command, a test is expected"
                                : "unknown test '" + Compilation.shown(name) + "'"
                                        + Suggestion.didYouMean(name, SieveLanguage.testNames()));
    }
}
