package dev.jamesext.settings;

import dev.jamesext.settings.Settings.OnError;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the policy file: TOML text in, {@link Settings} and problems out. One method or one class per table. A setting that
 * is absent or wrong has its value from {@code defaults.toml}, which is read by the same code.
 */
public final class SettingsReader {

    /** The largest policy file; who reads the file asks for its size first. Larger lists belong in files of their own. */
    public static final int POLICY_BYTES_MAX = 4 * 1024 * 1024;

    /** The largest value of {@code james-ext.max-refused-ehlo}. */
    static final int REFUSED_EHLO_MAX = 1_000_000;

    /** The largest value of {@code james-ext.vrfy-limit}. */
    static final int VRFY_LIMIT_MAX = 1_000_000;

    /** The largest value of {@code sieve.trusted.limits.cpu}. */
    static final int STEPS_MAX = 100_000_000;

    /** The largest value of {@code sieve.trusted.limits.variable-size}: above the dialect's own default of 50 MiB. */
    static final int VARIABLE_CHARS_MAX = 64 * 1024 * 1024;

    /** The largest value of {@code sieve.trusted.limits.nested-includes}. */
    static final int NESTED_INCLUDES_MAX = 32;

    /** The largest value of {@code james-ext.script-millis}. */
    static final int SCRIPT_MILLIS_MAX = 60_000;

    /** The least value of {@code james-ext.header-octets-max}: some trace fields and what a message must have. */
    static final int HEADER_OCTETS_MIN = 4 * 1024;

    /** The largest value of {@code james-ext.header-octets-max}: James needs more than ten times as much for each. */
    static final int HEADER_OCTETS_MAX = 4 * 1024 * 1024;

    /** The least value of {@code james-ext.header-fields-max}. */
    static final int HEADER_FIELDS_MIN = 50;

    /** The largest value of {@code james-ext.header-fields-max}. */
    static final int HEADER_FIELDS_MAX = 100_000;

    /** The largest value of {@code james-ext.max-failed-auth}; above it a limit would be none. */
    static final int FAILED_AUTH_MAX = 100;

    /** The largest value of {@code james-ext.reports-per-hour-max}. */
    static final int REPORTS_PER_HOUR_MAX = 1_000_000;

    /** The largest value of {@code james-ext.report-octets-per-hour-max}: 1 GiB. */
    static final int REPORT_OCTETS_PER_HOUR_MAX = 1024 * 1024 * 1024;

    /** The largest value of {@code james-ext.held-messages-max} and {@code held-messages-total-max}. */
    static final int HELD_MESSAGES_MAX = 1_000_000;

    /** The largest value of {@code james-ext.held-octets-max} and {@code held-octets-total-max}: 2 GiB less one. */
    static final int HELD_OCTETS_MAX = Integer.MAX_VALUE;

    /** The least value of {@code james-ext.line-length-max}: what RFC 5321 4.5.3.1.6 asks for, without the line's end. */
    static final int LINE_LENGTH_MIN = 998;

    /** The largest value of {@code james-ext.line-length-max}: 1 GiB. Nothing of a line is held, so that none is too much. */
    static final int LINE_LENGTH_MAX = 1024 * 1024 * 1024;

    /** The largest value of {@code james-ext.max-bad-commands}. */
    static final int BAD_COMMANDS_MAX = 1_000_000;

    /** The smallest value of {@code james-ext.question-timeout}. */
    static final int QUESTION_MILLIS_MIN = 100;

    /** The largest value of {@code james-ext.question-timeout}. */
    static final int QUESTION_MILLIS_MAX = 30_000;

    /** The words of {@code james-ext.dialect}. */
    public static final List<String> DIALECTS = List.of("0.15", "0.16");

    private final SourceText source;
    private final TomlNode root;
    private final TomlNode defaults;
    private final Problems problems;

    private SettingsReader(SourceText source, TomlNode root, TomlNode defaults, Problems problems) {
        this.source = source;
        this.root = root;
        this.defaults = defaults;
        this.problems = problems;
    }

    /**
     * Reads a policy. Never throws for what the text holds.
     *
     * @param source the whole file, at most {@link #POLICY_BYTES_MAX} octets in UTF-8
     * @param macros gives what the macros of the policy stand for
     * @param problems takes what is wrong with the text; with errors in it the settings are the best that could be made of
     *     the text (of text that is not TOML: the defaults) and must not be used to serve
     */
    public static Settings read(SourceText source, MacroSource macros, Problems problems) {
        // Read first: classes the parser needs are loaded by an easy text, not at the bottom of a deeply nested one.
        TomlNode defaults = Defaults.ROOT;
        Optional<TomlNode> root =
                isTooLong(source, problems) ? Optional.empty() : PolicyTree.read(source, macros, problems);
        return new SettingsReader(source, root.orElse(defaults), defaults, problems).read(macros);
    }

