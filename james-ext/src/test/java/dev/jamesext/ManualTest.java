package dev.jamesext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.PolicyCompiler;
import dev.jamesext.policy.PolicyTests;
import dev.jamesext.policy.SessionVariable;
import dev.jamesext.settings.FixtureMacros;
import dev.jamesext.settings.Key;
import dev.jamesext.settings.KeyTable;
import dev.jamesext.settings.MacroSource;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/**
 * What the pages promise, held against the code. The tables of functions and of the script language are compared in their
 * own packages.
 */
@NullMarked
final class ManualTest {

    /** A block that is a whole policy. */
    private static final String POLICY = "toml policy";

    /** Behind a policy: what loading it says, whole. */
    private static final String PROBLEMS = "text problems";

    /** The machine that the pages speak of: what their macros name exists there. */
    private static final MacroSource MACHINE = new MacroSource() {
        @Override
        public Optional<String> environment(String name) {
            return name.equals("OUR_NETWORK") ? Optional.of("192.0.2.0/24") : Optional.empty();
        }

        @Override
        public Inclusion file(String path, boolean outsideAllowed) {
            return path.equals("conf/scripts/ehlo.sieve")
                    ? new Inclusion.Read(SourceText.of(path, "keep;\n"))
                    : new Inclusion.Refused("there is no such file");
        }

        @Override
        public Location locate(String path, boolean outsideAllowed) {
            return path.equals("conf/patterns.txt")
                    ? FixtureMacros.INSTANCE.locate(path, outsideAllowed)
                    : new Location.Refused("there is no such file");
        }
    };

    static Stream<Arguments> policies() {
        List<Arguments> policies = new ArrayList<>();
        for (String page : List.of("README.md", "docs/manual.md", "docs/coming-from-stalwart.md")) {
            List<Manual.Block> blocks = Manual.blocks(page);
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).info().equals(POLICY)) {
                    boolean told =
                            i + 1 < blocks.size() && blocks.get(i + 1).info().equals(PROBLEMS);
                    policies.add(
                            Arguments.of(blocks.get(i), told ? blocks.get(i + 1).text() : "\n"));
                }
            }
        }
        return policies.stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void loadsPoliciesAsWritten(Manual.Block policy, String expected) {
        Problems problems = new Problems();
        Optional<Policy> compiled = compile(policy.text(), problems);
        assertThat(problems.render() + "\n").isEqualTo(expected);
        assertThat(compiled.isPresent()).isEqualTo(!expected.contains(": error: "));
    }

    @Test
    void listsEverySettingWithItsDefault() {
        Map<String, String> documented = new TreeMap<>();
        Manual.rows("settings").forEach(row -> documented.put(row.get(0), row.get(2)));
        TomlParseResult defaults = Toml.parse(defaults());
        Map<String, String> read = new TreeMap<>();
        settings().forEach(key -> read.put(key, defaults.contains(key) ? inTable(defaults.get(key)) : "none"));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(read);
        assertThat(read.keySet()).containsAll(defaults.dottedKeySet());
    }

    /** Every key that is read, {@code NAME} for what an operator names; those of tests have a table of their own. */
    private static List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (KeyTable table : KeyTable.values()) {
            table.keys().stream()
                    .filter(key -> table != KeyTable.TEST
                            && key.use() == Key.Use.READ
                            && !(key.kind() instanceof Key.Kind.Table))
                    .forEach(key -> settings.add(table.path().replace("*", "NAME") + "." + key.name()));
        }
        // The tables that have no keys but those of an operator's choice.
        settings.add("lookup.NAME.ENTRY");
        settings.add("macros.NAME");
        return settings;
    }

    private static String inTable(@Nullable Object value) {
        if (value instanceof TomlArray array) {
            return array.isEmpty() ? "[]" : "rules, see below";
        }
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    @Test
    void showsTheDefaults() {
        Manual.holds("defaults", "```toml\n" + defaults() + "```\n");
    }

    @Test
    void listsTheSessionVariables() {
        Manual.holds(
                "variables",
                Manual.table(
                        List.of("name", "yields", "from", "meaning"),
                        Stream.of(SessionVariable.values())
                                .map(variable -> List.of(
                                        Manual.code(variable.variable().name()),
                                        variable.variable().type().words(),
                                        variable.since().name(),
                                        variable.variable().meaning()))));
    }

    @Test
    void listsTheExtensions() {
        Manual.holds(
                "extensions",
                Manual.table(
                        List.of("setting", "line", "yields"),
                        Stream.of(Extension.values())
                                .map(extension -> List.of(
                                        Manual.code(extension.setting().key()),
                                        Manual.code(extension.keyword()),
                                        extension
                                                .setting()
                                                .kind()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ')))));
    }

    @Test
    void listsTheKeysOfTests() {
        Manual.holds(
                "test-keys",
                Manual.table(
                        List.of("key", "meaning"),
                        KeyTable.TEST.keys().stream().map(key -> List.of(Manual.code(key.name()), key.doc()))));
    }

    @Test
    void listsEveryLimitWithItsValue() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        Manual.rows("limits").forEach(row -> documented.put(row.get(2), row.get(1)));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(limits());
    }

    /** Every constant whose name ends in {@code _MAX}, whatever its visibility. */
    private static Map<String, String> limits() throws Exception {
        Map<String, String> limits = new TreeMap<>();
        for (Class<?> type : classes()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getName().endsWith("_MAX")) {
                    field.setAccessible(true);
                    limits.put(type.getSimpleName() + "." + field.getName(), String.valueOf(field.get(null)));
                }
            }
        }
        return limits;
    }

    private static List<Class<?>> classes() throws Exception {
        Path root = Path.of(
                Policy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("dev/jamesext"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                if (!name.endsWith("package-info.class")) {
                    classes.add(Class.forName(
                            name.substring(0, name.length() - ".class".length()),
                            false,
                            Policy.class.getClassLoader()));
                }
            }
        }
        return classes;
    }

    @Test
    void showsTheRefusalsThatTheErrorsTableNames() {
        List<List<String>> rows = Manual.rows("errors");
        assertThat(rows).isNotEmpty();
        for (List<String> row : rows) {
            Problems problems = new Problems();
            compile(row.get(0) + "\n", problems);
            String sentences = problems.sorted().stream().map(Problem::sentence).collect(Collectors.joining("\n"));
            assertThat(sentences).as(row.get(0)).contains(row.get(1));
        }
    }

    private static Optional<Policy> compile(String toml, Problems problems) {
        Settings settings = SettingsReader.read(SourceText.of("ehlo.toml", toml), MACHINE, problems);
        return PolicyTests.run(
                PolicyCompiler.compile(settings, new ScriptCompiler(), problems),
                settings,
                Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC),
                problems);
    }

    private static String defaults() {
        try (InputStream in =
                Objects.requireNonNull(Settings.class.getResourceAsStream("defaults.toml"), "defaults.toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
