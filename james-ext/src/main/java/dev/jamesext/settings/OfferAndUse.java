package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the setting of an extension that tells what is shown from what may be used:
 * {@code key = { offer = ..., use = ... }}, each a value or rules. Where {@code use} is missing its default holds, where
 * {@code offer} is missing what may be used is shown.
 */
final class OfferAndUse {

    private static final String OFFER = "offer";
    private static final String USE = "use";
    private static final List<String> NAMES = List.of(OFFER, USE);

    /** Who writes these below the setting means the entry of a rule. */
    private static final Set<String> NAMES_IN_RULES = Set.of("if", "then", "else");

    private final TomlNode table;
    private final Problems problems;

    private OfferAndUse(TomlNode table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    /** Whether a setting is written in this form, if with mistakes: a table that is no rule which lost its brackets. */
    static boolean isMeant(TomlNode setting) {
        return setting.isTable()
                && setting.children().stream().map(TomlNode::name).noneMatch(OfferAndUse::isOfRules);
    }

    /** {@code dsn.if = ...}, {@code dsn.0.if = ...}. */
    private static boolean isOfRules(String name) {
        return NAMES_IN_RULES.contains(name) || name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** @param standard the default of what may be used */
    static ExtensionSetting read(TomlNode table, Supplier<RuledSetting> standard, Problems problems) {
        return new OfferAndUse(table, problems).read(standard);
    }

    private ExtensionSetting read(Supplier<RuledSetting> standard) {
        for (TomlNode child : table.children()) {
            if (!NAMES.contains(child.name())) {
                String meant = Suggestion.didYouMean(child.name(), NAMES);
                child.keyError(
                        problems,
                        "unknown key " + Quoted.of(child.name())
                                + (meant.isEmpty() ? "; the table of an extension holds offer and use" : meant));
            }
        }
        if (table.children().isEmpty()) {
            table.error(problems, "expects offer, use or both, found an empty table");
        }
        return new ExtensionSetting(part(USE).orElseGet(standard), part(OFFER));
    }

    private Optional<RuledSetting> part(String name) {
        return table.find(name).flatMap(found -> RuledReader.read(found, problems));
    }
}
