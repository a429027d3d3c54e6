package dev.jamesext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a macro brings in is in no output, wherever in a policy the macro stands, and whether or not the policy loads (decision 44). */
final class MacroSecrecyTest {

    private static final String SECRET = "xq7secretwz";

    /** What the variable NAME and the file NAME hold; all hold the secret, some of them more. */
    private static final Map<String, String> PLANTED = Map.ofEntries(
            Map.entry("WORD", SECRET),
            Map.entry("TEXT", "'" + SECRET + "'"),
            Map.entry("QUOTES", "it's \"" + SECRET + "' "),
            Map.entry("CALL", SECRET + "(helo_domain) = 'x'"),
            Map.entry("CONDITION", "helo_domain = '" + SECRET + "' || helo_domain = 'mx.client.test'"),
            Map.entry("PATTERN", "matches('" + SECRET + "(', helo_domain)"),
            Map.entry("DOUBLE", "\"" + SECRET + "\" + 1"),
            Map.entry("GLOB", "*" + SECRET + "*"),
            Map.entry("GROUP", "(" + SECRET),
            Map.entry("PAIR", "mx.client.test " + SECRET),
            Map.entry("CODE", "550 5.7.7 " + SECRET),
            Map.entry("REJECT", "reject \"" + SECRET + "\";"),
            Map.entry("WRONG", SECRET + " \"" + SECRET + "\";"),
            Map.entry("UNCLOSED", "reject \"" + SECRET),
            Map.entry("VARIABLE", "reject \"${" + SECRET + "}\";"),
            Map.entry("LIST", "if string :list \"x\" \"" + SECRET + "\" { stop; }"),
            Map.entry("LINE", "NO-SOLICITING " + SECRET),
            Map.entry("DURATION", "7d" + SECRET),
            Map.entry("MACRO", "%{" + SECRET + ":x}%"));

    @TempDir
    private Path folder;

    private static List<String> policies() {
        List<String> places = List.of(
                "session.ehlo.require = \"M\"",
                "session.ehlo.script = \"M\"",
                "session.ehlo.script = \"'M'\"",
                "session.ehlo.reject-non-fqdn = [{ if = \"M\", then = true }, { else = \"M\" }]",
                "session.ehlo.reject-non-fqdn = [{ if = \"helo_domain = 'M'\", then = true }, { else = \"M + 1\" }]",
                "session.extensions.no-soliciting = \"M\"",
                "session.extensions.no-soliciting = \"'M'\"",
                "session.extensions.no-soliciting = \"if_then(is_tls, 'b', 'M' + helo_domain)\"",
                "session.extensions.mt-priority = \"M\"",
                "session.extensions.future-release = \"M\"",
                "session.extensions.dsn = \"key_exists('M', helo_domain)\"",
                "session.extensions.dsn = \"!is_empty(dns_query('M.' + helo_domain, 'txt'))\"",
                "session.extensions.no-soliciting = \"dns_query(helo_domain + '.M', 'txt')\"",
                "[store.\"l\"]\ntype = \"M\"\nformat = \"list\"\nvalues = []",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"M\"\nvalues = []",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"regex\"\nvalues = [\"M\"]",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"glob\"\nvalues = [\"M\", \"**\"]",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"list\"\nvalues = [\"file://M/x\"]",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"list\"\nvalues = [\"http://M\"]",
                "session.extensions.no-soliciting = \"key_get('l', helo_domain)\"\n[store.\"l\"]\ntype = \"memory\"\n"
                        + "format = \"map\"\nseparator = \" \"\nvalues = [\"M\"]",
                "session.extensions.no-soliciting = \"key_get('l', helo_domain)\"\n[lookup.\"l\"]\n\"mx.client.test\" = \"M\"",
                "[store.\"l\"]\ntype = \"memory\"\nformat = \"map\"\nseparator = \"M\"\ncomment = \"M\"\nvalues = [\"aMb\"]",
                "server.listener.smtp.bind = \"M\"",
                "james-ext.on-error = \"M\"",
                "james-ext.vrfy-limit = \"M\"",
                "james-ext.line-by-line = \"M\"",
                "james-ext.mt-priority-ceiling = \"M\"",
                "[[test]]\nehlo = \"M\"\nexpect = \"550\"",
                "[[test]]\nehlo = \"mx.client.test\"\nexpect = \"M\"",
                "[[test]]\nehlo = \"mx.client.test\"\nexpect-rule = \"M\"",
                "[[test]]\nehlo = \"mx.client.test\"\nexpect-lines = [\"M\"]",
                "[[test]]\nehlo = \"mx.client.test\"\nremote-ip = \"M\"",
                "session.extensions.no-soliciting = \"M\"\n"
                        + "[[test]]\nehlo = \"mx.client.test\"\nexpect-lines = [\"NO-SOLICITING b\"]",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = \"M\"",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = '''require \"variables\";\n"
                        + "set \"a\" \"M\"; set \"b\" \"${a}!\"; log \"x\"; if string \"${b}\" \"M!\" { reject \"${b}\"; }'''",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = '''M'''",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = '''require \"ihave\"; error \"M\";'''",
                """
                session.ehlo.script = "'s'"
                sieve.trusted.scripts.s.contents = '''require ["include", "variables"];
                global "g"; include "t"; reject "${g}";'''
                sieve.trusted.scripts.t.contents = '''require ["include", "variables"];
                global "g"; set "g" "M";'''""",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = '''include \"M\";'''",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = \"file://M\"",
                "session.ehlo.script = \"'M' + helo_domain\"");
        List<String> names = PLANTED.keySet().stream().sorted().toList();
        List<String> policies = new ArrayList<>();
        for (String place : places) {
            for (String name : names) {
                if ((names.indexOf(name) + places.indexOf(place)) % 2 != 0) {
                    continue;
                }
                String macro = List.of("%{env:" + name + "}%", "%{file:" + name + "}%", "%{cfg:k." + name + "}%")
                        .get(policies.size() % 3);
                policies.add(
                        place.replaceAll("(?<![A-Za-z])M(?![A-Za-z])|(?<=a)M(?=b)", Matcher.quoteReplacement(macro)));
            }
        }
        for (String name : names) {
            policies.add("session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s = [\"%{env:" + name + "}%\"]");
            policies.add("session.ehlo.require = \"%{" + name + "}%\"\nmacros." + name + " = \"%{env:" + name + "}%\"");
            policies.add("session.ehlo.require = [ { if = \"%{env:" + name + "}%\", eq = \"%{env:" + name
                    + "}%\", then = \"%{file:" + name + "}%\" }, { else = true } ]");
            policies.add("include.files = \"%{env:" + name + "}%\"");
            policies.add("sieve.trusted.scripts.idle.contents = \"%{env:" + name + "}%\"");
        }
        policies.add("james-ext.on-error = \"%{file:%{env:WORD}%}%\"");
        policies.add("session.ehlo.script = \"%{file:%{env:WORD}%/x}%\"");
        return policies;
    }

