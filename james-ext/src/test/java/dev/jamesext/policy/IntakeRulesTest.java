package dev.jamesext.policy;

import static dev.jamesext.policy.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a client is greeted, and what a bare LF in its messages means. */
final class IntakeRulesTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, PT0S",
        "\"0s\", false, PT0S",
        "\"60s\", true, PT1M",
        "\"250ms\", true, PT0.25S",
        "'[ { if = \"listener = ''smtp''\", then = \"3s\" }, { else = false } ]', true, PT3S",
        "'[ { if = \"listener = ''lmtp''\", then = \"3s\" }, { else = false } ]', true, PT0S",
    })
    void saysHowLongAClientWaits(String rules, boolean any, Duration delay) {
        Policy policy =
                PolicyFixture.of("[james-ext]", "greet-delay = " + rules).policy();
        assertThat(policy.mayDelayGreetings()).isEqualTo(any);
        assertThat(policy.greetDelay(on("smtp").build(), Trace.NONE)).isEqualTo(new Asked.Known<>(delay));
    }

    @ParameterizedTest
    @CsvSource({
        "\"refuse\", REFUSE",
        "\"'normalize'\", NORMALIZE",
        "normalize, NORMALIZE",
        "'[ { if = \"listener = ''smtp''\", then = \"normalize\" }, { else = \"refuse\" } ]', NORMALIZE",
        "'[ { if = \"listener = ''lmtp''\", then = \"normalize\" }, { else = \"refuse\" } ]', REFUSE",
    })
    void saysWhatABareLfIs(String rules, BareLf meaning) {
        String written = rules.equals("normalize") ? "\"normalize\"" : rules;
        Policy policy = PolicyFixture.of("[james-ext]", "bare-lf = " + written).policy();
        assertThat(policy.bareLf(on("smtp").build(), Trace.NONE)).isEqualTo(new Asked.Known<>(meaning));
    }

    /** Neither the default nor what was nearly meant. */
    @Test
    void cannotSayWhereTheRulesGiveSomethingElse() {
        Policy policy = PolicyFixture.of(
                        "store.x = { type = \"memory\", format = \"map\", values = [\"delay long\", \"lf maybe\"] }",
                        "[james-ext]",
                        "greet-delay = \"key_get('x', 'delay')\"",
                        "bare-lf = \"key_get('x', 'lf')\"")
                .policy();
        SessionFacts facts = on("smtp").build();
        assertThat(cause(policy.greetDelay(facts, Trace.NONE))).isEqualTo("james-ext.greet-delay cannot be 'long'");
        assertThat(cause(policy.bareLf(facts, Trace.NONE))).isEqualTo("james-ext.bare-lf cannot be 'maybe'");
        assertThat(policy.mayDelayGreetings()).isTrue();
    }

    @Test
    void waitsAndNormalizesNothingUnlessItIsTold() {
        Policy policy = PolicyFixture.of("").policy();
        assertThat(policy.mayDelayGreetings()).isFalse();
        assertThat(policy.bareLf(on("smtp").build(), Trace.NONE)).isEqualTo(new Asked.Known<>(BareLf.REFUSE));
        assertThat(policy.badCommandsMax()).isEqualTo(20);
        assertThat(policy.lineOctetsMax()).isEqualTo(1024 * 1024);
    }

    private static String cause(Asked<?> asked) {
        return asked instanceof Asked.Unknown<?> unknown ? unknown.failure().cause() : "known";
    }
}
