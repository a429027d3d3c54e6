package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the scripts of {@code [sieve.trusted]} and checks the keys of its tables. */
final class ScriptsReader {

    private static final Set<String> TRUSTED_KEYS = Set.of("scripts", "no-capability-check", "limits");
    private static final Set<String> TRUSTED_KEYS_UNUSED =
            Set.of("from-addr", "from-name", "return-path", "hostname", "sign");
    private static final Set<String> LIMIT_KEYS = Set.of("cpu", "variable-size");
    private static final Set<String> LIMIT_KEYS_UNUSED =
            Set.of("redirects", "out-messages", "received-headers", "duplicate-expiry", "nested-includes");
    private static final Set<String> SCRIPT_KEYS = Set.of("contents");
    /** What the dialect's administration writes beside the contents, to be read by people. */
    private static final Set<String> SCRIPT_KEYS_UNUSED = Set.of("name");

    private final Problems problems;

    ScriptsReader(Problems problems) {
        this.problems = problems;
    }

    /** Name to text, in the order of the file. */
    Map<String, Excerpt> read(TomlNode root) {
        new Table(problems, TRUSTED_KEYS, TRUSTED_KEYS_UNUSED).check(root, "sieve", "trusted");
        new Table(problems, LIMIT_KEYS, LIMIT_KEYS_UNUSED).check(root, "sieve", "trusted", "limits");
        Map<String, Excerpt> scripts = new LinkedHashMap<>();
        Optional<TomlNode> table = root.find("sieve", "trusted", "scripts");
        if (table.isPresent() && !table.get().isTable()) {
            table.get()
                    .error(
                            problems,
                            "expects a table of scripts, found " + table.get().described());
        }
        table.ifPresent(all ->
                all.children().forEach(script -> script(script).ifPresent(text -> scripts.put(script.name(), text))));
        return scripts;
    }

    private Optional<Excerpt> script(TomlNode script) {
        // The older form: the name's value is the script itself.
        if (script.isText()) {
            return text(script);
        }
        if (!new Table(problems, SCRIPT_KEYS, SCRIPT_KEYS_UNUSED).check(script)) {
            return Optional.empty();
        }
        Optional<TomlNode> contents = script.find("contents");
        if (contents.isEmpty()) {
            script.keyError(problems, "the script needs contents = '''...'''");
        }
        return contents.flatMap(this::text);
    }

    private Optional<Excerpt> text(TomlNode node) {
        if (!node.isText()) {
            node.error(problems, "expects the text of a script, found " + node.described());
            return Optional.empty();
        }
        if (ForeignSource.reported(node, problems)) {
            return Optional.empty();
        }
        return Optional.of(node.excerpt());
    }
}
