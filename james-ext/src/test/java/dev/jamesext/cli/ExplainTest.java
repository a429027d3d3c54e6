package dev.jamesext.cli;

import static dev.jamesext.cli.CommandLineFixture.run;
import static dev.jamesext.cli.CommandLineFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code explain} shows. The documentation's policy is told in the README, and compared by {@link ConsoleTest}. */
final class ExplainTest {

    @TempDir
    private Path folder;

    @Test
    void clientWithoutANameIsRefusedAsTheServerDoes() {
        assertThat(explain("", "--ehlo", "").out())
                .contains("C: EHLO \nS: 501 5.5.4 A name is needed: EHLO name\n")
                .contains("refused before any rule is asked");
        assertThat(explain("", "--helo", " ").out()).contains("S: 501 5.5.4 A name is needed: HELO name\n");
        assertThat(explain("", "--ehlo", "x".repeat(256)).out())
                .contains("S: 501 5.5.4 The name is longer than 255 octets\n");
        assertThat(explain("", "--ehlo", "mx\u001b[2J.test").out())
                .contains("C: EHLO mx\\u001b[2J.test\nS: 501 5.5.2 ");
        assertThat(explain("", "--ehlo", "münchen.test").out()).contains("S: 501 5.5.2 ");
    }

    @Test
    void wordsBehindTheNameAreIgnored() {
        assertThat(explain("", "--ehlo", "mx.example.org and more").out())
                .contains("C: EHLO mx.example.org and more\n")
                .contains("Hello mx.example.org [192.0.2.1]\n");
    }

