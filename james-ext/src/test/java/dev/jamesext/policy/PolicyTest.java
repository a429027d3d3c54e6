package dev.jamesext.policy;

import static dev.jamesext.policy.PolicyFixture.address;
import static dev.jamesext.policy.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.EhloName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {

    private static final String[] DOCUMENTED = {
        "[session.ehlo]",
        "require = true",
        "reject-non-fqdn = [ { if = \"listener = 'smtp'\", then = true },",
        "                    { else = false } ]",
        "script = \"'ehlo'\"",
        "[sieve.trusted.scripts.ehlo]",
        "contents = '''",
        "require [\"variables\", \"extlists\", \"reject\"];",
        "",
        "if string :list \"${env.helo_domain}\" \"list/blocked-domains\" {",
        "    reject \"551 5.1.1 Your domain '${env.helo_domain}' has been blocklisted.\";",
        "}",
        "'''",
        "[store.\"list/blocked-domains\"]",
        "type = \"memory\"",
        "format = \"list\"",
        "values = [\"mail.spammer.test\", \"mail.spammer.example\"]",
    };

    @ParameterizedTest
    @CsvSource({
        "smtp, mx.example.org, accept",
        "smtp, localhost, 550 5.5.0",
        "smtp, '[192.0.2.7]', accept",
        "smtp, 192.0.2.7, 550 5.5.0",
        "smtp, mail.spammer.test, 551 5.1.1 Your domain 'mail.spammer.test' has been blocklisted.",
        "smtp, MAIL.Spammer.Example., 551 5.1.1 Your domain 'mail.spammer.example' has been blocklisted.",
        "smtp, xmail.spammer.test, accept",
        "submissions, localhost, accept",
        "submissions, mail.spammer.test, 551 5.1.1",
        "submission, localhost, accept",
    })
    void rulesTheGreetingAsDocumented(String listener, String name, String reply) {
        assertThat(PolicyFixture.of(DOCUMENTED).ehlo(name, on(listener))).startsWith(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "ann@Bad.Test., ann@bad.test, bad.test",
        "ann@bad.test.., ann@bad.test., bad.test.",
        "'', '', ''",
    })
    void dropsOneFinalDotOfTheSender(String address, String sender, String domain) {
        SessionFacts facts = on("smtp").sender(address).build();
        assertThat(facts.text(SessionVariable.SENDER)).isEqualTo(sender);
        assertThat(facts.text(SessionVariable.SENDER_DOMAIN)).isEqualTo(domain);
    }

    @Test
    void loadsTheDocumentedPolicyWithoutAProblem() {
        assertThat(PolicyFixture.of(DOCUMENTED).headlines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "25, '', localhost, 550 5.5.0",
        "2525, smtp, localhost, 550 5.5.0",
        "2525, other, localhost, accept",
        "465, submissions, localhost, accept",
        "25, '', mx.example.org, accept",
    })
    void anEmptyPolicyMeansTheDefaults(int port, String listener, String name, String reply) {
        PolicyFixture fixture = PolicyFixture.of("");
        assertThat(fixture.ehlo(name, on(listener).local(address("198.51.100.1"), port)))
                .startsWith(reply);
        assertThat(fixture.headlines()).isEmpty();
    }

    @Test
    void requiresAGreetingBeforeMailUnlessToldNotTo() {
        PolicyFixture strict = PolicyFixture.of("");
        assertThat(strict.policy().mail(on("smtp").build(), Trace.NONE))
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.reply().toString()).startsWith("503 5.5.1"));
        assertThat(strict.policy().mail(on("smtp").heloDomain("a.example").build(), Trace.NONE))
                .isEqualTo(Decision.ACCEPT);
        PolicyFixture lax = PolicyFixture.of("session.ehlo.require = \"remote_ip != '192.0.2.7'\"");
        assertThat(lax.policy().mail(on("smtp").build(), Trace.NONE)).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void asksRulesInOrderAndTakesTheFirstThatHolds() {
        PolicyFixture fixture = PolicyFixture.of(
                "[session.ehlo]",
                "reject-non-fqdn = [",
                "  { if = \"remote_ip = '192.0.2.7' && is_tls\", then = false },",
                "  { if = \"remote_ip = '192.0.2.7'\", then = true },",
                "  { else = false } ]");
        assertThat(fixture.ehlo("localhost", on("x"))).startsWith("550 5.5.0");
        assertThat(fixture.ehlo("localhost", on("x").tls(new SessionFacts.Tls("TLSv1.3", "c"))))
                .isEqualTo("accept");
        assertThat(fixture.ehlo("localhost", on("x").remote(address("192.0.2.8"), 1)))
                .isEqualTo("accept");
    }

    @Test
    void theNameOfferedIsTheNameRulesSee() {
        PolicyFixture fixture = PolicyFixture.of("session.ehlo.reject-non-fqdn = \"helo_domain != 'localhost'\"");
        assertThat(fixture.ehlo("LocalHost", on("smtp"))).isEqualTo("accept");
        assertThat(fixture.ehlo("remotehost", on("smtp"))).startsWith("550 5.5.0");
    }

    @Test
    void announcesSizeAndWhatIsAlwaysThereBehindWhatIsGranted() {
        Offering offering = PolicyFixture.of("").policy().offers(on("smtp").build(), Trace.NONE);
        List<EhloLine> ruled = ((Offering.Known) offering).offers().lines();
        assertThat(Offers.allLines(ruled, EhloLine.of("SIZE 0"), Protocol.SMTP))
                .extracting(EhloLine::text)
                .containsExactly("PIPELINING", "CHUNKING", "SIZE 0", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8");
        assertThat(Offers.allLines(List.of(), EhloLine.of("SIZE 0"), Protocol.LMTP))
                .extracting(EhloLine::text)
                .containsExactly("SIZE 0", "8BITMIME", "ENHANCEDSTATUSCODES");
    }

    @Test
    void announcesOnlyWhatIsGranted() {
        assertThat(PolicyFixture.of("").lines(on("smtp"))).containsExactly("PIPELINING", "CHUNKING");
        PolicyFixture ruled = PolicyFixture.of(
                "session.extensions.pipelining = [ { if = \"is_empty(authenticated_as)\", then = false }, { else = true } ]",
                "session.extensions.chunking = false",
                "session.extensions.no-soliciting = \"'net.example:ADV , org.example:ADV'\"",
                "session.extensions.vrfy = true");
        assertThat(ruled.lines(on("smtp"))).containsExactly("NO-SOLICITING net.example:ADV,org.example:ADV", "VRFY");
        assertThat(ruled.lines(on("smtp").authenticatedAs("bob")))
                .containsExactly(
                        "PIPELINING",
                        "NO-SOLICITING net.example:ADV,org.example:ADV",
                        "DSN",
                        "FUTURERELEASE 604800 2026-11-30T12:00:00Z",
                        "DELIVERBY",
                        "MT-PRIORITY MIXER",
                        "VRFY");
    }

    @Test
    void choosesTheScriptByRule() {
        PolicyFixture fixture = PolicyFixture.of(
                "[session.ehlo]",
                "reject-non-fqdn = false",
                "script = [ { if = \"listener = 'a'\", then = \"'one'\" },",
                "           { if = \"listener = 'b'\", then = \"\" },",
                "           { if = \"listener = 'c'\", then = false },",
                "           { else = \"'two'\" } ]",
                "[sieve.trusted.scripts]",
                "one.contents = 'require \"reject\"; reject \"550 5.7.1 one\";'",
                "two.contents = 'require \"reject\"; reject \"550 5.7.1 two\";'");
        assertThat(fixture.headlines()).isEmpty();
        assertThat(fixture.ehlo("x.example", on("a"))).isEqualTo("550 5.7.1 one");
        assertThat(fixture.ehlo("x.example", on("b"))).isEqualTo("accept");
        assertThat(fixture.ehlo("x.example", on("c"))).isEqualTo("accept");
        assertThat(fixture.ehlo("x.example", on("d"))).isEqualTo("550 5.7.1 two");
    }

    @ParameterizedTest
    @CsvSource({"tempfail, 451 4.3.0", "accept, accept anyway"})
    void aScriptNameKnownOnlyAtRunTimeMustExist(String onError, String outcome) {
        PolicyFixture fixture = PolicyFixture.of(
                "session.ehlo.script = \"'on_' + listener\"",
                "james-ext.on-error = '" + onError + "'",
                "sieve.trusted.scripts.on_smtp.contents = 'keep;'");
        assertThat(fixture.ehlo("x.example", on("smtp"))).isEqualTo("accept");
        assertThat(fixture.ehlo("x.example", on("other"))).startsWith(outcome);
    }

    @ParameterizedTest
    @CsvSource({"tempfail, 451 4.3.0", "accept, accept anyway"})
    void aScriptOverItsStepsIsTheOperatorsChoice(String onError, String outcome) {
        PolicyFixture fixture = PolicyFixture.of(
                "session.ehlo.script = \"'s'\"",
                "james-ext.on-error = '" + onError + "'",
                "sieve.trusted.limits.cpu = 2",
                "sieve.trusted.scripts.s.contents = 'keep; keep; keep; keep; keep; keep;'");
        assertThat(fixture.ehlo("x.example", on("smtp"))).startsWith(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "submission, mx.example.org, accept",
        "submission, 'm\u00fcller', accept",
        "submission, '', accept",
        "submission, ' ', accept",
        "submission, 'm\u00fcller\u0007', 501 5.5.2",
        "smtp, 'm\u00fcller', 501 5.5.2",
        "smtp, '', 501 5.5.4",
        "smtp, mx.example.org, accept",
        "broken, mx.example.org, accept",
        "broken, 'm\u00fcller', 451 4.3.0",
        "broken, 'm\u00fcller\u0007', 501 5.5.2",
    })
    void lettersOfOtherAlphabetsAndNoNameAtAllAreForTheRules(String listener, String argument, String outcome) {
        Policy policy = PolicyFixture.of(
                        "[james-ext]",
                        "accept-any-name = \"listener = 'submission'"
                                + " || (listener = 'broken' && key_exists('no/' + listener, 'x'))\"",
                        "[store.'no/smtp']",
                        "type = 'memory'",
                        "format = 'list'",
                        "values = ['x']")
                .policy();
        String name = EhloName.of(argument).text();
        assertThat(policy.name(argument, "EHLO", on(listener).heloDomain(name).build(), Trace.NONE)
                        .refusal()
                        .map(Reply::toString)
                        .orElse("accept"))
                .startsWith(outcome);
    }

    @Test
    void aGreetingWithoutANameIsAGreeting() {
        Policy policy = PolicyFixture.of("").policy();
        assertThat(policy.mail(on("smtp").heloDomain("").build(), Trace.NONE).refusal())
                .isEmpty();
        assertThat(policy.mail(on("smtp").build(), Trace.NONE).refusal()).isPresent();
    }

    @Test
    void tracesWhatItAsked() {
        PolicyFixture fixture = PolicyFixture.of(DOCUMENTED);
        TraceList trace = new TraceList();
        List<Trace.Entry> entries = trace.entries();
        fixture.policy()
                .ehlo(
                        EhloName.of("localhost"),
                        on("smtp").heloDomain("localhost").build(),
                        trace);
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).where().text()).isEqualTo("listener = 'smtp'");
        assertThat(entries.get(0).read()).containsEntry("listener", "'smtp'");
        assertThat(entries.get(0).result()).isEqualTo("true");
        assertThat(entries.get(1).where().key()).hasToString("session.ehlo.reject-non-fqdn[0].then");
        assertThat(entries.get(1).result()).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 1025, inner",
        "127.0.0.2, 1025, ''",
        "192.0.2.9, 2525, any",
        "2001:db8::1, 2526, six",
        "192.0.2.9, 24, lmtp",
        "192.0.2.9, 25, smtp",
        "192.0.2.9, 465, submissions",
        "192.0.2.9, 587, mine",
        "192.0.2.9, 4000, ''",
    })
    void namesListenersByAddressThenByPort(String local, int port, String name) {
        PolicyFixture fixture = PolicyFixture.of(
                "[server.listener.inner]",
                "bind = '127.0.0.1:1025'",
                "[server.listener.any]",
                "bind = ['0.0.0.0:2525']",
                "[server.listener.six]",
                "bind = ['[::]:2526']",
                "[server.listener.mine]",
                "bind = ['192.0.2.9:587']");
        assertThat(fixture.policy().listenerAt(address(local), port)).isEqualTo(name);
    }

    @Test
    void offersOnLmtpOnlyWhatHasRoomThere() {
        PolicyFixture fixture = PolicyFixture.of("[session.extensions]", "pipelining = \"protocol = 'lmtp'\"");
        assertThat(fixture.lines(on("lmtp").protocol(Protocol.LMTP))).contains("PIPELINING");
        assertThat(fixture.lines(on("smtp"))).doesNotContain("PIPELINING");
        assertThat(Extension.values())
                .filteredOn(extension -> extension.fits(Protocol.LMTP))
                .containsExactly(Extension.PIPELINING, Extension.CHUNKING);
        assertThat(Extension.values())
                .filteredOn(extension -> extension.fits(Protocol.LMTP_TO_MAILETS))
                .containsExactly(
                        Extension.PIPELINING,
                        Extension.CHUNKING,
                        Extension.REQUIRETLS,
                        Extension.DSN,
                        Extension.DELIVERBY,
                        Extension.MT_PRIORITY);
        assertThat(Extension.values()).allMatch(extension -> extension.fits(Protocol.SMTP));
    }

    @Test
    void asksForTheGreetingOfTheProtocol() {
        Policy policy = PolicyFixture.of("").policy();
        assertThat(policy.mail(on("lmtp").protocol(Protocol.LMTP).build(), Trace.NONE)
                        .refusal())
                .hasToString("Optional[503 5.5.1 Say LHLO first]");
        assertThat(policy.mail(on("smtp").build(), Trace.NONE).refusal())
                .hasToString("Optional[503 5.5.1 Say EHLO first]");
    }
}
