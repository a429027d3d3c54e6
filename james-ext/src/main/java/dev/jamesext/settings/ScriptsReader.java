package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the scripts of {@code [sieve.trusted]} and checks the keys of its tables. The text of a script is the value of
 * {@code contents}, or that of the script's name itself: a text, {@code file://PATH}, or an array of these, put together.
 */
final class ScriptsReader {

    private final MacroSource macros;
    private final boolean filesOutsideAllowed;
    private final Problems problems;
    private final Map<String, Excerpt> texts = new LinkedHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private int charsOfFiles;

    ScriptsReader(MacroSource macros, boolean filesOutsideAllowed, Problems problems) {
        this.macros = macros;
        this.filesOutsideAllowed = filesOutsideAllowed;
        this.problems = problems;
    }

    /** Reads and checks; {@link #texts} and {@link #unread} are what came of it. */
    ScriptsReader read(TomlNode root) {
        KeyTable.TRUSTED.check(root, problems);
        KeyTable.LIMITS.check(root, problems);
        Optional<TomlNode> table = root.find("sieve", "trusted", "scripts");
        if (table.isPresent() && !table.get().isTable()) {
            table.get()
                    .error(
                            problems,
                            "expects a table of scripts, found " + table.get().described());
        }
        table.ifPresent(all -> all.children().forEach(this::add));
        return this;
    }

    private void add(TomlNode script) {
        Optional<Excerpt> text = script(script);
        if (text.isEmpty()) {
            unread.add(script.name());
        }
        texts.put(
                script.name(),
                text.orElseGet(() -> Excerpt.standIn(script.source(), script.key(), "", script.keySpan())));
    }

    /** Name to text, in the order of the file. */
    Map<String, Excerpt> texts() {
        return texts;
    }

    /** The names of those whose text could not be had, which was reported; theirs is empty. */
    Set<String> unread() {
        return unread;
    }

    private Optional<Excerpt> script(TomlNode script) {
        // The older form: the name's value is the script itself.
        if (script.isText() || script.isArray()) {
            return contents(script);
        }
        if (!KeyTable.SCRIPT.checkTable(script, problems)) {
            return Optional.empty();
        }
        Optional<TomlNode> contents = script.find("contents");
        if (contents.isEmpty() && !isMisspelt(script)) {
            script.keyError(problems, "the script needs contents = '''...'''");
        }
        return contents.flatMap(this::contents);
    }

    /** Whether a key is nearly the one that is missing, which was reported. */
    private static boolean isMisspelt(TomlNode script) {
        return script.children().stream()
                .anyMatch(child ->
                        Suggestion.nearest(child.name(), Set.of("contents")).isPresent());
    }

    private Optional<Excerpt> contents(TomlNode node) {
        if (!node.isArray()) {
            return text(node, node.key());
        }
        List<Excerpt> parts = new ArrayList<>();
        boolean whole = true;
        for (TomlNode element : node.elements()) {
            Optional<Excerpt> part = text(element, node.key());
            part.ifPresent(parts::add);
            whole &= part.isPresent();
        }
        return whole ? Optional.of(Excerpt.joined(node.source(), node.key(), node.span(), parts)) : Optional.empty();
    }

    private Optional<Excerpt> text(TomlNode node, KeyPath key) {
        if (!node.isText()) {
            node.error(problems, "expects the text of a script, found " + node.described());
            return Optional.empty();
        }
        if (ForeignSource.isFile(node.text().value())) {
            return file(node, key);
        }
        return ForeignSource.reported(node, problems) ? Optional.empty() : Optional.of(node.excerpt());
    }

    /** The text of a file: shown, as all that is the policy's own, unless a macro brought in its name. */
    private Optional<Excerpt> file(TomlNode node, KeyPath key) {
        Located<String> written = node.text();
        if (charsOfFiles > Macros.EXPANDED_CHARS_TOTAL_MAX) {
            node.error(
                    problems,
                    "the files of scripts have more than " + Macros.EXPANDED_CHARS_TOTAL_MAX + " characters together");
            return Optional.empty();
        }
        String path = ForeignSource.path(written.value());
        MacroSource.Inclusion inclusion = macros.file(path, filesOutsideAllowed);
        if (inclusion instanceof MacroSource.Inclusion.Refused refused) {
            // The reason may name the path.
            node.error(
                    problems,
                    "the file " + Quoted.of(path) + " cannot be used"
                            + (written.hidden().isPresent() ? "" : ": " + refused.reason()));
            return Optional.empty();
        }
        SourceText read = ((MacroSource.Inclusion.Read) inclusion).text();
        charsOfFiles += read.text().length();
        return Optional.of(
                written.hidden().isEmpty()
                        ? Excerpt.whole(read, key)
                        : Excerpt.whole(read.hiddenBehind(written.shown(), written.shown()), key)
                                .hiddenBehind(written.shown()));
    }
}
