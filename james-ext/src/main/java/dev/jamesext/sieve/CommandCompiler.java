package dev.jamesext.sieve;

import dev.jamesext.sieve.CallChecker.Fitting;
import dev.jamesext.sieve.CallChecker.TagUse;
import dev.jamesext.sieve.SieveLanguage.Form;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks and compiles commands. What is wrong is reported and left out: the script will not run. */
final class CommandCompiler {

    private final Compilation compilation;
    private final TestCompiler tests;

    CommandCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.tests = new TestCompiler(compilation);
    }

    /** Compiles a whole script: {@code require} first (RFC 5228 section 3.2), then the rest. */
    List<Command> script(List<Call> calls) {
        int first = 0;
        while (first < calls.size() && calls.get(first).name().equals("require")) {
            require(calls.get(first++));
        }
        return commands(calls.subList(first, calls.size()));
    }

    private void require(Call call) {
        SieveLanguage.command("require")
                .flatMap(form -> CallChecker.check(call, form, compilation))
                .ifPresent(fitting -> fitting.positional().get(0).forEach(this::capability));
    }

    private void capability(Excerpt literal) {
        String name = literal.text();
        compilation.require(name);
        if (!SieveLanguage.capabilities().contains(name)) {
            compilation.error(
                    literal,
                    new Span(0, name.length()),
                    SieveLanguage.whyNoCapability(name)
                            .map(why -> "capability '" + name + "' " + why)
                            .orElse("unknown capability '" + Compilation.shown(name) + "'"
                                    + Suggestion.didYouMean(name, SieveLanguage.capabilities())));
        }
    }

    private List<Command> commands(List<Call> calls) {
        List<Command> commands = new ArrayList<>();
        int at = 0;
        while (at < calls.size()) {
            int end = at + 1;
            if (calls.get(at).name().equals("if")) {
                end = chainEnd(calls, end);
                commands.add(choice(calls.subList(at, end)));
            } else {
                command(calls.get(at)).ifPresent(commands::add);
            }
            at = end;
        }
        return commands;
    }

    /** Where the chain ends that an {@code if} began: any number of {@code elsif}, one {@code else}. */
    private static int chainEnd(List<Call> calls, int from) {
        int end = from;
        while (end < calls.size() && calls.get(end).name().equals("elsif")) {
            end++;
        }
        return end < calls.size() && calls.get(end).name().equals("else") ? end + 1 : end;
    }

    private Command choice(List<Call> chain) {
        List<Command.Choice.Branch> branches = new ArrayList<>();
        for (Call call : chain) {
            SieveLanguage.command(call.name()).ifPresent(form -> CallChecker.check(call, form, compilation));
            List<Test> compiled = call.tests().stream().map(tests::compile).toList();
            Test test = compiled.isEmpty() ? new Test.Constant(true) : compiled.get(0);
            branches.add(new Command.Choice.Branch(test, commands(call.block().orElse(List.of()))));
        }
        return new Command.Choice(branches);
    }

    private Optional<Command> command(Call call) {
        Optional<Form> form = SieveLanguage.command(call.name());
        Optional<Fitting> fitting = form.flatMap(known -> CallChecker.check(call, known, compilation));
        if (form.isEmpty()) {
            compilation.error(call.nameSpan(), unknown(call.name()));
        }
        if (form.isEmpty() || call.block().isPresent()) {
            // What stands inside is checked all the same, so that all problems show at once.
            call.tests().forEach(tests::compile);
            commands(call.block().orElse(List.of()));
        }
        return switch (call.name()) {
            case "require" -> misplaced(call, "'require' must stand before all other commands");
            case "elsif", "else" -> misplaced(call, "'" + call.name() + "' must follow an 'if' or 'elsif'");
            default -> fitting.flatMap(fit -> compile(call, fit));
        };
    }

    private Optional<Command> compile(Call call, Fitting fitting) {
        return switch (call.name()) {
            case "stop" -> Optional.of(new Command.Stop());
            case "keep" -> Optional.of(new Command.Keep());
            case "reject", "ereject" ->
                Optional.of(new Command.Reject(
                        StringTemplate.compile(fitting.positional().get(0).get(0), compilation),
                        compilation.excerpt(call.span())));
            case "set" -> assign(call, fitting);
            default -> throw new IllegalStateException("the command '" + call.name() + "' has a form and no compiler");
        };
    }

    private Optional<Command> assign(Call call, Fitting fitting) {
        Excerpt literal = fitting.positional().get(0).get(0);
        StringTemplate value =
                StringTemplate.compile(fitting.positional().get(1).get(0), compilation);
        String name = literal.text().toLowerCase(Locale.ROOT);
        Span whole = new Span(0, literal.text().length());
        if (name.startsWith("env.")) {
            compilation.error(literal, whole, "'" + Compilation.shown(name) + "' can be read and not set");
            return Optional.empty();
        }
        if (!Identifier.isIdentifier(name) || name.length() > StringTemplate.NAME_CHARS_MAX) {
            compilation.error(
                    literal,
                    whole,
                    "'" + Compilation.shown(literal.text())
                            + "' cannot name a variable: letters, digits and '_' can, no digit first, at most "
                            + StringTemplate.NAME_CHARS_MAX);
            return Optional.empty();
        }
        List<Modifier> modifiers = fitting.tags().stream()
                .map(TagUse::form)
                .map(form -> Modifier.valueOf(form.name().substring(1).toUpperCase(Locale.ROOT)))
                .sorted()
                .toList();
        return Optional.of(new Command.Assign(
                compilation.assigned(name, literal), value, modifiers, compilation.excerpt(call.span())));
    }

    private Optional<Command> misplaced(Call call, String sentence) {
        compilation.error(call.nameSpan(), sentence);
        return Optional.empty();
    }

    private static String unknown(String name) {
        return SieveLanguage.whyNoCommand(name)
                .map(why -> "command '" + name + "' " + why)
                .orElse(
                        SieveLanguage.test(name).isPresent()
                                ? "'" + name + "' is a test, write: if " + name + " ... { ... }"
                                : "unknown command '" + Compilation.shown(name) + "'"
                                        + Suggestion.didYouMean(name, SieveLanguage.commandNames()));
    }
}
