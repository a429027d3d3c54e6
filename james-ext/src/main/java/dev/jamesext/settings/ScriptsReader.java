package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the scripts of {@code [sieve.trusted]} and checks the keys of its tables. */
final class ScriptsReader {

    private final Problems problems;

    ScriptsReader(Problems problems) {
        this.problems = problems;
    }

    /** Name to text, in the order of the file. */
    Map<String, Excerpt> read(TomlNode root) {
        KeyTable.TRUSTED.check(root, problems);
        KeyTable.LIMITS.check(root, problems);
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
        if (!KeyTable.SCRIPT.checkTable(script, problems)) {
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
        String text = node.text().value();
        if (ForeignSource.isFile(text)) {
            node.error(
                    problems,
                    "a script in a file is named by a macro: \"%{file:"
                            + Quoted.cut(text.substring(ForeignSource.FILE.length()), Quoted.WORD_CHARS_MAX) + "}%\"");
            return Optional.empty();
        }
        if (ForeignSource.reported(node, problems)) {
            return Optional.empty();
        }
        return Optional.of(node.excerpt());
    }
}
