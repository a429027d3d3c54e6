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
    private final ScriptScope scope;
    private final TestCompiler tests;
    private int loops;

    CommandCompiler(Compilation compilation, List<Call> script) {
        this.compilation = compilation;
        this.scope = new ScriptScope(compilation, script);
        this.tests = new TestCompiler(compilation, scope);
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
            Optional<Boolean> known = call.tests().stream().findFirst().flatMap(Capabilities::decide);
            List<Test> compiled = call.tests().stream().map(tests::compile).toList();
            if (known.isPresent() && !known.get()) {
                // Behind a capability that is not there stands what nobody here knows (RFC 5463 section 4).
                continue;
            }
            Test test = compiled.isEmpty() ? new Test.Constant(true) : compiled.get(0);
            branches.add(new Command.Choice.Branch(test, commands(call.block().orElse(List.of()))));
            if (known.isPresent()) {
                break;
            }
        }
        return new Command.Choice(branches);
    }

    private Optional<Command> command(Call call) {
        Optional<Form> form = SieveLanguage.command(call.name());
        Optional<Fitting> fitting = form.flatMap(known -> CallChecker.check(call, known, compilation));
        if (form.isEmpty()) {
            compilation.error(call.nameSpan(), unknown(call.name()));
        }
        if (form.isEmpty() || (call.block().isPresent() && !form.get().block())) {
            // What stands inside is checked all the same, so that all problems show at once.
            call.tests().forEach(tests::compile);
            commands(call.block().orElse(List.of()));
        }
        return switch (call.name()) {
            case "while" -> loop(call, fitting);
            case "require" -> misplaced(call, "'require' must stand before all other commands");
            case "elsif", "else" -> misplaced(call, "'" + call.name() + "' must follow an 'if' or 'elsif'");
            default -> fitting.flatMap(fit -> compile(call, fit));
        };
    }

    private Optional<Command> compile(Call call, Fitting fitting) {
        return switch (call.name()) {
            case "stop" -> Optional.of(new Command.Leave(Flow.STOP));
            case "return" -> Optional.of(new Command.Leave(Flow.RETURN));
            case "break" -> leaveLoop(call, Flow.BREAK);
            case "continue" -> leaveLoop(call, Flow.CONTINUE);
            case "keep" -> Optional.of(new Command.Keep());
            case "reject", "ereject" ->
                Optional.of(new Command.Reject(reason(fitting), compilation.excerpt(call.span())));
            case "error" -> Optional.of(new Command.Fail(template(fitting)));
            case "log" ->
                Optional.of(new Command.Log(level(fitting), template(fitting), compilation.excerpt(call.span())));
            case "set" -> assign(call, fitting);
            case "let" -> let(call, fitting);
            case "eval" ->
                scope.compile(first(fitting))
                        .map(expression -> new Command.Evaluate(expression, compilation.excerpt(call.span())));
            case "include" -> include(fitting);
            case "global" -> {
                fitting.positional().get(0).forEach(this::global);
                yield Optional.empty();
            }
            default -> throw new IllegalStateException("the command '" + call.name() + "' has a form and no compiler");
        };
    }

    private static Excerpt first(Fitting fitting) {
        return fitting.positional().get(0).get(0);
    }

    /** The first argument without a tag, as a string. */
    private StringTemplate template(Fitting fitting) {
        return StringTemplate.compile(first(fitting), compilation);
    }

    /** The reason of a refusal; a code in front of it that is not sent as written is worth a warning. */
    private StringTemplate reason(Fitting fitting) {
        StringTemplate reason = template(fitting);
        Excerpt literal = first(fitting);
        // Of a constant reason the end is known too.
        String known = reason.constant().map(text -> text + "\n").orElseGet(reason::start);
        RejectReason.advice(known).ifPresent(advice -> compilation.warning(literal, whole(literal), advice));
        return reason;
    }

    private static Span whole(Excerpt literal) {
        return new Span(0, literal.text().length());
    }

    private Optional<Command> assign(Call call, Fitting fitting) {
        StringTemplate value =
                StringTemplate.compile(fitting.positional().get(1).get(0), compilation);
        List<Modifier> modifiers = fitting.tags().stream()
                .map(TagUse::form)
                .map(form -> Modifier.valueOf(form.name().substring(1).toUpperCase(Locale.ROOT)))
                .sorted()
                .toList();
        return variable(first(fitting))
                .map(slot -> new Command.Assign(slot, value, modifiers, compilation.excerpt(call.span())));
    }

    private Optional<Command> let(Call call, Fitting fitting) {
        Optional<ScriptExpression> expression =
                scope.compile(fitting.positional().get(1).get(0));
        return variable(first(fitting))
                .flatMap(slot ->
                        expression.map(value -> new Command.Let(slot, value, compilation.excerpt(call.span()))));
    }

    /** Where the variable is kept that a command sets. */
    private Optional<Slot> variable(Excerpt literal) {
        String name = literal.text().toLowerCase(Locale.ROOT);
        if (name.startsWith("env.")) {
            compilation.error(literal, whole(literal), "'" + Compilation.shown(name) + "' can be read and not set");
            return Optional.empty();
        }
        String namespace = StringTemplate.GLOBAL + ".";
        boolean global = name.startsWith(namespace);
        String own = global ? name.substring(namespace.length()) : name;
        if (!isName(own, literal)) {
            return Optional.empty();
        }
        return Optional.of(
                global ? compilation.global(own, literal, whole(literal)) : compilation.assigned(own, literal));
    }

    private boolean isName(String name, Excerpt literal) {
        boolean isName = Identifier.isIdentifier(name) && name.length() <= StringTemplate.NAME_CHARS_MAX;
        if (!isName) {
            compilation.error(
                    literal,
                    whole(literal),
                    "'" + Compilation.shown(literal.text())
                            + "' cannot name a variable: letters, digits and '_' can, no digit first, at most "
                            + StringTemplate.NAME_CHARS_MAX);
        }
        return isName;
    }

    /** RFC 6609 section 3.4.1: a name that already was the script's own cannot become global. */
    private void global(Excerpt literal) {
        String name = literal.text().toLowerCase(Locale.ROOT);
        if (!isName(name, literal)) {
            return;
        }
        if (compilation.isOwn(name)) {
            compilation.error(
                    literal,
                    whole(literal),
                    "variable '" + Compilation.shown(name) + "' is used before it is called global");
            return;
        }
        compilation.declareGlobal(name, literal);
    }

    private Optional<Command> include(Fitting fitting) {
        Excerpt literal = first(fitting);
        Optional<String> constant = StringTemplate.compile(literal, compilation).constant();
        if (constant.isEmpty()) {
            compilation.error(literal, whole(literal), "the name of an included script cannot hold variables");
            return Optional.empty();
        }
        String name = constant.get();
        if (!compilation.library().names().contains(name)) {
            String sentence = "there is no script named '" + Compilation.shown(name) + "'"
                    + Suggestion.didYouMean(name, compilation.library().names());
            if (fitting.tag("optional").isPresent()) {
                compilation.warning(literal, whole(literal), sentence + "; nothing is included");
            } else {
                compilation.error(literal, whole(literal), sentence);
            }
            return Optional.empty();
        }
        compilation.includes(name, literal);
        return Optional.of(new Command.Include(name, fitting.tag("once").isPresent(), compilation.library()));
    }

    private Optional<Command> loop(Call call, Optional<Fitting> fitting) {
        Optional<ScriptExpression> condition = fitting.flatMap(fit -> scope.compile(first(fit)));
        loops++;
        List<Command> commands = commands(call.block().orElse(List.of()));
        loops--;
        return condition.map(expression -> new Command.Loop(expression, commands));
    }

    private Optional<Command> leaveLoop(Call call, Flow flow) {
        if (loops == 0) {
            return misplaced(call, "'" + call.name() + "' must stand inside a 'while'");
        }
        return Optional.of(new Command.Leave(flow));
    }

    private static LogLevel level(Fitting fitting) {
        return fitting.tag("level")
                .map(tag -> LogLevel.valueOf(tag.form().name().substring(1).toUpperCase(Locale.ROOT)))
                .orElse(LogLevel.INFO);
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
