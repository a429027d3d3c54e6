package dev.jamesext.settings;

import static dev.jamesext.settings.Key.read;
import static dev.jamesext.settings.Key.toCome;
import static dev.jamesext.settings.Key.unused;

import dev.jamesext.settings.Key.Kind;
import dev.jamesext.settings.Key.Outcome;
import dev.jamesext.settings.Settings.OnError;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the policy file with every key they may hold. The reader knows no other key; the manual and the schema
 * that editors read are made from here. Defaults stand in {@code defaults.toml}.
 */
public enum KeyTable {
    EHLO(
            "session.ehlo",
            "Who has to greet, and with which name.",
            read("require", new Kind.Ruled(Outcome.SWITCH), "Whether EHLO or HELO must come before MAIL."),
            read(
                    "reject-non-fqdn",
                    new Kind.Ruled(Outcome.SWITCH),
                    "Whether a name that is neither fully qualified nor an address literal is refused."),
            read(
                    "script",
                    new Kind.Ruled(Outcome.SCRIPT),
                    "The script that looks at the name, such as \"'ehlo'\"; false for none.")),

    EXTENSIONS(
            "session.extensions",
            "What is offered, and to whom.",
            Stream.of(ExtensionKey.values())
                    .map(key -> read(key.key(), new Kind.Offered(key.outcome()), key.doc()))
                    .toArray(Key[]::new)),

    TRUSTED(
            "sieve.trusted",
            "The scripts and what they may use.",
            read("scripts", new Kind.Table(), "The scripts by name."),
            read(
                    "no-capability-check",
                    new Kind.Switch(),
                    "Whether a script may use what it did not require; false makes that an error."),
            read("limits", new Kind.Table(), "What one run of a script may use."),
            unused("from-addr"),
            unused("from-name"),
            unused("return-path"),
            unused("hostname"),
            unused("sign")),

    LIMITS(
            "sieve.trusted.limits",
            "What one run of a script may use.",
            read("cpu", new Kind.WholeNumber(1, SettingsReader.STEPS_MAX), "Commands and tests of one run."),
            read(
                    "variable-size",
                    new Kind.WholeNumber(1, SettingsReader.VARIABLE_CHARS_MAX),
                    "Characters of one variable; longer values are cut."),
            unused("redirects"),
            unused("out-messages"),
            unused("received-headers"),
            read(
                    "nested-includes",
                    new Kind.WholeNumber(0, SettingsReader.NESTED_INCLUDES_MAX),
                    "How many scripts may include one another in a row."),
            unused("duplicate-expiry")),

    SCRIPT(
            "sieve.trusted.scripts.*",
            "One script. Its name may also have the text itself as its value.",
            read(
                    "contents",
                    new Kind.Texts(),
                    "The script, between ''' and ''', its file such as \"file://conf/ehlo.sieve\", or pieces of both."),
            // What the dialect's administration writes beside the contents, to be read by people.
            unused("name")),

    LIST(
            "store.*",
            "One list of names that scripts and rules can ask.",
            read("type", new Kind.Text(), "memory: the entries stand here."),
            read(
                    "format",
                    new Kind.Word(ListsReader.FORMATS),
                    "What an entry is: list, a name; suffix, a name, and .example.org every name below; glob, a name or a"
                            + " pattern with * and ?; regex, a regular expression; map, a name and its value."),
            read("values", new Kind.Texts(), "The entries, and files of entries such as \"file://conf/blocked.txt\"."),
            read("comment", new Kind.Text(), "Lines of a file that begin with this are skipped."),
            read("separator", new Kind.Text(), "What stands between name and value of a map; a blank if not given.")),

    LISTENER(
            "server.listener.*",
            "One listener, named for the rules.",
            read("bind", new Kind.Texts(), "Its addresses with ports, such as \"127.0.0.1:25\" or \"[::1]:25\".")),

    INCLUDE(
            "include",
            "Files that belong to the policy.",
            read("files", new Kind.Texts(), "Their paths, such as \"conf/lists.toml\"; read as if they stood here.")),

