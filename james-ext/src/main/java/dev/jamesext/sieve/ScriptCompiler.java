package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.StageScript;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The EHLO script language: Sieve (RFC 5228) with variables (RFC 5229), lists (RFC 6134), environment (RFC 5183), reject
 * (RFC 5429), relational (RFC 5231), ihave (RFC 5463), include (RFC 6609), the current date (RFC 5260), regular expressions, and the
 * dialect's expressions and loops; without anything that needs a message. {@link SieveLanguage} is the whole of it.
 *
 * <p>A syntax error is reported alone; otherwise all problems of all scripts are reported at once. Stateless and safe for
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
    public Map<String, StageScript> compile(
            Map<String, Excerpt> texts, ListCatalog lists, ScriptLimits limits, Problems problems) {
        Library library = new Library(texts.keySet(), lists, limits, log);
        Map<String, StageScript> compiled = new LinkedHashMap<>();
        texts.forEach((name, text) -> ScriptParser.parse(text, problems)
                .flatMap(calls -> script(new Compilation(name, text, library, problems), calls))
                .ifPresent(script -> {
                    library.add(script);
                    compiled.put(script.name(), script);
                }));
        compiled.keySet().removeAll(library.checkIncludes(problems));
        return compiled;
    }

    private static Optional<Script> script(Compilation compilation, List<Call> calls) {
        List<Command> commands = new CommandCompiler(compilation, calls).script(calls);
        compilation.warnOfUnsetVariables();
        return compilation.failed() ? Optional.empty() : Optional.of(compilation.script(commands));
    }
}
