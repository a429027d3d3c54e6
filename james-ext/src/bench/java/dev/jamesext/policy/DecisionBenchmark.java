package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one decision costs: rules alone, rules with a pattern and a list, and the documentation's script. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {

    private static final String DOCUMENTED_RULE = """
            session.ehlo.reject-non-fqdn = [ { if = "listener = 'smtp'", then = true },
                                             { else = false } ]
            """;

    /** Twenty conditions of all kinds, none of which holds: every one is asked. */
    private static final String TWENTY_RULES = """
            session.ehlo.reject-non-fqdn = [
              { if = "listener = 'submission'", then = false },
              { if = "listener = 'submissions' && is_tls", then = false },
              { if = "local_port = 2525 || local_port = 2526", then = false },
              { if = "remote_ip = '192.0.2.1'", then = false },
              { if = "remote_ip = '2001:db8::25'", then = false },
              { if = "is_ip_in_cidr(remote_ip, '10.0.0.0/8')", then = false },
              { if = "is_ip_in_cidr(remote_ip, '172.16.0.0/12')", then = false },
              { if = "is_ip_in_cidr(remote_ip, '2001:db8::/32')", then = false },
              { if = "starts_with(helo_domain, 'localhost')", then = true },
              { if = "ends_with(helo_domain, '.local')", then = true },
              { if = "ends_with(helo_domain, '.lan')", then = true },
              { if = "ends_with(helo_domain, '.internal')", then = true },
              { if = "contains(helo_domain, 'dhcp')", then = true },
              { if = "contains(['example.org', 'example.net', 'example.com'], helo_domain)", then = true },
              { if = "eq_ignore_case(helo_domain, 'friend')", then = true },
              { if = "matches('(dyn|pool|dsl)[0-9]*[.-]', helo_domain)", then = true },
              { if = "key_exists('list/blocked-domains', helo_domain)", then = true },
              { if = "!is_empty(authenticated_as)", then = false },
              { if = "protocol = 'lmtp'", then = false },
              { if = "len(helo_domain) > 200", then = true },
              { else = true } ]
            """;

    /** A pattern that begins anywhere, says no letter outright, and fails after looking at every place of the name. */
    private static final String UNANCHORED_PATTERN =
            "session.ehlo.reject-non-fqdn = \"matches('([0-9]+)[.-]([0-9]+)', helo_domain)\"";

    /** A pattern that matches, with its captures read. */
    private static final String CAPTURES =
            "session.ehlo.reject-non-fqdn = \"matches('^([a-z]+)-([a-z]+)-[0-9]', helo_domain) && $2 = 'out'\"";

    private static final String DOCUMENTED_SCRIPT = """
            [session.ehlo]
            require = true
            reject-non-fqdn = [ { if = "listener = 'smtp'", then = true },
                                { else = false } ]
            script = "'ehlo'"
            [sieve.trusted.scripts.ehlo]
            contents = '''
            require ["variables", "extlists", "reject"];

            if string :list "${env.helo_domain}" "list/blocked-domains" {
                reject "551 5.1.1 Your domain '${env.helo_domain}' has been blocklisted.";
            }
            '''
            [store."list/blocked-domains"]
            type = "memory"
            format = "list"
            values = ["mail.spammer.test", "mail.spammer.example"]
            """;

    private final Ruled documentedRule = rejectNonFqdn(DOCUMENTED_RULE);
    private final Ruled twentyRules = rejectNonFqdn(TWENTY_RULES);
    private final Ruled unanchoredPattern = rejectNonFqdn(UNANCHORED_PATTERN);
    private final Ruled captures = rejectNonFqdn(CAPTURES);
    private final Policy rulesOnly = policy(DOCUMENTED_RULE);
    private final Policy documented = policy(DOCUMENTED_SCRIPT);
    private final EhloName name = EhloName.of("mail-out-3.example.org");
    private final EhloName listed = EhloName.of("mail.spammer.test");
    private final EhloName unqualified = EhloName.of("localhost");
    private final SessionFacts facts = facts(name);
    private final SessionFacts listedFacts = facts(listed);
    private final SessionFacts unqualifiedFacts = facts(unqualified);

    @Benchmark
    public boolean documentedRule() {
        return documentedRule.test(unqualifiedFacts, Trace.NONE);
    }

    @Benchmark
    public boolean twentyRulesWithPatternAndList() {
        return twentyRules.test(facts, Trace.NONE);
    }

    @Benchmark
    public boolean unanchoredPattern() {
        return unanchoredPattern.test(facts, Trace.NONE);
    }

    @Benchmark
    public boolean patternWithCaptures() {
        return captures.test(facts, Trace.NONE);
    }

    @Benchmark
    public Offering offers() {
        return rulesOnly.offers(facts, Trace.NONE);
    }

    @Benchmark
    public Decision decisionWithoutScript() {
        return rulesOnly.ehlo(unqualified, unqualifiedFacts, Trace.NONE);
    }

    @Benchmark
    public Decision documentedScriptAccepts() {
        return documented.ehlo(name, facts, Trace.NONE);
    }

    @Benchmark
    public Decision documentedScriptRejects() {
        return documented.ehlo(listed, listedFacts, Trace.NONE);
    }

    @Benchmark
    public SessionFacts factsOfSession() {
        return facts(name);
    }

    private static Ruled rejectNonFqdn(String toml) {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("ehlo.toml", toml), problems);
        ListCatalog lists = ListCatalog.of(List.of(
                ExactList.of("list/blocked-domains", List.of("mail.spammer.test", "mail.spammer.example"))));
        return new RuledCompiler(problems)
                .compile(
                        settings.ehlo().rejectNonFqdn(),
                        dev.jamesext.expr.Scope.of(SessionVariable.at(Stage.EHLO), Map.of(), Map.of())
                                .withLists(new RuleLists(lists)),
                        RuledCompiler.Advice.NONE)
                .orElseThrow(() -> new IllegalStateException(problems.render()));
    }

    private static Policy policy(String toml) {
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(SourceText.of("ehlo.toml", toml), problems);
        return PolicyCompiler.compile(settings, new ScriptCompiler(), problems)
                .orElseThrow(() -> new IllegalStateException(problems.render()));
    }

    private static SessionFacts facts(EhloName name) {
        return SessionFacts.builder(Stage.EHLO, Instant.EPOCH)
                .listener("smtp")
                .protocol(Protocol.SMTP)
                .remote(address("198.51.100.7"), 40000)
                .local(address("198.51.100.1"), 25)
                .heloDomain(name.text())
                .build();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }
}