    @Test
    void showsWhatEachRuleReadAndSaid() {
        CommandLineFixture explain = explain("""
                [session.ehlo]
                reject-non-fqdn = [ { if = "is_tls && local_port = 465", then = false },
                                    { if = "starts_with(helo_domain, 'x')", then = true },
                                    { else = false } ]
                """, "--ehlo", "localhost");
        assertThat(explain.out()).contains("""
                C: EHLO localhost
                S: 250-{helloName} Hello localhost [192.0.2.1]
                S: 250-PIPELINING
                S: 250-CHUNKING
                S: 250-SIZE {maxmessagesize}
                S: 250-8BITMIME
                S: 250-ENHANCEDSTATUSCODES
                S: 250 SMTPUTF8
                """).contains("""
                ehlo.toml:2:29: session.ehlo.reject-non-fqdn[0].if:
                    is_tls && local_port = 465
                    reads is_tls: false, local_port: 25
                    says false
                ehlo.toml:3:29: session.ehlo.reject-non-fqdn[1].if:
                    starts_with(helo_domain, 'x')
                    reads helo_domain: 'localhost'
                    says false
                ehlo.toml:4:30: session.ehlo.reject-non-fqdn[2].else:
                    false
                <defaults>:9:10: session.ehlo.script:
                    false
                <defaults>:12:14: session.extensions.pipelining:
                    true
                """);
        assertThat(explain.exitCode()).isZero();
        assertThat(explain.err()).isEmpty();
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(
                        List.of(),
                        "listener 'smtp', 192.0.2.1 port 49152 to 198.51.100.1 port 25, no TLS, not logged in"),
                Arguments.of(
                        List.of("--listener", "submission", "--tls", "--authenticated-as", "Bob"),
                        "listener 'submission', 192.0.2.1 port 49152 to 198.51.100.1 port 587, TLS, logged in as 'bob'"),
                Arguments.of(
                        List.of("--listener", "inside"),
                        "listener 'inside', 192.0.2.1 port 49152 to 10.0.0.1 port 2525, no TLS, not logged in"),
                Arguments.of(
                        List.of("--local-ip", "10.0.0.1", "--local-port", "2525"),
                        "listener 'inside', 192.0.2.1 port 49152 to 10.0.0.1 port 2525, no TLS, not logged in"),
                Arguments.of(
                        List.of("--remote-ip", "2001:DB8::1", "--remote-port", "7", "--local-ip", "::1"),
                        "listener 'smtp', 2001:db8::1 port 7 to ::1 port 25, no TLS, not logged in"),
                Arguments.of(
                        List.of("--listener", "\u001b\n"),
                        "listener '\\u001b\\u000a', 192.0.2.1 port 49152 to 198.51.100.1 port 25, no TLS, not logged in"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void describesTheSession(List<String> options, String session) {
        String[] args = Stream.concat(options.stream(), Stream.of("--ehlo", "mx.example.org"))
                .toArray(String[]::new);
        assertThat(explain("server.listener.inside.bind = \"10.0.0.1:2525\"\n", args)
                        .out())
                .startsWith(session + "\n");
    }

    @Test
    void showsWhatTheRuleGaveThatHeld() {
        assertThat(explain("""
                session.ehlo.script = [ { if = "helo_domain = 'a.test'", then = "'on_' + listener" }, { else = false } ]
                sieve.trusted.scripts.on_smtp = "stop;"
                """, "--ehlo", "a.test").out()).contains("""
                ehlo.toml:1:33: session.ehlo.script[0].if:
                    helo_domain = 'a.test'
                    reads helo_domain: 'a.test'
                    says true
                ehlo.toml:1:66: session.ehlo.script[0].then:
                    'on_' + listener
                    reads listener: 'smtp'
                    says 'on_smtp'
                """);
    }

    @Test
    void goesOnToMailWhenThereIsASender() {
        assertThat(explain("", "--sender", "a@b.test").out())
                .contains("C: MAIL FROM:<a@b.test>\nS: 503 5.5.1 Say EHLO first\n")
                .contains("<defaults>:5:11: session.ehlo.require:\n    true\n");
        assertThat(explain("", "--ehlo", "mx.example.org", "--sender", "").out())
                .contains("C: MAIL FROM:<>\n   the client has greeted, so that session.ehlo.require is not asked\n")
                .endsWith("   the policy has no objection; James answers\n");
        assertThat(explain("", "--ehlo", "localhost", "--sender", "a@b.test").out())
                .contains("S: 550 5.5.0 ")
                .contains("C: MAIL FROM:<a@b.test>\nS: 503 5.5.1 Say EHLO first\n");
    }

    @Test
    void heloHasOneLineAndNoOffers() {
        assertThat(explain("", "--helo", "mx.example.org").out())
                .contains("C: HELO mx.example.org\nS: 250 {helloName} Hello mx.example.org [192.0.2.1]\n")
                .doesNotContain("PIPELINING")
                .doesNotContain("session.extensions");
    }

    @Test
    void lhloIsSaidToAnLmtpListener() {
        String policy = "session.extensions.dsn = true\nsession.ehlo.require = \"protocol = 'lmtp'\"\n";
        assertThat(explain(policy, "--lhlo", "localhost").out())
                .startsWith("listener 'lmtp', 192.0.2.1 port 49152 to 198.51.100.1 port 24, ")
                .contains("""
                        C: LHLO localhost
                        S: 250-{helloName} Hello localhost [192.0.2.1]
                        S: 250-PIPELINING
                        S: 250-CHUNKING
                        S: 250-SIZE {maxmessagesize}
                        S: 250-8BITMIME
                        S: 250 ENHANCEDSTATUSCODES
                           James knows {helloName} and {maxmessagesize}, as lmtpserver.xml says
                        """)
                .doesNotContain("dsn");
        assertThat(explain(policy, "--lhlo", "", "--sender", "a@b.test").out())
                .contains("S: 501 5.5.4 A name is needed: LHLO name\n")
                .contains("S: 503 5.5.1 Say LHLO first\n");
    }

    @Test
    void linesOfAScriptReplyAreLinesOfTheWire() {
        assertThat(explain("""
                session.ehlo.script = "'a'"
                [sieve.trusted.scripts.a]
                contents = '''
                require ["reject", "variables"];
                if anyof(string "${env.helo_domain}"
                                "mx.example.org", false) { reject "450 4.7.1 one
                two"; }
                '''
                """, "--ehlo", "mx.example.org").out())
                .contains("S: 450-4.7.1 one\nS: 450 4.7.1 two\n")
                .contains("reads env.helo_domain: mx.example.org\n    says true\n")
                .contains(":\n    string \"${env.helo_domain}\" \"mx.example.org\"\n");
    }

    @ParameterizedTest
    @CsvSource({"tempfail, 451 4.3.0, temporary-failure", "accept, '250-', accept-anyway"})
    void saysWhyAScriptFailed(String onError, String reply, String outcome) {
        String policy = """
                session.ehlo.script = "'a' + helo_domain"
                james-ext.on-error = "%s"
                """.formatted(onError);
        assertThat(explain(policy, "--ehlo", "b.test").out())
                .contains("S: " + reply)
                .contains("   because there is no script named 'ab.test'\n");
        assertThat(explain(policy, "--ehlo", "b.test", "--json").out())
                .contains("\"outcome\": \"" + outcome + "\"")
                .contains("\"cause\": \"there is no script named 'ab.test'\"");
    }

    @Test
    void printsJson() {
        CommandLineFixture explain =
                explain("session.ehlo.reject-non-fqdn = \"listener = 'smtp'\"\n", "--ehlo", "localhost", "--json");
        assertThat(explain.out()).isEqualTo("""
                {
                  "file": "ehlo.toml",
                  "session": {
                    "listener": "smtp",
                    "remote_ip": "192.0.2.1",
                    "remote_port": 49152,
                    "local_ip": "198.51.100.1",
                    "local_port": 25,
                    "protocol": "smtp",
                    "is_tls": false,
                    "authenticated_as": ""
                  },
                  "commands": [
                    {
                      "command": "EHLO localhost",
                      "outcome": "reject",
                      "reply": [
                        "550 5.5.0 The name given must be a fully qualified domain name or an address literal"
                      ],
                      "cause": null,
                      "remarks": [],
                      "asked": [
                        {
                          "file": "ehlo.toml",
                          "line": 1,
                          "column": 33,
                          "key": "session.ehlo.reject-non-fqdn",
                          "text": "listener = 'smtp'",
                          "reads": {
                            "listener": "'smtp'"
                          },
                          "says": "true"
                        }
                      ]
                    }
                  ]
                }
                """);
        assertThat(explain.exitCode()).isZero();
    }

    @Test
    void policyWithErrorsIsCheckedInstead() {
        CommandLineFixture explain = explain("session.ehlo.reqire = true\n", "--ehlo", "localhost");
        assertThat(explain.out()).isEqualTo("""
                ehlo.toml:1:14: error: session.ehlo.reqire: unknown key 'reqire', did you mean 'require'?
                  1 | session.ehlo.reqire = true
                    |              ^^^^^^
                ehlo.toml: 1 error
                """);
        assertThat(explain.exitCode()).isEqualTo(1);
        assertThat(explain("session.ehlo.reqire = true\n", "--ehlo", "localhost", "--json")
                        .out())
                .contains("\"errors\": 1,");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200",
        "201, 203",
    })
    void cutsWhatIsLongerThanTheLimit(int length, int shown) {
        String text = "x".repeat(length);
        String out = explain(
                        "session.ehlo.reject-non-fqdn = true\nsession.ehlo.script = \"'" + text.substring(0, length - 2)
                                + "'\"\n" + "[sieve.trusted.scripts." + text.substring(0, length - 2)
                                + "]\ncontents = 'keep;'\n",
                        "--ehlo",
                        "mx.example.org")
                .out();
        assertThat(out).containsPattern("\n    'x.{" + (shown - 2) + "}\n");
    }

    static Stream<Arguments> badUsage() {
        return Stream.of(
                Arguments.of(List.of(), "what does the client say?"),
                Arguments.of(List.of("--ehlo", "a", "--helo", "b"), "a client greets once"),
                Arguments.of(List.of("--helo", "a", "--lhlo", "b"), "a client greets once"),
                Arguments.of(List.of("--ehlo"), "Missing required parameter for option '--ehlo'"),
                Arguments.of(List.of("--ehlo", "a", "--remote-ip", "localhost"), "'localhost' is no IP address"),
                Arguments.of(List.of("--ehlo", "a", "--local-ip", "1.2.3"), "'1.2.3' is no IP address"),
                Arguments.of(List.of("--ehlo", "a", "--remote-ip", "\u001b"), "'\\u001b' is no IP address"),
                Arguments.of(List.of("--ehlo", "a", "--remote-port", "0"), "'0' is no port from 1 to 65535"),
                Arguments.of(List.of("--ehlo", "a", "--local-port", "65536"), "'65536' is no port from 1 to 65535"),
                Arguments.of(List.of("--ehlo", "a", "--local-port", "-1"), "'-1' is no port"));
    }

    @ParameterizedTest
    @MethodSource("badUsage")
    void tellsBadUsage(List<String> options, String complaint) {
        CommandLineFixture explain = explain("", options.toArray(String[]::new));
        assertThat(explain.err()).contains(complaint).matches("[\\n\\P{C}]*");
        assertThat(explain.out()).isEmpty();
        assertThat(explain.exitCode()).isEqualTo(2);
    }

    @Test
    void portsReachFromTheFirstToTheLast() {
        assertThat(explain("", "--ehlo", "a", "--remote-port", "1", "--local-port", "65535")
                        .out())
                .contains("port 1 to")
                .contains("port 65535,");
    }

    @Test
    void coloursChangeNoWord() {
        String file = write(folder, "ehlo.toml", "");
        String plain = run(false, "explain", file, "--ehlo", "mx.example.org").out();
        String coloured = run(true, "explain", file, "--ehlo", "mx.example.org").out();
        assertThat(coloured).contains("\u001b[1;32m250 SMTPUTF8\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void fieldsOfJsonAreThoseOfTheManual() {
        String out = explain("session.ehlo.reject-non-fqdn = true\n", "--ehlo", "localhost", "--json")
                        .out()
                + explain("session.ehlo.reqire = true\n", "--ehlo", "localhost", "--json")
                        .out();
        // Below session and reads the names are those of variables, a blank deeper.
        List<String> fields = Pattern.compile("(?m)^(?: {2}| {6}| {10})\"([A-Za-z]+)\":")
                .matcher(out)
                .results()
                .map(field -> field.group(1))
                .distinct()
                .toList();
        assertThat(Manual.columns("json", 1)).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(fields);
    }

    private CommandLineFixture explain(String policy, String... options) {
        String file = write(folder, "ehlo.toml", policy);
        return run(Stream.concat(Stream.of("explain", file), Stream.of(options)).toArray(String[]::new))
                .without(folder);
    }
}
