package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code james-ext.leave-to-james}: the extensions that are handed back to James and to other extensions of it, whole. */
final class LeftToJames {

    static final String KEY = "leave-to-james";

    /** The framing of connections is ours, so that nobody else could carry these out. */
    private static final Set<ExtensionKey> OURS_ALONE = EnumSet.of(ExtensionKey.PIPELINING, ExtensionKey.CHUNKING);

    /** What may be written. */
    static final List<String> WORDS = Stream.of(ExtensionKey.values())
            .filter(extension -> !OURS_ALONE.contains(extension))
            .map(ExtensionKey::key)
            .toList();

    private final Problems problems;

    LeftToJames(Problems problems) {
        this.problems = problems;
    }

    Optional<Set<ExtensionKey>> read(TomlNode node) {
        if (!node.isArray() && !node.isText()) {
            node.error(problems, "expects an array such as [\"dsn\"], found " + node.described());
            return Optional.empty();
        }
        Set<ExtensionKey> left = EnumSet.noneOf(ExtensionKey.class);
        for (TomlNode element : node.isArray() ? node.elements() : List.of(node)) {
            Optional<ExtensionKey> extension = extension(element);
            if (extension.isEmpty()) {
                return Optional.empty();
            }
            left.add(extension.get());
        }
        return Optional.of(Collections.unmodifiableSet(left));
    }

    private Optional<ExtensionKey> extension(TomlNode element) {
        if (!element.isText()) {
            element.error(
                    problems, "expects a key of [session.extensions] such as \"dsn\", found " + element.described());
            return Optional.empty();
        }
        String word = element.text().value();
        Optional<ExtensionKey> extension = ExtensionKey.of(word);
        if (extension.isEmpty()) {
            element.error(
                    problems,
                    "expects a key of [session.extensions], found " + Quoted.of(word)
                            + Suggestion.didYouMean(word, WORDS));
        } else if (OURS_ALONE.contains(extension.get())) {
            element.error(problems, word + " cannot be left to James: james-ext alone can carry it out");
            return Optional.empty();
        }
        return extension;
    }

    /** Warns of settings that nobody asks then. */
    void check(TomlNode root, Set<ExtensionKey> left) {
        for (ExtensionKey extension : left) {
            root.find("session", "extensions", extension.key()).ifPresent(this::warn);
        }
        if (left.contains(ExtensionKey.MT_PRIORITY)) {
            root.find("james-ext", "mt-priority-ceiling").ifPresent(this::warn);
        }
    }

    private void warn(TomlNode node) {
        node.keyWarning(problems, "is not asked: james-ext." + KEY + " hands the extension back");
    }
}
