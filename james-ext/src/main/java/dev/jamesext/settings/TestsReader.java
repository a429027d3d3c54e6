package dev.jamesext.settings;

import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Expectation;
import dev.jamesext.settings.TestSettings.Greeting;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Suggestion;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the {@code [[test]]} entries. A test in which anything is wrong is reported and left out. */
final class TestsReader {

    /** Tests of one policy: they run at every load. */
    static final int TESTS_MAX = 1_000;

    private static final String REPLY =
            "\"accept\", a code from 400 to 459 or 500 to 559, or one with its enhanced code, \"550 5.5.0\"";

    private final TomlNode root;
    private final Problems problems;
    // What may decide: the settings that are asked, and the scripts.
    private final List<String> rules;

    TestsReader(TomlNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
        Stream<KeyPath> settings = Stream.concat(
                KeyTable.EHLO.keys().stream()
                        .map(key -> KeyPath.of("session", "ehlo").key(key.name())),
                Stream.of(KeyPath.of("james-ext").key("accept-any-name")));
        Stream<KeyPath> scripts = root.find("sieve", "trusted", "scripts").stream()
                .flatMap(all -> all.children().stream())
                .map(TomlNode::key);
        this.rules =
                Stream.concat(settings, scripts).map(KeyPath::text).distinct().toList();
    }

    /** The tests in the order of the file. */
    List<TestSettings> read() {
        Optional<TomlNode> found = root.find("test");
        if (found.isEmpty()) {
            return List.of();
        }
        TomlNode all = found.get();
        if (!all.isArray()) {
            all.error(problems, "expects tests under [[test]], with two brackets each, found " + all.described());
            return List.of();
        }
        List<TestSettings> tests = new ArrayList<>();
        int count = 0;
        for (TomlNode entry : all.elements()) {
            count++;
            if (count > TESTS_MAX) {
                problems.error(
                        entry.source(),
                        entry.header(),
                        entry.key(),
                        "a policy has at most " + TESTS_MAX + " tests, this is one more");
                break;
            }
            new Entry(entry).read().ifPresent(tests::add);
        }
        return tests;
    }

    /** One test while it is read. */
    private final class Entry {

        private final TomlNode test;
        private boolean wrong;

        private Entry(TomlNode test) {
            this.test = test;
        }

        private Optional<TestSettings> read() {
            if (!KeyTable.TEST.checkTable(test, problems)) {
                return Optional.empty();
            }
            wrong = test.children().stream().anyMatch(child -> !KeyTable.TEST.has(child.name()));
            Client client = client();
            Expectation expectation = expectation();
            if (client.greeting().isEmpty() && client.sender().isEmpty() && !wrong) {
                wrong = true;
                problems.error(
                        test.source(), test.header(), test.key(), "a test needs ehlo = \"name\", helo, lhlo or sender");
            }
            checkLines("expect-lines", client, expectation);
            checkLines("expect-no-lines", client, expectation);
            return wrong
                    ? Optional.empty()
                    : Optional.of(new TestSettings(test.source(), test.header(), test.key(), client, expectation));
        }

        private Client client() {
            return new Client(
                    value("listener", this::text),
                    value("remote-ip", this::address).orElse(Client.REMOTE_IP),
                    value("remote-port", this::port).orElse(Client.REMOTE_PORT),
                    value("local-ip", this::address),
                    value("local-port", this::port),
                    value("tls", this::truth).orElse(false),
                    value("authenticated-as", this::text).orElse(""),
                    value("mailets", this::truth).orElse(false),
                    greeting(),
                    value("sender", this::text));
        }

        private Optional<Greeting> greeting() {
            Optional<Greeting> said = Optional.empty();
            for (Command command : Command.values()) {
                String key = command.name().toLowerCase(Locale.ROOT);
                Optional<Greeting> greeting = value(key, this::text).map(name -> new Greeting(command, name));
                if (said.isPresent() && greeting.isPresent()) {
                    keyError(key, "a test greets once, by ehlo, helo or lhlo");
                }
                said = said.or(() -> greeting);
            }
            return said;
        }

