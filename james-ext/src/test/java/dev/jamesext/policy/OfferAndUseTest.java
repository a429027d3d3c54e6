package dev.jamesext.policy;

import static dev.jamesext.policy.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What EHLO shows and what may be used, told apart. */
final class OfferAndUseTest {

    private static final PolicyFixture POLICY = PolicyFixture.of(
            "[session.extensions]",
            "dsn = { offer = \"listener = 'submission'\", use = \"!is_empty(authenticated_as)\" }",
            "future-release = { offer = '7d', use = [ { if = 'is_tls', then = '1h' }, { else = false } ] }",
            "deliver-by = { offer = '2d' }",
            "vrfy = { use = true }",
            "no-soliciting = { offer = \"'net.example:ADV'\", use = \"'net.example:ADV,org.example:X'\" }");

    private static Offers uses(SessionFacts.Builder facts) {
        Offering offering = POLICY.policy().uses(EnumSet.allOf(Extension.class), facts.build(), Trace.NONE);
        return ((Offering.Known) offering).offers();
    }

    @Test
    void ehloShowsWhatIsOffered() {
        assertThat(POLICY.lines(on("submission")))
                .contains("DSN", "DELIVERBY", "VRFY", "NO-SOLICITING net.example:ADV")
                .anyMatch(line -> line.startsWith("FUTURERELEASE 604800 "));
        assertThat(POLICY.lines(on("smtp"))).doesNotContain("DSN");
        assertThat(POLICY.lines(on("smtp").authenticatedAs("ann@example.org")))
                .as("what may be used is not shown for that")
                .doesNotContain("DSN");
    }

    @Test
    void aCommandMayUseWhatItsRulesGrant() {
        Offers stranger = uses(on("submission"));
        assertThat(stranger.granted(Extension.DSN)).isFalse();
        assertThat(stranger.granted(Extension.FUTURERELEASE)).isFalse();
        assertThat(stranger.granted(Extension.VRFY)).isTrue();
        assertThat(stranger.words(Extension.NO_SOLICITING)).isEqualTo("net.example:ADV,org.example:X");
        assertThat(uses(on("smtp").authenticatedAs("ann@example.org")).granted(Extension.DSN))
                .isTrue();
        assertThat(uses(on("smtp").tls(new SessionFacts.Tls("TLSv1.3", "x"))).longest(Extension.FUTURERELEASE))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whereUseIsMissingItsDefaultHolds() {
        assertThat(uses(on("submission")).granted(Extension.DELIVERBY)).isFalse();
        assertThat(uses(on("submission").authenticatedAs("ann@example.org")).longest(Extension.DELIVERBY))
                .isEqualTo(Duration.ofDays(15));
    }

    /** Whether a command has to wait depends on what it asks alone. */
    @Test
    void onlyWhatIsAskedMakesACommandWait() {
        Policy shown = PolicyFixture.of(
                        "[session.extensions]", "dsn = { offer = \"is_local_domain('*', helo_domain)\", use = true }")
                .policy();
        assertThat(shown.ehloAsksOutside()).isTrue();
        assertThat(shown.usesAskOutside(Set.of(Extension.DSN))).isFalse();
        Policy used = PolicyFixture.of(
                        "[session.extensions]", "dsn = { offer = true, use = \"is_local_domain('*', helo_domain)\" }")
                .policy();
        assertThat(used.ehloAsksOutside()).isFalse();
        assertThat(used.usesAskOutside(Set.of(Extension.DSN))).isTrue();
    }

    @Test
    void bothAreHeldToWhatTheSettingYields() {
        assertThat(PolicyFixture.of("[session.extensions]", "future-release = { offer = 7, use = '1h' }")
                        .headlines())
                .singleElement()
                .asString()
                .contains("session.extensions.future-release.offer", "say which unit");
        assertThat(PolicyFixture.of("[session.extensions]", "mt-priority = { offer = 'mixer', use = 'mixr' }")
                        .headlines())
                .singleElement()
                .asString()
                .contains("session.extensions.mt-priority.use", "did you mean 'mixer'");
    }
}
