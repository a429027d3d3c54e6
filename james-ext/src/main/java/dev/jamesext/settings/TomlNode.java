package dev.jamesext.settings;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A value of the TOML tree that knows its key, the place of the key and its own place. A table may stand in several files:
 * then its first place is that of the node, and the other files' shares of it are asked besides.
 */
final class TomlNode {

    /** The order in which values are written: that of the files, then that of the text. */
    static final Comparator<TomlNode> TEXT_ORDER =
            Comparator.<TomlNode>comparingInt(node -> node.locator.file()).thenComparing(node -> node.keySpan.start());

    /** Digits of a key that numbers an element. */
    static final int NUMBER_DIGITS_MAX = 9;

    private static final KeyPath TESTS = KeyPath.ROOT.key("test");

    private final KeyLocator locator;
    private final Macros macros;
    private final Object value;
    private final String name;
    private final KeyPath key;
    private final Span keySpan;
    private final int valueStart;

    /** What other files hold of the same table; none of them has shares itself. */
    private final List<TomlNode> shares;

    private TomlNode(
            KeyLocator locator,
            Macros macros,
            Object value,
            String name,
            KeyPath key,
            Span keySpan,
            int valueStart,
            List<TomlNode> shares) {
        this.locator = locator;
        this.macros = macros;
        this.value = value;
        this.name = name;
        this.key = key;
        this.keySpan = keySpan;
        this.valueStart = valueStart;
        this.shares = shares;
    }

    private TomlNode(
            KeyLocator locator, Macros macros, Object value, String name, KeyPath key, Span keySpan, int valueStart) {
        this(locator, macros, value, name, key, keySpan, valueStart, List.of());
    }

    /** The whole file. */
    static TomlNode root(KeyLocator locator, TomlTable table, Macros macros) {
        return new TomlNode(locator, macros, table, "", KeyPath.ROOT, new Span(0, 0), KeyLocator.BY_HEADER);
    }

    /** Values of one key in several files, each with its file's share, as one: the first and what can be joined with it. */
    static TomlNode joined(List<TomlNode> parts) {
        TomlNode first = parts.get(0);
        return parts.size() == 1
                ? first
                : first.with(
                        first.key, parts.stream().skip(1).filter(first::joins).toList());
    }

    private TomlNode with(KeyPath path, List<TomlNode> others) {
        return new TomlNode(locator, macros, value, name, path, keySpan, valueStart, others);
    }

    /** Whether the value of the same key in another file adds to this one: tables do, and tests. */
    boolean joins(TomlNode other) {
        return (isTable() && other.isTable()) || (key.equals(TESTS) && isArray() && other.isArray());
    }

    /** File, line and column of the key, for a sentence. */
    String place() {
        int start = keySpan.start();
        return source().name() + ":" + source().line(start) + ":" + source().column(start);
    }

    /** The last key of the path, decoded; for an array element that of the array. */
    String name() {
        return name;
    }

    KeyPath key() {
        return key;
    }

    SourceText source() {
        return locator.source();
    }

    /** Where the key is written; for an array element the element itself. */
    Span keySpan() {
        return keySpan;
    }

    /** Where an array element begins: its header, brackets included, or the element itself. */
    Span header() {
        if (valueStart != KeyLocator.BY_HEADER) {
            return keySpan;
        }
        String text = source().text();
        int start = text.lastIndexOf('[', keySpan.start());
        int end = text.indexOf(']', keySpan.end());
        // An element whose number is a key need not have a header.
        if (start < 0 || text.substring(start, keySpan.start()).contains("\n")) {
            return keySpan;
        }
        start = start > 0 && text.charAt(start - 1) == '[' ? start - 1 : start;
        return end < 0 ? keySpan : new Span(start, Math.min(text.length(), end + 2));
    }

    /** Where the value is written; for a table made by a header the header's key. */
    Span span() {
        return valueStart == KeyLocator.BY_HEADER ? keySpan : locator.valueSpan(valueStart);
    }

    boolean isTable() {
        return value instanceof TomlTable;
    }

    /** Whether it has elements: an array, or a table whose keys are numbers, as exports of the dialect write it. */
    boolean isArray() {
        return (value instanceof TomlArray && !isSet()) || isNumbered();
    }

    /** Whether it is a set of the dialect, values alone in braces; what these are is not known. */
    boolean isSet() {
        return value instanceof TomlArray && valueStart != KeyLocator.BY_HEADER && locator.isInlineTable(valueStart);
    }

