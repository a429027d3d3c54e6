package dev.jamesext.settings;

import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads named lists: {@code [store."name"]}, {@code [lookup."name"]} in both its forms. */
final class ListsReader {

    /** Those that any version of the dialect documents, from 0.3 to 0.15. */
    static final Set<String> TYPES_UNSUPPORTED = Set.of(
            "azure",
            "composite",
            "distributed-blob",
            "elasticsearch",
            "foundationdb",
            "fs",
            "kafka",
            "local",
            "meilisearch",
            "memcached",
            "mysql",
            "nats",
            "postgresql",
            "redis",
            "rocksdb",
            "s3",
            "sharded-blob",
            "sharded-in-memory",
            "shared-blob",
            "sql-read-replica",
            "sqlite",
            "zenoh");

    static final String GLOB = "glob";
    private static final String MAP = "map";

    /** The words of {@code format}, in the order in which they are documented. */
    static final List<String> FORMATS = List.of("list", "suffix", GLOB, "regex", MAP);

    private static final String SEPARATOR_DEFAULT = " ";

    private final MacroSource macros;
    private final boolean filesOutsideAllowed;
    private final Problems problems;

    ListsReader(MacroSource macros, boolean filesOutsideAllowed, Problems problems) {
        this.macros = macros;
        this.filesOutsideAllowed = filesOutsideAllowed;
        this.problems = problems;
    }

    /** The lists in the order of the file. */
    List<ListSettings> read(TomlNode root) {
        List<ListSettings> lists = new ArrayList<>();
        Map<String, TomlNode> places = new HashMap<>();
        for (TomlNode definition : definitions(root)) {
            TomlNode first = places.putIfAbsent(definition.name(), definition);
            if (first != null) {
                definition.keyError(
                        problems,
                        "the list " + Quoted.of(definition.name()) + " is already defined at " + first.place()
                                + "; a name means one list");
            } else {
                list(definition).ifPresent(lists::add);
            }
        }
        return lists;
    }

    private List<TomlNode> definitions(TomlNode root) {
        List<TomlNode> definitions = new ArrayList<>();
        for (String table : List.of("store", "lookup", "http-lookup")) {
            root.find(table).ifPresent(all -> {
                if (!all.isTable()) {
                    all.error(problems, "expects a table of lists, found " + all.described());
                }
                definitions.addAll(all.children());
            });
        }
        definitions.sort(TomlNode.TEXT_ORDER);
        return definitions;
    }

    private Optional<ListSettings> list(TomlNode definition) {
        String table = definition.key().text();
        if (table.equals("lookup.default")) {
            definition.keyWarning(problems, "is not used here");
            return Optional.empty();
        }
        if (table.startsWith("http-lookup.")) {
            definition.keyWarning(
                    problems,
                    "lists fetched by HTTP are not supported by this version: a rule or script"
                            + " that names this list will not load");
            return Optional.empty();
        }
        if (definition.isSet()) {
            definition.error(
                    problems,
                    "a set in braces is not TOML; write each name with a value: { \"a.example\" = true, \"b.example\" ="
                            + " true }");
            return Optional.empty();
        }
        if (!definition.isTable()) {
            definition.error(problems, "expects a table, found " + definition.described());
            return Optional.empty();
        }
        return table.startsWith("lookup.") && !isStore(definition)
                ? new EntriesAsKeys(problems).read(definition)
                : store(definition);
    }

    /** Tells the keys of a store from entries that merely read like them, such as {@code type = true}. */
    private static boolean isStore(TomlNode definition) {
        return definition.find("type").filter(TomlNode::isText).isPresent()
                || definition
                        .find("values")
                        .filter(values -> values.isArray() || values.isText())
                        .isPresent();
    }

    private Optional<ListSettings> store(TomlNode definition) {
        Optional<TomlNode> type = definition.find("type");
        if (type.isEmpty()) {
            reportMissingType(definition);
            return Optional.empty();
        }
        if (!type.get().isText() || !type.get().text().value().equals("memory")) {
            reportType(type.get());
            return Optional.empty();
        }
        Optional<TomlNode> below = definition.find("lookup").filter(TomlNode::isTable);
        if (below.isPresent()) {
            reportListsBelow(definition, below.get());
            return Optional.empty();
        }
        KeyTable.LIST.checkTable(definition, problems);
        Optional<String> comment = mark(definition, "comment");
        Optional<String> separator = mark(definition, "separator");
        Optional<Located<String>> format = format(definition);
        Optional<List<ListSettings.Source>> sources = sources(definition);
        if (format.isEmpty() || sources.isEmpty()) {
            return Optional.empty();
        }
        boolean isMap = format.get().value().equals(MAP);
        if (separator.isPresent() && !isMap) {
            definition
                    .find("separator")
                    .ifPresent(node ->
                            node.keyWarning(problems, "is not used here: only entries of format 'map' have values"));
        }
        return Optional.of(new ListSettings(
                name(definition),
                format.get(),
                sources.get(),
                comment,
                isMap ? Optional.of(separator.orElse(SEPARATOR_DEFAULT)) : Optional.empty()));
    }

