package dev.jamesext.sieve;

import dev.jamesext.lookup.LookupList;
import dev.jamesext.pattern.Glob;
import dev.jamesext.sieve.CallChecker.Fitting;
import dev.jamesext.sieve.CallChecker.TagUse;
import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks and compiles tests. What is wrong is reported and stands as {@code false}: the script will not run. */
final class TestCompiler {

    private static final Test WRONG = new Test.Constant(false);

    private final Compilation compilation;

    TestCompiler(Compilation compilation) {
        this.compilation = compilation;
    }

    Test compile(Call call) {
        List<Test> inner = call.tests().stream().map(this::compile).toList();
        Optional<Form> form = SieveLanguage.test(call.name());
        if (form.isEmpty()) {
            compilation.error(call.nameSpan(), unknown(call.name()));
            return WRONG;
        }
        return CallChecker.check(call, form.get(), compilation)
                .map(fitting -> compile(call, fitting, inner))
                .orElse(WRONG);
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

    private Match match(Fitting fitting, List<Excerpt> keys) {
        Collation collation = fitting.tag("comparator").map(this::collation).orElse(Collation.ASCII_CASEMAP);
        List<StringTemplate> templates = templates(keys);
        String type = fitting.tag("match type").map(tag -> tag.form().name()).orElse(":is");
        return switch (type) {
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
