package dev.jamesext.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.settings.FixtureMacros;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.sieve.ScriptCompiler;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Whole policies from any octets: reading, with macros, compiling, testing and deciding never throw, and what is wrong is a problem at a place of
 * the text.
 */
final class PolicyFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void everyTextIsAPolicyOrHasProblems(byte[] octets) {
        SourceText source = SourceText.of("ehlo.toml", new String(octets, StandardCharsets.UTF_8));
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(source, FixtureMacros.INSTANCE, problems);
        Optional<Policy> policy = PolicyTests.run(
                PolicyCompiler.compile(settings, new ScriptCompiler(), problems),
                settings,
                Clock.fixed(PolicyFixture.NOW, ZoneOffset.UTC),
                problems);
        assertThat(policy.isEmpty()).isEqualTo(problems.hasErrors());
        for (Problem problem : problems.sorted()) {
            assertThat(problem.render()).startsWith(problem.source().name());
            assertThat(problem.span().end())
                    .isLessThanOrEqualTo(problem.source().text().length());
        }
        policy.ifPresent(PolicyFuzzTest::decide);
    }

    private static void decide(Policy policy) {
        for (String name : new String[] {"localhost", "mx.example.org", "[192.0.2.1]"}) {
            SessionFacts facts = PolicyFixture.on("smtp").heloDomain(name).build();
            assertThat(policy.name(name, "EHLO", facts, Trace.NONE)).isNotNull();
            assertThat(policy.ehlo(EhloName.of(name), facts, Trace.NONE)).isNotNull();
            assertThat(policy.offers(facts, Trace.NONE)).isNotNull();
            assertThat(policy.mail(facts, Trace.NONE)).isNotNull();
        }
    }
}
