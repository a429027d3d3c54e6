package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code [lookup."name"]} whose keys are the entries: {@code "mail.example.org" = true}. Names need no quotes: the
 * tables TOML makes of {@code mail.example.org = true} are put together again.
 */
final class EntriesAsKeys {

    private final Problems problems;
    private final List<Located<String>> entries = new ArrayList<>();
    private boolean warned;

    EntriesAsKeys(Problems problems) {
        this.problems = problems;
    }

    Optional<ListSettings> read(TomlNode definition) {
        Deque<Named> open = new ArrayDeque<>();
        push(open, "", definition);
        while (!open.isEmpty()) {
            Named entry = open.pop();
            if (entry.node().isTable()) {
                push(open, entry.name() + ".", entry.node());
            } else {
                add(entry);
            }
        }
        Located<String> name = ListsReader.name(definition);
        return Optional.of(
                new ListSettings(name, new Located<>("list", name.source(), name.span(), name.key()), entries));
    }

    private record Named(String name, TomlNode node) {}

    private static void push(Deque<Named> open, String prefix, TomlNode table) {
        List<TomlNode> children = table.children();
        for (int i = children.size() - 1; i >= 0; i--) {
            open.push(new Named(prefix + children.get(i).name(), children.get(i)));
        }
    }

    private void add(Named entry) {
        TomlNode node = entry.node();
        if (isPattern(entry.name())) {
            node.keyError(
                    problems,
                    "the entry " + Quoted.of(entry.name())
                            + " is a pattern, which is not supported by this version; write \\\\* or \\\\? for the character");
            return;
        }
        if (!warned && node.asBoolean().filter(value -> value).isEmpty()) {
            warned = true;
            node.keyWarning(
                    problems,
                    "values are not used here: a name is in the list because it is written, whatever its value");
        }
        entries.add(new Located<>(unescape(entry.name()), node.source(), node.keySpan(), node.key()));
    }

    /** Whether a star or question mark stands without a backslash. */
    private static boolean isPattern(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                return true;
            }
        }
        return false;
    }

    private static String unescape(String key) {
        StringBuilder out = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) == '\\' && i + 1 < key.length()) {
                i++;
            }
            out.append(key.charAt(i));
        }
        return out.toString();
    }
}
