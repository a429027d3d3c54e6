package dev.jamesext.settings;

import dev.jamesext.settings.Key.Kind;
import dev.jamesext.settings.Key.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the JSON Schema of the policy file (draft 7, which editors of TOML understand) from {@link KeyTable}. A schema
 * cannot say everything: names nearly ours, the order of rules and whatever is inside a text stay with the load.
 */
final class SchemaWriter {

    /** A macro may stand for anything. */
    private static final Map<String, Object> MACRO = object("type", "string", "pattern", "%\\{");

    private static final Map<String, Object> EXPRESSION =
            object("type", List.of("string", "boolean", "number"), "description", "An expression.");

    private SchemaWriter() {}

    static Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (KeyTable table : KeyTable.values()) {
            put(properties, List.of(table.path().split("\\.")), table(table));
        }
        child(properties, Macros.TABLE)
                .put("additionalProperties", object("type", List.of("string", "boolean", "number")));
        child(properties, "lookup").put("additionalProperties", object("type", "object"));
        child(properties, "http-lookup").put("additionalProperties", object("type", "object"));
        return object(
                "$schema", "http://json-schema.org/draft-07/schema#",
                "title", "ehlo.toml, the EHLO policy of james-ext",
                "description", "Made from the tables of dev.jamesext.settings.KeyTable by SchemaTest.",
                "type", "object",
                "properties", properties,
                "definitions", definitions());
    }

    /** Puts a table in its place: a key, any key ({@code *}), or the elements of an array ({@code []}). */
    private static void put(Map<String, Object> properties, List<String> path, Map<String, Object> table) {
        String name = path.get(0);
        if (name.endsWith("[]")) {
            properties.put(
                    name.substring(0, name.length() - 2),
                    object("type", "array", "maxItems", TestsReader.TESTS_MAX, "items", table));
        } else if (path.size() == 1) {
            child(properties, name).putAll(table);
        } else if (path.get(1).equals("*")) {
            child(properties, name).put("additionalProperties", table);
        } else {
            put(properties(child(properties, name)), path.subList(1, path.size()), table);
        }
    }

    private static Map<String, Object> table(KeyTable table) {
        Map<String, Object> keys = new LinkedHashMap<>();
        table.keys().forEach(key -> keys.put(key.name(), key(table, key)));
        Map<String, Object> schema = object("type", "object", "description", table.doc(), "properties", keys);
        if (table.isClosed()) {
            schema.put("additionalProperties", false);
        }
        return switch (table) {
            case SCRIPT -> {
                schema.put("required", List.of("contents"));
                Map<String, Object> text = object("type", "string");
                yield object("anyOf", List.of(text, object("type", "array", "items", text), schema));
            }
            case LIST -> list(schema);
            case TEST -> {
                schema.put(
                        "anyOf",
                        Stream.of("ehlo", "helo", "lhlo", "sender")
                                .map(SchemaWriter::required)
                                .toList());
                Stream<List<String>> twoGreetings =
                        Stream.of(List.of("ehlo", "helo"), List.of("ehlo", "lhlo"), List.of("helo", "lhlo"));
                schema.put(
                        "not",
                        object(
                                "anyOf",
                                twoGreetings
                                        .map(pair -> object("required", pair))
                                        .toList()));
                yield schema;
            }
            default -> schema;
        };
    }

    /** A store of another type has keys that are not ours to judge. */
    private static Map<String, Object> list(Map<String, Object> memory) {
        TreeSet<String> types = new TreeSet<>(ListsReader.TYPES_UNSUPPORTED);
        types.add("memory");
        Map<String, Object> then = new LinkedHashMap<>(memory);
        then.put("required", List.of("format", "values"));
        return object(
                "type", "object",
                "description", KeyTable.LIST.doc(),
                "required", List.of("type"),
                "properties", object("type", orMacro(object("enum", List.copyOf(types)))),
                "if", object("properties", object("type", object("const", "memory"))),
                "then", then);
    }

    private static Map<String, Object> key(KeyTable table, Key key) {
        Map<String, Object> schema = new LinkedHashMap<>(kind(key.kind()));
        schema.put("description", key.doc());
        written(table, key).ifPresent(value -> schema.put("default", value));
        return schema;
    }

    /** The default, when it is a plain value. */
    private static Optional<Object> written(KeyTable table, Key key) {
        return Stream.of(KeyTable.EHLO, KeyTable.EXTENSIONS, KeyTable.TRUSTED, KeyTable.LIMITS, KeyTable.JAMES_EXT)
                .filter(table::equals)
                .findFirst()
                .flatMap(found -> Defaults.ROOT.find(found.steps()))
                .flatMap(found -> found.find(key.name()))
                .filter(TomlNode::isExpression)
                .map(SchemaWriter::value);
    }

    private static Object value(TomlNode node) {
        String text = node.expression().text();
        return node.isText() ? text : node.asBoolean().<Object>map(flag -> flag).orElseGet(() -> Integer.valueOf(text));
    }

    private static Map<String, Object> kind(Kind kind) {
        if (kind instanceof Kind.Ruled ruled) {
            return reference(definition(ruled.outcome()));
        }
        if (kind instanceof Kind.Offered offered) {
            Map<String, Object> rules = reference(definition(offered.outcome()));
            return object(
                    "anyOf",
                    List.of(
                            rules,
                            object(
                                    "type",
                                    "object",
                                    "description",
                                    "What EHLO shows, and what may be used.",
                                    "properties",
                                    object("offer", rules, "use", rules),
                                    "additionalProperties",
                                    false,
                                    "minProperties",
                                    1)));
        }
        if (kind instanceof Kind.Switch) {
            return orMacro(object("enum", List.of(true, false, "true", "false")));
        }
        if (kind instanceof Kind.WholeNumber bounds) {
            return object(
                    "anyOf",
                    List.of(
                            object("type", "integer", "minimum", bounds.min(), "maximum", bounds.max()),
                            object("type", "string", "pattern", "^[0-9]+$|%\\{")));
        }
        if (kind instanceof Kind.Time) {
            return object("type", "string", "pattern", "^[0-9]{1,9}(ms|s|m|h|d)$|%\\{");
        }
        if (kind instanceof Kind.Word word) {
            return orMacro(object("enum", word.words()));
        }
        if (kind instanceof Kind.Words several) {
            Map<String, Object> word = orMacro(object("enum", several.words()));
            return object("anyOf", List.of(word, object("type", "array", "items", word)));
        }
        if (kind instanceof Kind.Texts) {
            Map<String, Object> text = object("type", "string");
            return object("anyOf", List.of(text, object("type", "array", "items", text)));
        }
        if (kind instanceof Kind.ReplyCode) {
            return reference("reply");
        }
        return kind instanceof Kind.Text
                ? object("type", "string")
                : kind instanceof Kind.Table ? object("type", "object") : object();
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            definitions.put(definition(outcome), ruled(outcome));
        }
        String refusal = "%1$d[0-5][0-9]( %1$d\\.[0-9]{1,3}\\.[0-9]{1,3})?";
        definitions.put(
                "reply",
                object(
                        "anyOf",
                        List.of(
                                object("enum", List.of("accept", 250)),
                                object("type", "integer", "minimum", 400, "maximum", 459),
                                object("type", "integer", "minimum", 500, "maximum", 559),
                                object(
                                        "type",
                                        "string",
                                        "pattern",
                                        "^(250|" + refusal.formatted(4) + "|" + refusal.formatted(5) + ")$|%\\{"))));
        return definitions;
    }

    private static String definition(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> ruled(Outcome outcome) {
        Map<String, Object> result = result(outcome);
        Map<String, Object> rule = object(
                "type",
                "object",
                "properties",
                object("if", EXPRESSION, "then", result),
                "required",
                List.of("if", "then"),
                "additionalProperties",
                false);
        Map<String, Object> last = object(
                "type",
                "object",
                "properties",
                object("else", result),
                "required",
                List.of("else"),
                "additionalProperties",
                false);
        return object(
                "anyOf",
                List.of(
                        result,
                        object(
                                "type",
                                "array",
                                "description",
                                "Rules in order: the first whose if holds gives its then; else comes last.",
                                "minItems",
                                2,
                                "items",
                                object("anyOf", List.of(rule, last)),
                                "contains",
                                last)));
    }

    private static Map<String, Object> result(Outcome outcome) {
        return switch (outcome) {
            case SWITCH -> object("type", List.of("boolean", "string", "number"), "minLength", 1);
            case DURATION, PRIORITY_POLICY ->
                object("anyOf", List.of(object("const", false), object("type", "string", "minLength", 1)));
            case BARE_LF -> object("type", "string", "minLength", 1);
            case PRIORITY -> object("type", List.of("integer", "string"), "minimum", -9, "maximum", 9, "minLength", 1);
            case SCRIPT, KEYWORDS -> object("anyOf", List.of(object("const", false), object("type", "string")));
        };
    }

    private static Map<String, Object> orMacro(Map<String, Object> schema) {
        return object("anyOf", List.of(schema, MACRO));
    }

    private static Map<String, Object> required(String key) {
        return object("required", List.of(key));
    }

    private static Map<String, Object> reference(String definition) {
        return object("allOf", List.of(object("$ref", "#/definitions/" + definition)));
    }

    private static Map<String, Object> child(Map<String, Object> properties, String name) {
        return map(properties.computeIfAbsent(name, absent -> object("type", "object")));
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        return map(schema.computeIfAbsent("properties", absent -> new LinkedHashMap<>()));
    }

    @SuppressWarnings("unchecked") // Whatever is put under these keys is one of our maps.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