    JAMES_EXT(
            "james-ext",
            "What is ours and not the dialect's.",
            read(
                    "on-error",
                    new Kind.Word(Stream.of(OnError.values()).map(OnError::word).toList()),
                    "What the client is told when a script cannot run: tempfail (451 4.3.0) or accept."),
            read(
                    "dialect",
                    new Kind.Word(SettingsReader.DIALECTS),
                    "The documentation of Stalwart that says what substring, rsplit and is_number do."),
            read(
                    "max-refused-ehlo",
                    new Kind.WholeNumber(1, SettingsReader.REFUSED_EHLO_MAX),
                    "The refusal of that number ends the connection."),
            read(
                    "allow-files-outside",
                    new Kind.Switch(),
                    "Whether the policy may name files outside James's working directory."),
            read(
                    "line-by-line",
                    new Kind.Switch(),
                    "Whether James's filters get the body of a message a line at a time, for filters that need it."),
            read(
                    "vrfy-limit",
                    new Kind.WholeNumber(0, SettingsReader.VRFY_LIMIT_MAX),
                    "How often a user, or a client without a login, may ask by VRFY or EXPN in an hour; beyond it the answer is"
                            + " 252."),
            read(
                    "script-millis",
                    new Kind.WholeNumber(1, SettingsReader.SCRIPT_MILLIS_MAX),
                    "Milliseconds that one run of a script may take."),
            read(
                    "header-octets-max",
                    new Kind.WholeNumber(SettingsReader.HEADER_OCTETS_MIN, SettingsReader.HEADER_OCTETS_MAX),
                    "Octets of a message's header; beyond them the message is refused."),
            read(
                    "header-fields-max",
                    new Kind.WholeNumber(SettingsReader.HEADER_FIELDS_MIN, SettingsReader.HEADER_FIELDS_MAX),
                    "Fields of a message's header; beyond them the message is refused."),
            read(
                    "max-failed-auth",
                    new Kind.WholeNumber(1, SettingsReader.FAILED_AUTH_MAX),
                    "The failed login of that number on one connection is answered 421 and ends the connection."),
            read(
                    "reports-per-hour-max",
                    new Kind.WholeNumber(0, SettingsReader.REPORTS_PER_HOUR_MAX),
                    "How many reports on the mail of one sender go out in an hour."),
            read(
                    "report-octets-per-hour-max",
                    new Kind.WholeNumber(0, SettingsReader.REPORT_OCTETS_PER_HOUR_MAX),
                    "How many octets of reports on the mail of one sender go out in an hour."),
            read(
                    "held-messages-max",
                    new Kind.WholeNumber(0, SettingsReader.HELD_MESSAGES_MAX),
                    "Messages of one user that may be held at once (FUTURERELEASE)."),
            read(
                    "held-octets-max",
                    new Kind.WholeNumber(0, SettingsReader.HELD_OCTETS_MAX),
                    "Octets that the held messages of one user may have together."),
            read(
                    "held-messages-total-max",
                    new Kind.WholeNumber(0, SettingsReader.HELD_MESSAGES_MAX),
                    "Messages of all users that may be held at once."),
            read(
                    "held-octets-total-max",
                    new Kind.WholeNumber(0, SettingsReader.HELD_OCTETS_MAX),
                    "Octets that all held messages may have together."),
            read(
                    "question-timeout",
                    new Kind.Time(
                            Duration.ofMillis(SettingsReader.QUESTION_MILLIS_MIN),
                            Duration.ofMillis(SettingsReader.QUESTION_MILLIS_MAX)),
                    "How long a command waits for one answer of a name server or of James; then nobody can say."),
            read(
                    "accept-any-name",
                    new Kind.Ruled(Outcome.SWITCH),
                    "Whether a greeting may come without a name, or with one beyond US-ASCII; the rules then decide on it."),
            read(
                    LeftToJames.KEY,
                    new Kind.Words(LeftToJames.WORDS),
                    "Extensions that are handed back to James and its other handlers: line, parameters and promise."),
            read(
                    "line-length-max",
                    new Kind.WholeNumber(SettingsReader.LINE_LENGTH_MIN, SettingsReader.LINE_LENGTH_MAX),
                    "Octets of a line of a message's body; beyond them the message is refused."),
            read(
                    "max-bad-commands",
                    new Kind.WholeNumber(1, SettingsReader.BAD_COMMANDS_MAX),
                    "The line of that number on one connection that is no command is answered 421 and ends the connection."),
            read(
                    "greet-delay",
                    new Kind.Ruled(Outcome.DURATION),
                    "How long a client waits for its greeting, such as \"3s\", and is refused if it talks before; false is off."),
            read(
                    "bare-lf",
                    new Kind.Ruled(Outcome.BARE_LF),
                    "What an LF without its CR in a message means: refuse the message, or normalize it to CRLF."),
            toCome("enforce", "Whether refusals are carried out or only logged."),
            read(
                    "mt-priority-ceiling",
                    new Kind.Ruled(Outcome.PRIORITY),
                    "The highest priority a client may claim with MT-PRIORITY; a higher one is lowered to it.")),

