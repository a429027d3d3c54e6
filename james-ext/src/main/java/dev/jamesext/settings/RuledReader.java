package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one setting that may be a plain value or rules: {@code key = value}, {@code key = [{if, then}, ..., {else}]}, or
 * the same entries under {@code [[key]]} headers. One use reads one setting.
 */
final class RuledReader {

    private static final Set<String> NAMES = Set.of("if", "then", "else");

    private final TomlNode setting;
    private final Problems problems;
    private final List<RuledSetting.Rule> rules = new ArrayList<>();
    private @Nullable Excerpt otherwise;
    private boolean elseSeen;
    private boolean ifSeen;
    // An entry that could not be read may have been the rule or the else that seems to be missing.
    private boolean doubtful;

    private RuledReader(TomlNode setting, Problems problems) {
        this.setting = setting;
        this.problems = problems;
    }

    /**
     * The setting, or nothing when none of it can be read. Where a part was reported as wrong, the rest is there all the
     * same, so that the mistakes in its expressions are found in the same run.
     */
    static Optional<RuledSetting> read(TomlNode setting, Problems problems) {
        return new RuledReader(setting, problems).read();
    }

    private Optional<RuledSetting> read() {
        if (setting.isExpression()) {
            return Optional.of(new RuledSetting(List.of(), setting.expression()));
        }
        if (!setting.isArray()) {
            error(
                    setting,
                    "expects a value or an array of rules, found " + setting.described()
                            + "; rules are written [ { if = ..., then = ... }, { else = ... } ]");
            return Optional.empty();
        }
        List<TomlNode> entries = setting.elements();
        if (entries.isEmpty()) {
            error(setting, "expects rules and an else, found an empty array; leave the key out to get the default");
            return Optional.empty();
        }
        entries.forEach(this::readEntry);
        if (!elseSeen && !doubtful) {
            error(entries.get(entries.size() - 1), "the rules need { else = ... } as their last entry");
        }
        return rules.isEmpty() && otherwise == null
                ? Optional.empty()
                : Optional.of(new RuledSetting(rules, otherwise == null ? nothing(setting) : otherwise));
    }

    private void readEntry(TomlNode entry) {
        if (!entry.isTable()) {
            doubtful = true;
            error(entry, "expects { if = ..., then = ... } or { else = ... }, found " + entry.described());
            return;
        }
        Map<String, TomlNode> named = entry.children().stream()
                .filter(child -> NAMES.contains(child.name()))
                .collect(Collectors.toMap(TomlNode::name, Function.identity()));
        if (FormerRule.isMeant(entry)) {
            doubtful = true;
            error(entry, FormerRule.sentence(entry));
            return;
        }
        if (reportedUnknownNames(entry)) {
            doubtful = true;
            return;
        }
        TomlNode condition = named.get("if");
        TomlNode then = named.get("then");
        TomlNode last = named.get("else");
        if (last != null && (condition != null || then != null)) {
            doubtful = true;
            error(entry, "an entry holds either if and then, or else alone");
        } else if (last != null) {
            readElse(entry, last);
        } else if (condition != null) {
            readRule(entry, condition, then);
        } else {
            doubtful = true;
            error(entry, then == null ? "an entry needs if and then, or else" : "then needs an if in the same entry");
        }
    }

    private boolean reportedUnknownNames(TomlNode entry) {
        boolean any = false;
        for (TomlNode child : entry.children()) {
            if (!NAMES.contains(child.name())) {
                any = true;
                child.keyError(
                        problems,
                        "an entry holds if, then and else only, found " + Quoted.of(child.name())
                                + Suggestion.didYouMean(child.name(), NAMES));
            }
        }
        return any;
    }

    private void readRule(TomlNode entry, TomlNode condition, @Nullable TomlNode then) {
        ifSeen = true;
        if (elseSeen) {
            error(entry, "a rule behind the else is never asked; the else comes last");
        }
        Optional<Excerpt> conditionText = expression(condition, "a condition");
        if (then == null) {
            error(entry, "if needs a then in the same entry");
        }
        Optional<Excerpt> thenText = then == null ? Optional.of(nothing(entry)) : expression(then, "a result");
        if (conditionText.isPresent() && thenText.isPresent()) {
            rules.add(new RuledSetting.Rule(conditionText.get(), thenText.get()));
        }
    }

    private void readElse(TomlNode entry, TomlNode value) {
        if (elseSeen) {
            error(entry, "the rules have an else already; only one is allowed");
        } else if (!ifSeen && !doubtful) {
            error(entry, "an else needs a rule before it; without rules write the value alone");
        }
        elseSeen = true;
        otherwise = expression(value, "a result").orElse(null);
    }

    private Optional<Excerpt> expression(TomlNode node, String role) {
        if (node.isExpression()) {
            return Optional.of(node.expression());
        }
        error(node, role + " is text, true, false or a number, found " + node.described());
        return Optional.empty();
    }

    /** In place of a missing result: false fits every setting, and nothing is to be said about it. */
    private static Excerpt nothing(TomlNode where) {
        return Excerpt.standIn(where.source(), where.key(), "false", where.span());
    }

    private void error(TomlNode where, String sentence) {
        where.error(problems, sentence);
    }
}
