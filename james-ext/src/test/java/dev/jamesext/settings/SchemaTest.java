package dev.jamesext.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The schema that editors read: made from the tables, and of one mind with the reader as far as a schema can be. */
class SchemaTest {

    /** Run with {@code -Dschema.write=true} to have the schema written. */
    private static final boolean WRITE = Boolean.getBoolean("schema.write");

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", ".")).resolve("..").normalize();
    private static final Path SCHEMA = REPOSITORY.resolve("docs/ehlo.schema.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isMadeFromTheTables() throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        String made = JSON.writer(printer).writeValueAsString(SchemaWriter.schema()) + "\n";
        if (WRITE) {
            Files.writeString(SCHEMA, made);
        }
        assertThat(Files.readString(SCHEMA))
                .as("%s; -Dschema.write=true writes it", SCHEMA)
                .isEqualTo(made);
    }

    static Stream<Path> goodPolicies() throws IOException, URISyntaxException {
        return Stream.concat(
                Stream.of(REPOSITORY.resolve("conf/ehlo.toml"), resource("/dev/jamesext/settings/defaults.toml")),
                Stream.concat(policies("/settings").filter(SchemaTest::isWhole), policies("/policies")));
    }

    /**
     * The reader takes every scalar for an expression; that a duration needs its unit is found out later. Numbered keys are what
     * programs write.
     */
    private static boolean isWhole(Path policy) {
        return !policy.endsWith("scalars-as-expressions.toml") && !policy.endsWith("numbered-keys.toml");
    }

    @ParameterizedTest
    @MethodSource("goodPolicies")
    void acceptsPoliciesThatLoad(Path policy) throws IOException {
        assertThat(complaints(policy)).isEmpty();
    }

    /** Those it cannot see through are listed: each is about the inside of a text, an order, or a name nearly ours. */
    @Test
    void refusesPoliciesThatDoNotLoadButForAListedFew() throws IOException, URISyntaxException {
        Set<String> accepted = new TreeSet<>();
        for (Path policy : Stream.concat(policies("/problems/settings"), policies("/problems/policy"))
                .toList()) {
            String problems = Files.readString(
                    policy.resolveSibling(policy.getFileName().toString().replace(".toml", ".expected")));
            boolean isToml = !Toml.parse(Files.readString(policy)).hasErrors();
            if (isToml && problems.contains(": error: ") && complaints(policy).isEmpty()) {
                accepted.add(policy.getFileName().toString().replace(".toml", ""));
            }
        }
        assertThat(String.join("\n", accepted) + "\n")
                .isEqualTo(Files.readString(resource("/schema/beyond-a-schema.txt")));
    }

    @Test
    void tellsWhereAMistakeIs() throws IOException, URISyntaxException {
        assertThat(complaints(resource("/problems/settings/unknown-key.toml")))
                .anyMatch(complaint -> complaint.contains("/session/ehlo"));
    }

    private static Set<String> complaints(Path policy) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(SCHEMA));
        TomlParseResult toml = Toml.parse(Files.readString(policy).replace("\ufeff", ""));
        return schema.validate(JSON.valueToTree(plain(toml))).stream()
                .map(SchemaTest::complaint)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String complaint(ValidationMessage message) {
        return message.getInstanceLocation().toString().replace("$", "").replace('.', '/') + ": "
                + message.getMessage();
    }

    private static Object plain(Object value) {
        if (value instanceof TomlTable table) {
            Map<String, Object> map = new LinkedHashMap<>();
            table.keySet().forEach(key -> map.put(key, plain(Objects.requireNonNull(table.get(List.of(key))))));
            return map;
        }
        if (value instanceof TomlArray array) {
            return array.toList().stream().map(SchemaTest::plain).toList();
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(SchemaTest.class.getResource(name), name).toURI());
    }

    private static Stream<Path> policies(String folder) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(resource(folder))) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }
}