    /** Reads a policy that has no environment and no files: its macros for these are errors. */
    public static Settings read(SourceText source, Problems problems) {
        return read(source, MacroSource.NONE, problems);
    }

    private static boolean isTooLong(SourceText source, Problems problems) {
        // A character takes at least one octet and at most three; only in between they have to be counted.
        int chars = source.text().length();
        boolean tooLong = chars > POLICY_BYTES_MAX
                || ((long) chars * 3 > POLICY_BYTES_MAX
                        && source.text().getBytes(StandardCharsets.UTF_8).length > POLICY_BYTES_MAX);
        if (tooLong) {
            problems.error(
                    source,
                    new Span(0, 0),
                    KeyPath.ROOT,
                    "the policy is longer than " + POLICY_BYTES_MAX
                            + " octets; long lists belong in files of their own");
        }
        return tooLong;
    }

    private Settings read(MacroSource macros) {
        KeyTable.INCLUDE.check(root, problems);
        reportMacrosThatAreNone();
        Settings.JamesExt jamesExt = jamesExt();
        Settings settings = new Settings(
                source,
                ehlo(),
                extensions(),
                sieve(macros, jamesExt.filesOutsideAllowed()),
                new ListsReader(macros, jamesExt.filesOutsideAllowed(), problems).read(root),
                new ListenersReader(problems).read(root),
                jamesExt,
                new TestsReader(root, problems).read());
        new TableNames(problems).check(root);
        return settings;
    }

    private void reportMacrosThatAreNone() {
        root.find(Macros.TABLE)
                .filter(table -> !table.isTable())
                .ifPresent(table -> table.error(problems, "expects a table of macros, found " + table.described()));
    }

    private Settings.Ehlo ehlo() {
        KeyTable.EHLO.check(root, problems);
        return new Settings.Ehlo(
                ruled(KeyTable.EHLO, "require"),
                ruled(KeyTable.EHLO, "reject-non-fqdn"),
                ruled(KeyTable.EHLO, "script"));
    }

    private Map<ExtensionKey, ExtensionSetting> extensions() {
        KeyTable.EXTENSIONS.check(root, problems);
        Map<ExtensionKey, ExtensionSetting> extensions = new EnumMap<>(ExtensionKey.class);
        for (ExtensionKey extension : ExtensionKey.values()) {
            extensions.put(extension, extension(extension.key()));
        }
        return extensions;
    }

    private ExtensionSetting extension(String name) {
        return setting((node, key) -> extension(node, name), KeyTable.EXTENSIONS, name);
    }

    private Optional<ExtensionSetting> extension(TomlNode node, String name) {
        return OfferAndUse.isMeant(node)
                ? Optional.of(OfferAndUse.read(node, () -> standard(name), problems))
                : RuledReader.read(node, problems).map(use -> new ExtensionSetting(use, Optional.empty()));
    }

    /** What may be used of an extension by default. */
    private RuledSetting standard(String name) {
        return defaults.find(KeyTable.EXTENSIONS.steps())
                .flatMap(found -> found.find(name))
                .flatMap(node -> RuledReader.read(node, problems))
                .orElseThrow(() -> new IllegalStateException("no default for " + name));
    }

    private Settings.Sieve sieve(MacroSource macros, boolean filesOutsideAllowed) {
        ScriptsReader scripts = new ScriptsReader(macros, filesOutsideAllowed, problems).read(root);
        return new Settings.Sieve(
                scripts.texts(),
                scripts.unread(),
                !setting((node, key) -> bool(node), KeyTable.TRUSTED, "no-capability-check"),
                setting(this::integer, KeyTable.LIMITS, "cpu"),
                setting(this::integer, KeyTable.LIMITS, "variable-size"),
                setting(this::integer, KeyTable.LIMITS, "nested-includes"));
    }

