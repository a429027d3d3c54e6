package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenerReviewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session.ehlo.require = \"listener = 'smtp'\"",
                "session.ehlo.require = \"is_tls && 'smtp' != listener\"",
                "session.ehlo.require = \"contains(['edge', 'smtp'], listener)\"",
                "session.ehlo.require = \"!contains_ignore_case(['smtp'], listener)\"",
                "session.ehlo.require = \"eq_ignore_case(listener, 'smtp')\"",
                "session.ehlo.require = \"if_then(listener = 'smtp', 1, 0) > 0\"",
                "session.ehlo.require = [ { if = \"is_tls\", then = true }, { else = \"listener = 'smtp'\" } ]",
                "session.extensions.dsn = { offer = \"listener = 'smtp'\" }",
                "session.extensions.chunking = \"listener = 'smtp'\"",
                "james-ext.mt-priority-ceiling = \"if_then(listener = 'smtp', 1, 0)\"",
            })
    void warnsOfAListenerThatNobodyHasNamedSo(String rule) {
        assertThat(warnings(rule, Set.of("edge", "inside"), false))
                .singleElement()
                .asString()
                .endsWith(": no listener is named 'smtp'; there are 'edge', 'inside'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The defaults ask for 'smtp'.
                "",
                "session.ehlo.require = \"listener = 'edge'\"",
                "session.ehlo.require = \"listener = ''\"",
                "session.ehlo.require = \"starts_with(listener, 'smtp')\"",
                "session.ehlo.require = \"helo_domain = 'smtp' && listener != 'inside'\"",
                "session.ehlo.require = \"contains(listener, 'smtp')\"",
            })
    void isSilentAboutEverythingElse(String rule) {
        assertThat(warnings(rule, Set.of("edge", "inside"), false)).isEmpty();
    }

    @Test
    void pointsAtTheNameAndSuggestsAnother() {
        assertThat(warnings("session.ehlo.require = \"contains(['edge', 'egde'], listener)\"", Set.of("edge"), false))
                .containsExactly("ehlo.toml:1:43: warning: session.ehlo.require: no listener is named 'egde',"
                        + " did you mean 'edge'?");
    }

    /** The name of a listener without one comes from the policy or from its port. */
    @Test
    void knowsTheNamesOfThePolicyAndOfPortsWhereTheXmlGivesNone() {
        String rule = "session.ehlo.require = \"contains(['smtp', 'inner', 'outer'], listener)\"\n"
                + "server.listener.inner.bind = '127.0.0.1:2525'";
        assertThat(warnings(rule, Set.of(), true)).singleElement().asString().contains("no listener is named 'outer'");
        assertThat(warnings(rule, Set.of("outer"), true)).isEmpty();
        assertThat(warnings(rule, Set.of("outer"), false)).hasSize(2);
    }

    private static List<String> warnings(String rule, Set<String> given, boolean unnamed) {
        Problems problems = new Problems();
        ListenerReview.review(PolicyFixture.of(rule).policy(), given, unnamed, problems);
        return problems.sorted().stream().map(Problem::headline).toList();
    }
}
