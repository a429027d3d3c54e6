package dev.jamesext.settings;

import dev.jamesext.source.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule as the dialect had it up to version 0.5: a variable, a comparison of its own and what to compare with, instead of an
 * expression. It is not read; whoever wrote it is shown what it is today.
 */
final class FormerRule {

    /** A longer rule is not put into today's words. */
    static final int SHOWN_CHARS_MAX = 400;

    /** Conditions inside one another that are. */
    static final int SHOWN_DEPTH_MAX = 8;

    private static final String ALL = "all-of";
    private static final String ANY = "any-of";
    private static final String NONE = "none-of";

    private static final Map<String, BinaryOperator<String>> COMPARISONS = Map.of(
            "eq", (name, value) -> name + " = " + value,
            "ne", (name, value) -> name + " != " + value,
            "starts-with", (name, value) -> "starts_with(" + name + ", " + value + ")",
            "ends-with", (name, value) -> "ends_with(" + name + ", " + value + ")",
            "in-list", (name, value) -> "key_exists(" + value + ", " + name + ")",
            "matches", (name, value) -> "matches(" + value + ", " + name + ")");
    private static final String NOT = "not-";

    private static final Set<String> NAMES = Stream.concat(
                    Stream.of(ALL, ANY, NONE),
                    COMPARISONS.keySet().stream().flatMap(name -> Stream.of(name, NOT + name)))
            .collect(Collectors.toUnmodifiableSet());

    /** Words that stand for themselves as a result, and durations. */
    private static final Set<String> RESULTS = Set.of("true", "false", "mixer", "stanag4406", "nsep");

    private final TomlNode entry;

    /** The sign around texts in expressions; the other one stands around the expression. */
    private final char quote;

    private FormerRule(TomlNode entry, char quote) {
        this.entry = entry;
        this.quote = quote;
    }

    /** Whether an entry is written so. */
    static boolean isMeant(TomlNode entry) {
        return entry.children().stream().anyMatch(child -> NAMES.contains(child.name()));
    }

    /** What the reader says about such an entry. */
    static String sentence(TomlNode entry) {
        Optional<String> usual = new FormerRule(entry, '\'').today();
        // A backslash stands for itself between single quotes alone.
        Optional<String> today = usual.filter(rule -> rule.indexOf('\\') < 0)
                .or(() -> new FormerRule(entry, '"').today())
                .filter(rule -> rule.length() <= SHOWN_CHARS_MAX);
        return "rules were written so up to version 0.5 of the dialect; today "
                + today.map(rule -> "this is " + rule)
                        .orElse(
                                "a rule has an expression behind if, such as { if = \"listener = 'smtp'\", then = true }");
    }

    private Optional<String> today() {
        Optional<String> condition = condition(entry, 0);
        Optional<TomlNode> then = entry.find("then");
        if (condition.isEmpty() || then.filter(node -> !node.isExpression()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("{ if = " + toml(condition.get())
                + then.map(node -> ", then = " + result(node)).orElse("") + " }");
    }

    private Optional<String> condition(TomlNode node, int depth) {
        if (depth > SHOWN_DEPTH_MAX) {
            return Optional.empty();
        }
        for (String several : List.of(ALL, ANY, NONE)) {
            Optional<TomlNode> conditions = node.find(several).filter(TomlNode::isArray);
            if (conditions.isPresent()) {
                return joined(several, conditions.get(), depth);
            }
        }
        return comparison(node);
    }

    private Optional<String> joined(String how, TomlNode conditions, int depth) {
        List<Optional<String>> each = conditions.elements().stream()
                .map(element -> condition(element, depth + 1))
                .toList();
        if (each.isEmpty() || each.contains(Optional.<String>empty())) {
            return Optional.empty();
        }
        String expression =
                each.stream().map(Optional::orElseThrow).collect(Collectors.joining(how.equals(ALL) ? " && " : " || "));
        boolean bare = depth == 0 && !how.equals(NONE);
        return Optional.of((how.equals(NONE) ? "!" : "") + (bare ? expression : "(" + expression + ")"));
    }

    private Optional<String> comparison(TomlNode node) {
        Optional<TomlNode> variable = node.find("if").filter(TomlNode::isText);
        Optional<TomlNode> comparison = node.children().stream()
                .filter(child -> NAMES.contains(child.name()) && child.isExpression())
                .findFirst();
        if (variable.isEmpty() || comparison.isEmpty()) {
            return Optional.empty();
        }
        String name = variable.get().text().shown().replace('-', '_').toLowerCase(Locale.ROOT);
        String value = shown(comparison.get());
        String how = comparison.get().name();
        boolean negated = how.startsWith(NOT);
        String bare = negated ? how.substring(NOT.length()) : how;
        if (value.indexOf(quote) >= 0) {
            return Optional.empty();
        }
        boolean network = name.endsWith("_ip") && value.indexOf('/') >= 0;
        if (network && Set.of("eq", "ne").contains(bare)) {
            return Optional.of(
                    (bare.equals("ne") ^ negated ? "!" : "") + "is_ip_in_cidr(" + name + ", " + quoted(value) + ")");
        }
        String written = comparison.get().isText() ? quoted(value) : value;
        String positive =
                Optional.ofNullable(COMPARISONS.get(bare)).orElseThrow().apply(name, written);
        return Optional.of((negated ? "!" : "") + positive);
    }

    private String result(TomlNode node) {
        String text = shown(node);
        if (!node.isText()) {
            return text;
        }
        boolean itself = RESULTS.contains(text) || DurationText.parse(text).isPresent();
        return itself ? "\"" + text + "\"" : toml(quoted(text));
    }

    private String quoted(String text) {
        return quote + text + quote;
    }

    private String toml(String expression) {
        char outer = quote == '"' ? '\'' : '"';
        return outer + expression + outer;
    }

    /** The value; a macro in it as it is written. */
    private static String shown(TomlNode node) {
        return Quoted.cut(node.isText() ? node.text().shown() : node.plain(), SHOWN_CHARS_MAX);
    }
}