    /** As versions up to 0.5 of the dialect had them. */
    private void reportListsBelow(TomlNode definition, TomlNode lists) {
        String first = lists.children().stream().map(TomlNode::name).findFirst().orElse("name");
        lists.keyError(
                problems,
                "lists stood below their store up to version 0.5 of the dialect; today each is a store of its own: [store.\""
                        + Quoted.cut(definition.name() + "/" + first, Quoted.WORD_CHARS_MAX)
                        + "\"] with type = \"memory\", and format in place of type");
    }

    private void reportMissingType(TomlNode definition) {
        Optional<TomlNode> inner =
                definition.children().stream().filter(TomlNode::isTable).findFirst();
        if (inner.isPresent()) {
            String whole = definition.name() + "." + inner.get().name();
            definition.keyError(
                    problems,
                    "the store needs a type; a name with a dot needs quotes: [store.\""
                            + Quoted.cut(whole, Quoted.WORD_CHARS_MAX) + "\"]");
        } else {
            definition.keyError(problems, "the store needs a type: type = \"memory\"");
        }
    }

    static Located<String> name(TomlNode definition) {
        return new Located<>(definition.name(), definition.source(), definition.keySpan(), definition.key());
    }

    private void reportType(TomlNode type) {
        if (!type.isText()) {
            type.error(problems, "expects the text 'memory', found " + type.described());
            return;
        }
        String name = type.text().value();
        if (TYPES_UNSUPPORTED.contains(name)) {
            type.warning(
                    problems,
                    "store type " + Quoted.of(name)
                            + " is not supported: a rule or script that names this list will not load");
            return;
        }
        Set<String> known = new TreeSet<>(TYPES_UNSUPPORTED);
        known.add("memory");
        type.error(problems, "unknown store type " + Quoted.of(name) + Suggestion.didYouMean(name, known));
    }

    /** A text that marks something in a line of a file. */
    private Optional<String> mark(TomlNode definition, String key) {
        Optional<TomlNode> node = definition.find(key);
        if (node.isPresent() && !node.get().isText()) {
            node.get().error(problems, "expects a text, found " + node.get().described());
            return Optional.empty();
        }
        Optional<String> mark = node.map(text -> text.text().value());
        if (mark.isPresent() && mark.get().isEmpty()) {
            node.get().error(problems, "expects a text that is not empty; leave the key out for none");
            return Optional.empty();
        }
        return mark;
    }

    private Optional<Located<String>> format(TomlNode definition) {
        Optional<TomlNode> format = definition.find("format");
        if (format.isEmpty()) {
            definition.keyError(problems, "the store needs a format: format = \"list\"");
            return Optional.empty();
        }
        if (!format.get().isText()) {
            format.get()
                    .error(
                            problems,
                            "expects the text 'list', found " + format.get().described());
            return Optional.empty();
        }
        Located<String> text = format.get().text();
        if (FORMATS.contains(text.value())) {
            return Optional.of(text);
        }
        format.get()
                .error(
                        problems,
                        "unknown format " + Quoted.of(text.value()) + Suggestion.didYouMean(text.value(), FORMATS)
                                + (Suggestion.nearest(text.value(), FORMATS).isPresent()
                                        ? ""
                                        : "; there are " + String.join(", ", FORMATS)));
        return Optional.empty();
    }

    private Optional<List<ListSettings.Source>> sources(TomlNode definition) {
        Optional<TomlNode> values = definition.find("values");
        if (values.isEmpty()) {
            definition.keyError(problems, "the store needs its entries: values = [ ... ]");
            return Optional.empty();
        }
        List<TomlNode> nodes = values.get().isArray() ? values.get().elements() : List.of(values.get());
        List<ListSettings.Source> sources = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            TomlNode node = nodes.get(i);
            if (!node.isText()) {
                node.error(problems, "an entry is a text, found " + node.described());
            } else if (namesFile(node)) {
                file(node).ifPresent(sources::add);
            } else if (ForeignSource.isRemote(node.text().value())
                    && i + 1 < nodes.size()
                    && isFallback(nodes.get(i + 1))) {
                node.warning(
                        problems,
                        "text fetched from elsewhere is not supported by this version; the file named next, which stands in"
                                + " for it, is read alone");
            } else if (!ForeignSource.reported(node, problems)) {
                sources.add(new ListSettings.Source.Entry(node.text(), Optional.empty()));
            }
        }
        return Optional.of(sources);
    }

    private static boolean namesFile(TomlNode text) {
        return ForeignSource.isFile(text.text().value()) || isFallback(text);
    }

    private static boolean isFallback(TomlNode node) {
        return node.isText() && ForeignSource.isFallback(node.text().value());
    }

    private Optional<ListSettings.Source> file(TomlNode node) {
        Located<String> written = node.text();
        String name = ForeignSource.path(written.value());
        MacroSource.Location location = macros.locate(name, filesOutsideAllowed);
        if (location instanceof MacroSource.Location.At at) {
            String shown = written.shown();
            return Optional.of(new ListSettings.Source.File(written, ForeignSource.path(shown), at.path()));
        }
        String reason = ((MacroSource.Location.Refused) location).reason();
        // The reason may name the path.
        node.error(
                problems,
                "the file " + Quoted.of(name) + " cannot be used"
                        + (written.hidden().isPresent() ? "" : ": " + reason));
        return Optional.empty();
    }
}