    private boolean isNumbered() {
        return value instanceof TomlTable table
                && !table.isEmpty()
                && table.keySet().stream().allMatch(TomlNode::isNumber)
                && shares.stream().allMatch(TomlNode::isNumbered);
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty()
                && key.length() <= NUMBER_DIGITS_MAX
                && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether a macro somewhere stands for it or for a value below it; known when everything else has been read. */
    boolean isNamedByMacro() {
        return macros.isNamed(key);
    }

    /** Whether it is a text whose macros, if any, could be expanded. */
    boolean isText() {
        return value instanceof String && !isBroken();
    }

    /** Whether a macro in it could not be expanded. That was reported; no more is said about such a value. */
    boolean isBroken() {
        return value instanceof String text
                && Macros.mayHold(text)
                && macros.expand(valueStart, written()).isEmpty();
    }

    /** Where the value begins, or {@link KeyLocator#BY_HEADER}. */
    int valueStart() {
        return valueStart;
    }

    /** Text, boolean or number: what may stand for an expression. */
    boolean isExpression() {
        return isText()
                || value instanceof Boolean
                || value instanceof Long
                || (value instanceof Double number && Double.isFinite(number));
    }

    /** The entries of a table in the order of the file; none when it is no table. */
    List<TomlNode> children() {
        if (shares.isEmpty() || !isTable()) {
            return ownChildren().toList();
        }
        return childrenByName().values().stream().map(TomlNode::joined).toList();
    }

    /** Whether more than one file holds some of it. */
    boolean isShared() {
        return !shares.isEmpty();
    }

    /** The entries of a table that stands in several files: of each name what the files give it, in their order. */
    Map<String, List<TomlNode>> childrenByName() {
        Map<String, List<TomlNode>> children = new LinkedHashMap<>();
        parts().flatMap(TomlNode::ownChildren)
                .forEach(child -> children.computeIfAbsent(child.name, any -> new ArrayList<>())
                        .add(child));
        return children;
    }

    private Stream<TomlNode> parts() {
        return Stream.concat(Stream.of(this), shares.stream());
    }

    private Stream<TomlNode> ownChildren() {
        return value instanceof TomlTable table
                ? table.keySet().stream().map(child -> child(table, child))
                : Stream.empty();
    }

    /** The value below some keys; empty when one of them is missing or above it is no table. */
    Optional<TomlNode> find(String... path) {
        return find(List.of(path));
    }

    /** The value below some keys; empty when one of them is missing or above it is no table. */
    Optional<TomlNode> find(List<String> path) {
        Optional<TomlNode> node = Optional.of(this);
        for (String child : path) {
            node = node.flatMap(found -> found.below(child));
        }
        return node;
    }

    private Optional<TomlNode> below(String child) {
        if (shares.isEmpty()) {
            return own(child);
        }
        List<TomlNode> found = parts().flatMap(part -> part.own(child).stream()).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(joined(found));
    }

    private Optional<TomlNode> own(String child) {
        return value instanceof TomlTable table && table.contains(List.of(child))
                ? Optional.of(child(table, child))
                : Optional.empty();
    }

    private TomlNode child(TomlTable table, String child) {
        List<String> path = List.of(child);
        TomlPosition position = table.inputPositionOf(path);
        Object found = table.get(path);
        if (position == null || found == null) {
            throw new IllegalStateException("no value at " + child);
        }
        int start = locator.offset(position);
        int valueStart = locator.valueStart(start);
        // The a of "a.b = 1" is a table too, but what stands behind the equals sign is not it.
        boolean dotted = found instanceof TomlTable && !locator.isInlineTable(valueStart);
        return new TomlNode(
                locator,
                macros,
                found,
                child,
                key.key(child),
                locator.keySpan(start, child),
                dotted ? KeyLocator.BY_HEADER : valueStart);
    }

    /** The elements of an array, numbered keys in the order of their numbers; none when it is no array. */
    List<TomlNode> elements() {
        List<TomlNode> elements = new ArrayList<>();
        parts().forEach(part -> part.addOwnElements(elements));
        return elements;
    }

    private void addOwnElements(List<TomlNode> elements) {
        if (isNumbered()) {
            ownChildren()
                    .sorted(Comparator.comparingInt(child -> Integer.parseInt(child.name)))
                    .forEach(child -> elements.add(child.with(key.index(elements.size()), List.of())));
        } else if (value instanceof TomlArray array) {
            List<Integer> starts = valueStart == KeyLocator.BY_HEADER ? List.of() : locator.elementStarts(valueStart);
            for (int i = 0; i < array.size(); i++) {
                elements.add(element(array, i, starts, key.index(elements.size())));
            }
        }
    }

    private TomlNode element(TomlArray array, int index, List<Integer> starts, KeyPath path) {
        if (index < starts.size()) {
            int start = starts.get(index);
            return new TomlNode(locator, macros, array.get(index), name, path, locator.valueSpan(start), start);
        }
        Span header = locator.keySpan(locator.offset(array.inputPositionOf(index)), name);
        return new TomlNode(locator, macros, array.get(index), name, path, header, KeyLocator.BY_HEADER);
    }

    /** The text of a string, macros expanded; only asked where {@link #isText()}. */
    Excerpt excerpt() {
        Excerpt written = written();
        return Macros.mayHold(written.text())
                ? macros.expand(valueStart, written).orElseThrow()
                : written;
    }

    private Excerpt written() {
        return locator.string(valueStart, key, (String) value);
    }

    /** The text of a string and where it is written, quotes left out; only asked where {@link #isText()}. */
    Located<String> text() {
        Excerpt excerpt = excerpt();
        return new Located<>(
                excerpt.text(),
                source(),
                excerpt.span(),
                key,
                Optional.of(excerpt).filter(Excerpt::isHidden));
    }

    /** The value as the text of an expression; only asked where {@link #isExpression()}. */
    Excerpt expression() {
        if (value instanceof String) {
            return excerpt();
        }
        Span span = span();
        // Written plainly, the text of the number is the expression; TOML's 0x1f or 1_000 stands in for its value.
        String plain =
                value instanceof Double number ? BigDecimal.valueOf(number).toPlainString() : String.valueOf(value);
        return source().text().startsWith(plain, span.start()) && span.end() == span.start() + plain.length()
                ? Excerpt.verbatim(source(), key, span.start(), span.end())
                : Excerpt.standIn(source(), key, plain, span);
    }

    /** A boolean, or its name as text. */
    Optional<Boolean> asBoolean() {
        String word = plain();
        return "true".equals(word) ? Optional.of(true) : "false".equals(word) ? Optional.of(false) : Optional.empty();
    }

    /** A whole number within bounds, or its digits as text: the dialect does not tell the two apart. */
    Optional<Integer> asInteger(int min, int max) {
        if (!(value instanceof Long || value instanceof String)) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(plain());
            return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
        } catch (NumberFormatException notDigits) {
            return Optional.empty();
        }
    }