        private Expectation expectation() {
            ReplyText expected = value("expect", this::reply).orElse(ReplyText.ACCEPT);
            return new Expectation(
                    expected.code(),
                    expected.enhanced(),
                    value("expect-lines", this::texts).orElse(List.of()),
                    value("expect-no-lines", this::texts).orElse(List.of()),
                    value("expect-rule", this::rule));
        }

        private void checkLines(String key, Client client, Expectation expectation) {
            if (test.find(key).isEmpty() || wrong) {
                return;
            }
            if (client.greeting()
                    .filter(greeting -> greeting.command().isExtended())
                    .isEmpty()) {
                keyError(key, "only the reply to EHLO or LHLO has lines: write ehlo = \"name\"");
            } else if (expectation.code() != Expectation.ACCEPTED
                    && client.sender().isEmpty()) {
                keyError(key, "a refused greeting offers nothing; leave the key out");
            }
        }

        private <T> Optional<T> value(String key, Function<TomlNode, Optional<T>> reader) {
            Optional<TomlNode> node = test.find(key);
            Optional<T> value = node.flatMap(reader);
            wrong |= node.isPresent() && value.isEmpty();
            return value;
        }

        private Optional<String> text(TomlNode node) {
            return node.isText() ? Optional.of(node.text().value()) : expects(node, "a text");
        }

        private Optional<Boolean> truth(TomlNode node) {
            return node.asBoolean().or(() -> expects(node, "true or false"));
        }

        private Optional<Integer> port(TomlNode node) {
            return node.asInteger(1, ListenersReader.PORT_MAX)
                    .or(() -> expects(node, "a port from 1 to " + ListenersReader.PORT_MAX));
        }

        private Optional<InetAddress> address(TomlNode node) {
            Optional<InetAddress> address =
                    node.isText() ? IpLiteral.parse(node.text().value()) : Optional.empty();
            return address.or(() -> expects(node, "an IP address such as 192.0.2.1 or 2001:db8::1"));
        }

        private Optional<List<Located<String>>> texts(TomlNode node) {
            List<Located<String>> texts = new ArrayList<>();
            for (TomlNode element : node.isArray() ? node.elements() : List.of(node)) {
                if (!element.isText()) {
                    return expects(element, "a line such as \"PIPELINING\"");
                }
                texts.add(element.text());
            }
            return Optional.of(texts);
        }

        private Optional<ReplyText> reply(TomlNode node) {
            String written = node.isArray() || node.isTable() ? "" : node.plain();
            return ReplyText.parse(written).or(() -> expects(node, REPLY));
        }

        private Optional<String> rule(TomlNode node) {
            Optional<String> written = text(node);
            if (written.isEmpty() || rules.stream().anyMatch(rule -> isOrIsBelow(written.get(), rule))) {
                return written;
            }
            int bracket = written.get().indexOf('[');
            String setting = bracket < 0 ? written.get() : written.get().substring(0, bracket);
            String meant = Suggestion.didYouMean(setting, rules);
            node.error(
                    problems,
                    "there is no rule " + Quoted.of(written.get())
                            + (meant.isEmpty()
                                    ? "; a rule is named by its key, such as session.ehlo.reject-non-fqdn[0], a script by"
                                            + " sieve.trusted.scripts.NAME"
                                    : meant));
            return Optional.empty();
        }

        private <T> Optional<T> expects(TomlNode node, String what) {
            node.error(problems, "expects " + what + ", found " + node.described());
            return Optional.empty();
        }

        private void keyError(String key, String sentence) {
            wrong = true;
            test.find(key).ifPresent(node -> node.keyError(problems, sentence));
        }
    }

    private static boolean isOrIsBelow(String path, String key) {
        return path.startsWith(key) && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
    }
}
