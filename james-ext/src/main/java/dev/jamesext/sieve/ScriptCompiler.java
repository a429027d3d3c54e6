package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.StageScript;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The EHLO script language: Sieve (RFC 5228) with variables (RFC 5229), lists (RFC 6134), environment (RFC 5183), reject
 * (RFC 5429), relational (RFC 5231), ihave (RFC 5463), include (RFC 6609), the current date (RFC 5260), regular expressions, and the
 * dialect's expressions and loops; without anything that needs a message. {@link SieveLanguage} is the whole of it.
 *
 * <p>A syntax error of a script is reported alone; otherwise all problems of all scripts are reported at once. Stateless and safe for
 * use by many threads.
 */
public final class ScriptCompiler implements ScriptLanguage {

    private final ScriptLog log;

    /** A compiler of scripts whose {@code log} writes nothing. */
    public ScriptCompiler() {
        this(ScriptLog.NONE);
    }

    /** A compiler of scripts that write to a log. */
    public ScriptCompiler(ScriptLog log) {
        this.log = log;
    }

    @Override
    public Compiled compile(
            Map<String, Excerpt> texts, Set<String> named, ListCatalog lists, ScriptLimits limits, Problems problems) {
        Library library = new Library(texts.keySet(), lists, limits, log);
        Map<String, Problems> reached = new LinkedHashMap<>();
        Deque<String> open =
                new ArrayDeque<>(texts.keySet().stream().filter(named::contains).toList());
        boolean allParsed = true;
        while (!open.isEmpty()) {
            String name = open.remove();
            Excerpt text = texts.get(name);
            if (text != null && reached.putIfAbsent(name, problems) == null) {
                allParsed &= compile(name, text, library, problems);
                open.addAll(library.includedBy(name));
            }
        }
        Map<String, Problems> idle = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (!reached.containsKey(name)) {
                Problems own = new Problems();
                idle.put(name, own);
                compile(name, text, library, own);
            }
        });
        Set<String> refused =
                library.checkIncludes(name -> reached.getOrDefault(name, idle.getOrDefault(name, problems)));
        Map<String, StageScript> scripts = new HashMap<>();
        for (String name : reached.keySet()) {
            library.script(name)
                    .filter(script -> !refused.contains(name))
                    .ifPresent(script -> scripts.put(name, script));
        }
        // A script that cannot be parsed may include any of the others.
        return new Compiled(scripts, allParsed ? idle : Map.of());
    }

    /** Compiles a script into the library; false where it cannot even be parsed. */
    private static boolean compile(String name, Excerpt text, Library library, Problems problems) {
        Optional<List<Call>> calls = ScriptParser.parse(text, problems);
        calls.flatMap(parsed -> script(new Compilation(name, text, library, problems), parsed))
                .ifPresent(library::add);
        return calls.isPresent();
    }

    private static Optional<Script> script(Compilation compilation, List<Call> calls) {
        List<Command> commands = new CommandCompiler(compilation, calls).script(calls);
        compilation.warnOfUnsetVariables();
        return compilation.failed() ? Optional.empty() : Optional.of(compilation.script(commands));
    }
}
