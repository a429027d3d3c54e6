package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Suggestion;
import java.util.Optional;
import java.util.Set;

/**
 * The keys a table of the dialect may hold, and the complaint about any other.
 *
 * @param used keys that are read
 * @param unused keys that are documented and not read: one warning each
 * @param unusedSentence what the warning says
 */
record Table(Problems problems, Set<String> used, Set<String> unused, String unusedSentence) {

    Table(Problems problems, Set<String> used, Set<String> unused) {
        this(problems, used, unused, "is not used here");
    }

    /** Complains about a table that is none and about its unknown keys; an absent table is fine. */
    void check(TomlNode root, String... path) {
        Optional<TomlNode> table = root.find(path);
        table.ifPresent(this::check);
    }

    /** Whether the value is a table at all; its unknown keys are reported either way. */
    boolean check(TomlNode table) {
        if (!table.isTable()) {
            table.error(problems, "expects a table, found " + table.described());
            return false;
        }
        for (TomlNode child : table.children()) {
            if (unused.contains(child.name())) {
                child.keyWarning(problems, unusedSentence);
            } else if (!used.contains(child.name())) {
                child.keyError(
                        problems, "unknown key " + Quoted.of(child.name()) + Suggestion.didYouMean(child.name(), used));
            }
        }
        return true;
    }
}
