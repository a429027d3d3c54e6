package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code [lookup."name"]} whose keys are the entries: {@code "mail.example.org" = true}. Names need no quotes: the
 * tables TOML makes of {@code mail.example.org = true} are put together again. A star or a question mark in one makes it a pattern. A
 * value other than {@code true} is what {@code key_get} gives.
 */
final class EntriesAsKeys {

    private final Problems problems;
    private final List<ListSettings.Source.Entry> entries = new ArrayList<>();

    /** Whether any value tells more than that its entry is there. */
    private boolean valued;

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
        List<ListSettings.Source> sources = entries.stream()
                .<ListSettings.Source>map(
                        entry -> valued ? entry : new ListSettings.Source.Entry(entry.written(), Optional.empty()))
                .toList();
        return Optional.of(new ListSettings(
                name,
                new Located<>(ListsReader.GLOB, name.source(), name.span(), name.key()),
                sources,
                Optional.empty(),
                Optional.empty()));
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
        if (!node.isExpression()) {
            node.error(problems, "the value of an entry is true, a number or a text, found " + node.described());
            return;
        }
        boolean isTrue = node.asBoolean().filter(value -> value).isPresent();
        valued |= !isTrue;
        Located<String> plain =
                node.isText() ? node.text() : new Located<>(node.plain(), node.source(), node.keySpan(), node.key());
        Located<String> value = new Located<>(
                node.asBoolean().map(flag -> flag ? "1" : "0").orElse(plain.value()),
                plain.source(),
                plain.span(),
                plain.key(),
                plain.hidden());
        entries.add(new ListSettings.Source.Entry(
                new Located<>(entry.name(), node.source(), node.keySpan(), node.key()), Optional.of(value)));
    }
}