    /** Whether it is a boolean, or its name as text, that holds without any macro. */
    boolean isPlainly(boolean wanted) {
        return String.valueOf(value).equals(String.valueOf(wanted));
    }

    /** The value as text; of a broken one what is written. */
    String plain() {
        return isText() ? excerpt().text() : String.valueOf(value);
    }

    /** What the value is, for the end of a sentence: {@code the text 'x'}, {@code an array}. */
    String described() {
        if (value instanceof TomlTable) {
            return "a table";
        }
        if (isSet()) {
            return "a set in braces, which is not TOML; an array stands in brackets: [ \"a\", \"b\" ]";
        }
        if (value instanceof TomlArray array) {
            return array.isEmpty() ? "an empty array" : "an array";
        }
        if (value instanceof String) {
            return "the text " + Quoted.of(isText() ? excerpt().shown() : plain());
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof Number ? "the number " + value : "the date or time " + value;
    }

    /** Reports an error about the value; nothing when it {@link #isBroken()}. */
    void error(Problems problems, String sentence) {
        if (!isBroken()) {
            problems.error(source(), span(), key, masked(sentence));
        }
    }

    /** Reports a warning about the value; nothing when it {@link #isBroken()}. */
    void warning(Problems problems, String sentence) {
        if (!isBroken()) {
            problems.warning(source(), span(), key, masked(sentence));
        }
    }

    private String masked(String sentence) {
        return isText() ? text().masked(sentence) : sentence;
    }

    /** Reports an error about the key. */
    void keyError(Problems problems, String sentence) {
        problems.error(source(), keySpan, key, sentence);
    }

    /** Reports a warning about the key. */
    void keyWarning(Problems problems, String sentence) {
        problems.warning(source(), keySpan, key, sentence);
    }
}