    @Test
    void noOutputHoldsWhatAMacroBroughtIn() throws IOException {
        for (Map.Entry<String, String> planted : PLANTED.entrySet()) {
            Files.writeString(folder.resolve(planted.getKey()), planted.getValue());
        }
        // Values of the policy that hold a macro and are brought in by key.
        StringBuilder keys = new StringBuilder();
        PLANTED.keySet()
                .forEach(name -> keys.append("k.")
                        .append(name)
                        .append(" = \"%{env:")
                        .append(name)
                        .append("}%\"\n"));
        List<String> leaks = new ArrayList<>();
        int loaded = 0;
        List<String> policies = policies();
        for (String policy : policies) {
            loaded += look(keys + policy, leaks) ? 1 : 0;
        }
        assertThat(leaks).isEmpty();
        assertThat(loaded).as("policies that load").isBetween(policies.size() / 20, policies.size() * 19 / 20);
    }

    @ParameterizedTest
    @MethodSource("controls")
    void theSameInThePolicyItselfIsShown(String policy) throws IOException {
        assertThat(run(policy, "check")).contains(SECRET);
    }

    static Stream<String> controls() {
        return Stream.of(
                "session.ehlo.require = \"" + SECRET + "(1)\"",
                "james-ext.on-error = \"" + SECRET + "\"",
                "session.ehlo.script = \"'s'\"\nsieve.trusted.scripts.s.contents = '''" + SECRET + ";'''");
    }

    /** Looks at every output of a policy for the secret; gives whether the policy loads. */
    private boolean look(String policy, List<String> leaks) throws IOException {
        String check = run(policy, "check");
        String[] client = {"--ehlo", "mx.client.test", "--sender", "a@client.test"};
        // Either form has the same words in it; every second policy is asked for the other.
        List<String> outputs = policy.hashCode() % 2 == 0
                ? List.of(check, run(policy, "explain", client))
                : List.of(check, run(policy, "check", "--json"), run(policy, "explain", jsonFor(client)));
        for (String output : outputs) {
            output.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains(SECRET))
                    .forEach(line -> leaks.add(policy.substring(policy.lastIndexOf("}%\"\n") + 4) + "\n  " + line));
        }
        return !check.contains(" error");
    }

    private static String[] jsonFor(String... client) {
        return Stream.concat(Stream.of("--json"), Stream.of(client)).toArray(String[]::new);
    }

    private String run(String policy, String command, String... options) throws IOException {
        Path file = folder.resolve("ehlo.toml");
        // Every third policy stands in a file that another one includes.
        boolean included = policy.hashCode() % 3 == 0 && !policy.contains("include.files");
        Files.writeString(folder.resolve("included.toml"), policy + "\n");
        Files.writeString(file, included ? "include.files = \"included.toml\"\n" : policy + "\n");
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(out), false);
        Surroundings surroundings =
                new Surroundings(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC), PLANTED::get);
        Stream<String> arguments = Stream.of(
                        Stream.of(command),
                        Stream.of(options),
                        Stream.of("--folder", folder.toString(), file.toString()))
                .flatMap(words -> words);
        Main.run(terminal, surroundings, arguments.toArray(String[]::new));
        return out.toString();
    }
}
