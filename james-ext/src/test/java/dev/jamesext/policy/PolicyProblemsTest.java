package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the whole policy shows: names that must exist, outcomes that must fit, offers that nobody keeps. */
final class PolicyProblemsTest {

    static Stream<Arguments> policies() {
        return Stream.of(
                Arguments.of(
                        "session.ehlo.script = \"'nope'\"",
                        "ehlo.toml:1:24: error: session.ehlo.script: there is no script named 'nope'"),
                Arguments.of(
                        "session.ehlo.script = \"'elho'\"\nsieve.trusted.scripts.ehlo.contents = 'keep;'",
                        "ehlo.toml:1:24: error: session.ehlo.script: there is no script named 'elho',"
                                + " did you mean 'ehlo'?"),
                Arguments.of(
                        "session.ehlo.script = true",
                        "ehlo.toml:1:23: error: session.ehlo.script: a script name is a text such as \"'ehlo'\","
                                + " or false for no script"),
                Arguments.of(
                        "session.ehlo.script = \"is_tls\"",
                        "ehlo.toml:1:24: error: session.ehlo.script: a script name is a text, this is true or false"),
                Arguments.of(
                        "sieve.trusted.scripts.lost.contents = 'keep;'",
                        "ehlo.toml:1:40: warning: sieve.trusted.scripts.lost.contents: no stage runs script 'lost':"
                                + " session.ehlo.script does not name it, and no script that runs includes it"),
                Arguments.of(
                        "session.ehlo.require = \"sender = 'a'\"",
                        "ehlo.toml:1:25: error: session.ehlo.require: 'sender' has no value before MAIL"),
                Arguments.of(
                        "session.ehlo.require = \"rcpt = 'a'\"",
                        "ehlo.toml:1:25: error: session.ehlo.require: 'rcpt' has no value before RCPT"),
                Arguments.of(
                        "session.ehlo.require = \"'false'\"",
                        "ehlo.toml:1:25: warning: session.ehlo.require: this is always true: write true, without quotes"
                                + " inside quotes"),
                Arguments.of(
                        "session.ehlo.require = 1",
                        "ehlo.toml:1:24: warning: session.ehlo.require: this is always true: write true, without quotes"
                                + " inside quotes"),
                Arguments.of(
                        "session.extensions.future-release = 3600",
                        "ehlo.toml:1:37: error: session.extensions.future-release: a bare number is not a duration: say"
                                + " which unit, such as \"3600s\""),
                Arguments.of(
                        "session.extensions.deliver-by = \"is_tls\"",
                        "ehlo.toml:1:34: error: session.extensions.deliver-by: expected a duration or false, found true"
                                + " or false"),
                Arguments.of(
                        "session.extensions.mt-priority = \"5\"",
                        "ehlo.toml:1:35: error: session.extensions.mt-priority: expected mixer, stanag4406 or nsep or"
                                + " false, found a number"),
                Arguments.of(
                        "session.extensions.no-soliciting = true",
                        "ehlo.toml:1:36: error: session.extensions.no-soliciting: expected keywords or false, found true"
                                + " or false"),
                Arguments.of(
                        "session.extensions.no-soliciting = \"'net.example:ADV org.example'\"",
                        "ehlo.toml:1:37: error: session.extensions.no-soliciting: keywords are letters, digits and .-_:"
                                + " with commas between them, such as \"'net.example:ADV,org.example:ADV'\"; \"\" is"
                                + " the bare keyword"),
                Arguments.of(
                        "james-ext.greet-delay = \"61s\"",
                        "ehlo.toml:1:26: error: james-ext.greet-delay: a client is kept waiting for at most 60s, this is"
                                + " '1m1s'"),
                Arguments.of(
                        "james-ext.greet-delay = 5",
                        "ehlo.toml:1:25: error: james-ext.greet-delay: a bare number is not a duration: say which unit,"
                                + " such as \"5s\""),
                Arguments.of(
                        "james-ext.greet-delay = \"is_empty(helo_domain)\"",
                        "ehlo.toml:1:35: error: james-ext.greet-delay: 'helo_domain' has no value before EHLO"),
                Arguments.of(
                        "james-ext.greet-delay = \"authenticated_as\"",
                        "ehlo.toml:1:26: error: james-ext.greet-delay: 'authenticated_as' has no value before AUTH"),
                Arguments.of(
                        "james-ext.greet-delay = [{ if = \"is_empty(dns_query(remote_ip, 'ptr'))\", then = \"5s\" },"
                                + " { else = false }]",
                        "ehlo.toml:1:43: error: james-ext.greet-delay[0].if: 'dns_query' cannot be used here: the client"
                                + " waits for its greeting"),
                Arguments.of(
                        "james-ext.bare-lf = \"normalise\"",
                        "ehlo.toml:1:22: error: james-ext.bare-lf: unknown variable 'normalise', did you mean"
                                + " 'normalize'?"),
                Arguments.of(
                        "james-ext.bare-lf = \"'normalise'\"",
                        "ehlo.toml:1:22: error: james-ext.bare-lf: a bare LF is treated by 'refuse' or 'normalize', this"
                                + " is 'normalise', did you mean 'normalize'?"),
                Arguments.of(
                        "james-ext.bare-lf = false",
                        "ehlo.toml:1:21: error: james-ext.bare-lf: a bare LF is treated by 'refuse' or 'normalize', this"
                                + " is true or false"),
                Arguments.of(
                        "james-ext.bare-lf = [{ if = \"is_local_domain('*', sender_domain)\", then = \"normalize\" },"
                                + " { else = \"refuse\" }]",
                        "ehlo.toml:1:30: error: james-ext.bare-lf[0].if: 'is_local_domain' cannot be used here: it is"
                                + " asked when a message begins"),
                Arguments.of(
                        "james-ext.mt-priority-ceiling = 10",
                        "ehlo.toml:1:33: error: james-ext.mt-priority-ceiling: a priority is a whole number from -9 to"
                                + " 9, this is '10'"),
                Arguments.of(
                        "james-ext.mt-priority-ceiling = -10",
                        "ehlo.toml:1:33: error: james-ext.mt-priority-ceiling: a priority is a whole number from -9 to"
                                + " 9, this is '-10'"),
                Arguments.of(
                        "james-ext.mt-priority-ceiling = true",
                        "ehlo.toml:1:33: error: james-ext.mt-priority-ceiling: a priority is a whole number from -9 to"
                                + " 9, this is true or false"),
                Arguments.of(
                        "session.ehlo.script = \"ehlo\"\nsieve.trusted.scripts.ehlo.contents = 'keep;'",
                        "ehlo.toml:1:24: error: session.ehlo.script: a script name needs inner quotes: \"'ehlo'\""),
                Arguments.of(
                        "session.ehlo.script = \"on-ehlo\"",
                        "ehlo.toml:1:24: error: session.ehlo.script: a script name needs inner quotes: \"'on-ehlo'\""),
                Arguments.of(
                        "session.ehlo.script = \"listner\"",
                        "ehlo.toml:1:24: error: session.ehlo.script: unknown variable 'listner', did you mean 'listener'?"),
                Arguments.of(
                        "session.ehlo.script = \"sender\"",
                        "ehlo.toml:1:24: error: session.ehlo.script: 'sender' has no value before MAIL"),
                Arguments.of(
                        "session.ehlo.script = [ { if = \"is_tls\", then = \"tls\" }, { else = false } ]",
                        "ehlo.toml:1:50: error: session.ehlo.script[0].then: a script name needs inner quotes: \"'tls'\""),
                Arguments.of(
                        "session.ehlo.require = \"off\"",
                        "ehlo.toml:1:25: error: session.ehlo.require: write false, not 'off'"),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"is_tls\", then = \"Yes\" }, { else = \"maybe\" } ]",
                        "ehlo.toml:1:51: error: session.ehlo.require[0].then: write true, not 'Yes'\nehlo.toml:1:69: error: session.ehlo.require[1].else: unknown variable 'maybe', a text needs quotes: 'maybe'"),
                Arguments.of(
                        "session.ehlo.require = [ { if = true, then = false }, { if = \"is_tls\", then = true }, { else = true } ]",
                        "ehlo.toml:1:33: warning: session.ehlo.require[0].if: this condition is always true: no rule after it is ever asked"),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"'smtp'\", then = false }, { else = true } ]",
                        "ehlo.toml:1:34: warning: session.ehlo.require[0].if: this condition is always true: 'else' is never used"),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"1 > 2\", then = false }, { else = true } ]",
                        "ehlo.toml:1:34: warning: session.ehlo.require[0].if: this condition is always false: its 'then' is never used"),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"listener = 'a'\", then = false }, { if = \"listener=='a'\", then = true }, { else = true } ]",
                        "ehlo.toml:1:75: warning: session.ehlo.require[1].if: this condition stands at 1:34 already: its 'then' is never used"),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"matches('(a)', listener) && $1 = 'a'\", then = false }, { if = \"$1 = 'a'\", then = true }, { if = \"$1 = 'a'\", then = true }, { else = true } ]",
                        ""),
                Arguments.of(
                        "session.ehlo.require = [ { if = \"$1 = 'a'\", then = \"$0\" }, { else = true } ]",
                        "ehlo.toml:1:34: warning: session.ehlo.require[0].if: '$1' is always empty: no 'matches' that could fill it stands before it\nehlo.toml:1:53: warning: session.ehlo.require[0].then: '$0' is always empty: no 'matches' that could fill it stands before it"),
                Arguments.of(
                        "session.ehlo.require = \"key_exists('list/a', helo_domain)\"\n[store.'list/b']\ntype = 'memory'\nformat = 'list'\nvalues = ['x']",
                        "ehlo.toml:1:36: error: session.ehlo.require: there is no list named 'list/a', did you mean 'list/b'?"),
                Arguments.of(
                        "session.ehlo.require = '!matches(\"^a[.\", helo_domain)'",
                        "ehlo.toml:1:37: error: session.ehlo.require: no pattern: missing closing ] '[.'"),
                Arguments.of(
                        "session.extensions.chunking = \"is_local_domain('', sender_domain)\"",
                        "ehlo.toml:1:32: error: session.extensions.chunking: 'is_local_domain' cannot be used here: the"
                                + " octets of a chunk do not wait"),
                Arguments.of(
                        "session.extensions.no-soliciting = \"dns_query(helo_domain, 'txt')[0]\"",
                        "ehlo.toml:1:37: error: session.extensions.no-soliciting: 'dns_query' cannot be used here: it is"
                                + " asked when a message has come"),
                Arguments.of("session.extensions.dsn = \"is_local_domain('', sender_domain)\"", ""),
                Arguments.of("session.extensions.requiretls = false", ""),
                Arguments.of("session.extensions.vrfy = [ { if = \"is_tls\", then = false }, { else = false } ]", ""),
                Arguments.of("session.ehlo.script = \"\"", ""),
                Arguments.of("session.ehlo.script = false", ""),
                Arguments.of("session.ehlo.require = \"helo_domain != ''\"", ""));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void saysWhatIsWrongWhereItIsWritten(String toml, String headline) {
        PolicyFixture fixture = PolicyFixture.of(toml);
        assertThat(String.join("\n", fixture.headlines())).isEqualTo(headline);
        assertThat(fixture.compiled()).isEqualTo(!headline.contains(": error: "));
    }
}
