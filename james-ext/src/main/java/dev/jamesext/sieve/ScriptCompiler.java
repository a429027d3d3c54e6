package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.StageScript;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.Optional;

/**
 * The EHLO script language: Sieve (RFC 5228) with variables (RFC 5229), lists (RFC 6134), environment (RFC 5183) and reject
 * (RFC 5429), without anything that needs a message. {@link SieveLanguage} is the whole of it.
 *
 * <p>A syntax error is reported alone; otherwise all problems of a script are reported at once. Stateless and safe for
 * use by many threads.
 */
public final class ScriptCompiler implements ScriptLanguage {

    /** A compiler; they are all alike. */
    public ScriptCompiler() {}

    @Override
    public Optional<StageScript> compile(
            String name, Excerpt text, ListCatalog lists, ScriptLimits limits, Problems problems) {
        Optional<List<Call>> calls = ScriptParser.parse(text, problems);
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        Compilation compilation = new Compilation(text, lists, limits, problems);
        List<Command> commands = new CommandCompiler(compilation).script(calls.get());
        compilation.warnOfUnsetVariables();
        return compilation.failed()
                ? Optional.empty()
                : Optional.of(
                        new Script(name, commands, compilation.variables(), compilation.captures(), lists, limits));
    }
}
