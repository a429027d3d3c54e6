package dev.jamesext.policy;

import static dev.jamesext.policy.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.expr.Scope;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of one setting together: what they share and what becomes of a failure. */
final class RuledTest {

    private static final int RUNS = 100_000;

    private static final String[] CAPTURING = {
        "[session.ehlo]",
        "reject-non-fqdn = false",
        "script = [",
        "  { if = 'matches(\"^([a-z]+)([0-9]*)$\", helo_domain)', then = '\"on_\" + $1' },",
        "  { if = '$0 = \"\" && ends_with(helo_domain, \".test\")', then = 'if_then($1 = \"\", \"on_test\", \"never\")' },",
        "  { if = 'key_exists(\"list/\" + listener, helo_domain)', then = '\"on_list\"' },",
        "  { else = false } ]",
        "[sieve.trusted.scripts.on_mx]",
        "contents = 'require \"reject\"; reject \"550 5.7.1 mx\";'",
        "[sieve.trusted.scripts.on_test]",
        "contents = 'require \"reject\"; reject \"550 5.7.1 test\";'",
        "[sieve.trusted.scripts.on_list]",
        "contents = 'require \"reject\"; reject \"550 5.7.1 list\";'",
        "[sieve.trusted.scripts.never]",
        "contents = 'require \"reject\"; reject \"550 5.7.1 never\";'",
        "[store.\"list/smtp\"]",
        "type = 'memory'",
        "format = 'list'",
        "values = ['Listed.example']",
    };

    @ParameterizedTest
    @CsvSource({
        "smtp, mx1, 550 5.7.1 mx",
        "smtp, mail.test, 550 5.7.1 test",
        "smtp, listed.example., 550 5.7.1 list",
        "smtp, other.example, accept",
        "smtp, gone7, 451 4.3.0",
        "submission, listed.example, 451 4.3.0",
        "submission, mx, 550 5.7.1 mx",
    })
    void captureOfConditionIsThereForLaterConditionsAndTheChosenOutcome(String listener, String name, String reply) {
        PolicyFixture fixture = PolicyFixture.of(CAPTURING);
        assertThat(fixture.ehlo(name, on(listener))).startsWith(reply);
        assertThat(fixture.headlines()).isEmpty();
    }

    @Test
    void unknownListIsLoggedWithThePlaceOfTheCall() {
        Decision decision = PolicyFixture.of(CAPTURING)
                .policy()
                .ehlo(
                        EhloName.of("listed.example"),
                        on("submission").heloDomain("listed.example").build(),
                        Trace.NONE);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.TemporaryFailure.class,
                        failure -> assertThat(failure.cause())
                                .isEqualTo(
                                        "ehlo.toml:6:11: session.ehlo.script[2].if: there is no list named 'list/submission'"));
    }

    @Test
    void traceTellsCapturesReadAndTheRuleThatFailed() {
        TraceList trace = new TraceList();
        List<Trace.Entry> entries = trace.entries();
        Policy policy = PolicyFixture.of(CAPTURING).policy();

        policy.ehlo(EhloName.of("a.test"), on("smtp").heloDomain("a.test").build(), trace);
        policy.ehlo(
                EhloName.of("b.example"),
                on("submission").heloDomain("b.example").build(),
                trace);

        assertThat(entries)
                .extracting(Trace.Entry::result)
                .contains("true", "failed: there is no list named 'list/submission'");
        assertThat(entries).anySatisfy(entry -> assertThat(entry.read()).containsEntry("$0", "''"));
    }

    @Test
    void traceTellsWhatListsSaid() {
        TraceList trace = new TraceList();
        Policy policy = PolicyFixture.of("""
                        session.ehlo.reject-non-fqdn = "key_exists('names', helo_domain) || key_get('kinds', helo_domain) == 'bad'"
                        store.names = { type = "memory", format = "list", values = ["other"] }
                        store.kinds = { type = "memory", format = "map", values = ["name odd"] }
                        """).policy();

        policy.ehlo(EhloName.of("name"), on("smtp").heloDomain("name").build(), trace);

        assertThat(trace.entries().get(0).read())
                .containsEntry("helo_domain", "'name'")
                .containsEntry("list 'names'", "lacks 'name'")
                .containsEntry("list 'kinds'", "holds 'name': 'odd'");
    }

    @Test
    void decisionsOfRulesThatReadNoCapturesAllocateNothing() {
        Ruled rules = rejectNonFqdn("[ { if = \"listener = 'smtp'\", then = true }, { else = false } ]");
        SessionFacts facts = on("smtp").heloDomain("mx.example.org").build();
        int warmUp = count(rules, facts);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int hits = count(rules, facts);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(hits).isEqualTo(warmUp).isEqualTo(RUNS);
        assertThat(allocated / RUNS).isZero();
    }

    private static int count(Ruled rules, SessionFacts facts) {
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            hits += rules.test(facts, Trace.NONE) ? 1 : 0;
        }
        return hits;
    }

    private static Ruled rejectNonFqdn(String value) {
        Problems problems = new Problems();
        SourceText toml = SourceText.of("ehlo.toml", "session.ehlo.reject-non-fqdn = " + value);
        Scope scope = Scope.of(SessionVariable.at(Stage.EHLO), Map.of(), Map.of());
        return new RuledCompiler(Optional.empty(), problems)
                .compile(SettingsReader.read(toml, problems).ehlo().rejectNonFqdn(), scope, RuledCompiler.Advice.NONE)
                .orElseThrow(() -> new AssertionError(problems.render()));
    }
}