    TEST(
            "test[]",
            "A test of this policy, run at every load: a client, and what it must be answered.",
            read(
                    "listener",
                    new Kind.Text(),
                    "The listener it connects to; smtp, or lmtp behind lhlo, unless local-port says otherwise."),
            read("remote-ip", new Kind.Text(), "The client's address; 192.0.2.1 if not given."),
            read(
                    "remote-port",
                    new Kind.WholeNumber(1, ListenersReader.PORT_MAX),
                    "The client's port; 49152 if not given."),
            read(
                    "local-ip",
                    new Kind.Text(),
                    "The address it connects to; the listener's, or 198.51.100.1 if that has none."),
            read(
                    "local-port",
                    new Kind.WholeNumber(1, ListenersReader.PORT_MAX),
                    "The port it connects to; the listener's if not given."),
            read("tls", new Kind.Switch(), "Whether the session is encrypted; false if not given."),
            read("authenticated-as", new Kind.Text(), "Its login; not logged in if not given."),
            read(
                    "mailets",
                    new Kind.Switch(),
                    "Whether the listener hands its messages to the mailets, behind lhlo; false if not given."),
            read("ehlo", new Kind.Text(), "What it says behind EHLO."),
            read("helo", new Kind.Text(), "What it says behind HELO, in place of ehlo."),
            read("lhlo", new Kind.Text(), "What it says behind LHLO, in place of ehlo: it speaks LMTP."),
            read("sender", new Kind.Text(), "It goes on to MAIL with this reverse path; without a greeting at once."),
            read(
                    "expect",
                    new Kind.ReplyCode(),
                    "The first refusal, such as 550 or \"550 5.5.0\", or \"accept\", which is the default."),
            read(
                    "expect-lines",
                    new Kind.Texts(),
                    "Lines that the reply to EHLO or LHLO must have, such as \"PIPELINING\"."),
            read("expect-no-lines", new Kind.Texts(), "Lines that it must not have."),
            read(
                    "expect-rule",
                    new Kind.Text(),
                    "The rule or script that must decide, such as \"session.ehlo.reject-non-fqdn[0]\"."));

    private final String path;
    private final String doc;
    private final List<Key> keys;
    private final Map<String, Key> byName;

    KeyTable(String path, String doc, Key... keys) {
        this.path = path;
        this.doc = doc;
        this.keys = List.of(keys);
        this.byName = this.keys.stream().collect(Collectors.toMap(Key::name, Function.identity()));
    }

    /** The table's own key path; {@code *} stands for a name that the policy's author gives. */
    public String path() {
        return path;
    }

    public String doc() {
        return doc;
    }

    /** In the order in which they are documented. */
    public List<Key> keys() {
        return keys;
    }

    /** Whether any other key in it is an error; in the others the dialect has keys that are none of our business. */
    public boolean isClosed() {
        return this != LISTENER;
    }

    /** Whether a key may stand in it. */
    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** A key that is known to be in the table. */
    Key key(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException(path + " has no key " + name));
    }

    /** The key path as single keys; only of a table without a name in it. */
    List<String> steps() {
        return List.of(path.split("\\."));
    }

    /** Complains about a table at its path that is none, and about its unknown keys; an absent table is fine. */
    void check(TomlNode root, Problems problems) {
        root.find(steps()).ifPresent(table -> checkTable(table, problems));
    }

    /** Whether a value is a table at all; its unknown keys are reported either way. */
    boolean checkTable(TomlNode table, Problems problems) {
        if (!table.isTable()) {
            table.error(problems, "expects a table, found " + table.described());
            return false;
        }
        for (TomlNode child : table.children()) {
            Key key = byName.get(child.name());
            if (key == null) {
                child.keyError(
                        problems,
                        "unknown key " + Quoted.of(child.name()) + Suggestion.didYouMean(child.name(), readNames()));
            } else if (key.use() != Key.Use.READ) {
                child.keyWarning(problems, key.use().sentence());
            }
        }
        return true;
    }

    private List<String> readNames() {
        return keys.stream()
                .filter(key -> key.use() == Key.Use.READ)
                .map(Key::name)
                .toList();
    }
}