    private Settings.JamesExt jamesExt() {
        KeyTable.JAMES_EXT.check(root, problems);
        return new Settings.JamesExt(
                setting((node, key) -> onError(node), KeyTable.JAMES_EXT, "on-error"),
                setting((node, key) -> dialect(node), KeyTable.JAMES_EXT, "dialect"),
                setting(this::integer, KeyTable.JAMES_EXT, "max-refused-ehlo"),
                setting((node, key) -> allowFilesOutside(node), KeyTable.JAMES_EXT, "allow-files-outside"),
                setting((node, key) -> bool(node), KeyTable.JAMES_EXT, "line-by-line"),
                setting(this::integer, KeyTable.JAMES_EXT, "vrfy-limit"),
                setting(this::integer, KeyTable.JAMES_EXT, "script-millis"),
                setting(this::integer, KeyTable.JAMES_EXT, "header-octets-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "header-fields-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "max-failed-auth"),
                setting(this::integer, KeyTable.JAMES_EXT, "reports-per-hour-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "report-octets-per-hour-max"),
                held(),
                setting(this::time, KeyTable.JAMES_EXT, "question-timeout"),
                ruled(KeyTable.JAMES_EXT, "mt-priority-ceiling"),
                ruled(KeyTable.JAMES_EXT, "accept-any-name"),
                leftToJames(),
                intake());
    }

    private Set<ExtensionKey> leftToJames() {
        LeftToJames reader = new LeftToJames(problems);
        Set<ExtensionKey> left = setting((node, key) -> reader.read(node), KeyTable.JAMES_EXT, LeftToJames.KEY);
        reader.check(root, left);
        return left;
    }

    private Settings.Intake intake() {
        return new Settings.Intake(
                setting(this::integer, KeyTable.JAMES_EXT, "line-length-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "max-bad-commands"),
                ruled(KeyTable.JAMES_EXT, "greet-delay"),
                ruled(KeyTable.JAMES_EXT, "bare-lf"));
    }

    private Settings.Held held() {
        return new Settings.Held(
                setting(this::integer, KeyTable.JAMES_EXT, "held-messages-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "held-octets-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "held-messages-total-max"),
                setting(this::integer, KeyTable.JAMES_EXT, "held-octets-total-max"));
    }

    /** The one value that macros depend on, so that it cannot depend on one. */
    private Optional<Boolean> allowFilesOutside(TomlNode node) {
        Optional<Boolean> value = bool(node);
        if (value.isPresent() && !node.isPlainly(value.get())) {
            node.error(problems, "expects true or false without a macro: which files macros may read depends on it");
        }
        return value;
    }

    private RuledSetting ruled(KeyTable table, String name) {
        return setting((node, key) -> RuledReader.read(node, problems), table, name);
    }

    /** What the policy says, else what the defaults say. */
    private <T> T setting(BiFunction<TomlNode, Key, Optional<T>> reader, KeyTable table, String name) {
        Key key = table.key(name);
        return read(reader, root, table, key)
                .or(() -> read(reader, defaults, table, key))
                .orElseThrow(() -> new IllegalStateException("no default for " + table.path() + "." + name));
    }

    private static <T> Optional<T> read(
            BiFunction<TomlNode, Key, Optional<T>> reader, TomlNode file, KeyTable table, Key key) {
        return file.find(table.steps())
                .flatMap(found -> found.find(key.name()))
                .flatMap(node -> reader.apply(node, key));
    }

    private Optional<Boolean> bool(TomlNode node) {
        Optional<Boolean> value = node.asBoolean();
        if (value.isEmpty()) {
            node.error(problems, "expects true or false, found " + node.described());
        }
        return value;
    }

    private Optional<Integer> integer(TomlNode node, Key key) {
        if (!(key.kind() instanceof Key.Kind.WholeNumber bounds)) {
            throw new IllegalArgumentException(key.name() + " is no whole number");
        }
        Optional<Integer> value = node.asInteger(bounds.min(), bounds.max());
        if (value.isEmpty()) {
            node.error(
                    problems,
                    "expects a whole number from " + bounds.min() + " to " + bounds.max() + ", found "
                            + node.described());
        }
        return value;
    }

    private Optional<Duration> time(TomlNode node, Key key) {
        if (!(key.kind() instanceof Key.Kind.Time bounds)) {
            throw new IllegalArgumentException(key.name() + " is no duration");
        }
        Optional<Duration> value = Optional.of(node)
                .filter(TomlNode::isText)
                .flatMap(text -> DurationText.parse(text.text().value()))
                .filter(time -> time.compareTo(bounds.min()) >= 0 && time.compareTo(bounds.max()) <= 0);
        if (value.isEmpty()) {
            node.error(
                    problems,
                    "expects a duration from " + DurationText.of(bounds.min()) + " to " + DurationText.of(bounds.max())
                            + ", such as '5s', found " + node.described());
        }
        return value;
    }

    private Optional<Settings.Dialect> dialect(TomlNode node) {
        Optional<String> version = Optional.of(node)
                .filter(TomlNode::isText)
                .map(text -> text.text().value())
                .filter(DIALECTS::contains);
        if (version.isEmpty()) {
            node.error(
                    problems,
                    "expects " + DIALECTS.stream().map(Quoted::of).collect(Collectors.joining(" or ")) + ", found "
                            + node.described());
        }
        return version.map(word -> new Settings.Dialect(word, node.source() == source));
    }

    private Optional<OnError> onError(TomlNode node) {
        Optional<OnError> value = Stream.of(OnError.values())
                .filter(candidate ->
                        node.isText() && candidate.word().equals(node.text().value()))
                .findFirst();
        if (value.isEmpty()) {
            node.error(problems, "expects 'tempfail' or 'accept', found " + node.described());
        }
        return value;
    }
}
