package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.ScriptFailure;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any text is a script that decides or fails as a script may, or has a problem; never another exception. */
final class ScriptRunFuzzTest {

    private static final ListCatalog LISTS =
            ListCatalog.of(List.of(ExactList.of("list/blocked-domains", List.of("mail.spammer.test"))));

    private static final String INCLUDED = """
            global "g";
            if string "${g}" "back" { return; }
            set "g" "${env.helo_domain}";
            """;

    @FuzzTest(maxDuration = "10m")
    void everyTextDecidesOrHasAProblem(byte[] octets) {
        SourceText source = SourceText.of("s", new String(octets, StandardCharsets.UTF_8));
        Problems problems = new Problems();
        Map<String, Excerpt> texts = Map.of(
                "s", Excerpt.whole(source, KeyPath.ROOT),
                "t", Excerpt.whole(SourceText.of("t", INCLUDED), KeyPath.ROOT));
        Optional<StageScript> script = Optional.ofNullable(new ScriptCompiler()
                .compile(texts, LISTS, new ScriptLimits(1_000, 256, 3, 2_000, false), problems)
                .get("s"));
        assertThat(script.isEmpty()).isEqualTo(problems.hasErrors());
        script.ifPresent(ScriptRunFuzzTest::run);
    }

    private static void run(StageScript script) {
        SessionFacts facts = SessionFacts.builder(Stage.EHLO, Instant.EPOCH)
                .listener("smtp")
                .heloDomain("mail.spammer.test")
                .build();
        try {
            Decision decision = script.run(facts, Trace.NONE);
            assertThat(decision).isInstanceOfAny(Decision.Accept.class, Decision.Reject.class);
        } catch (ScriptFailure failure) {
            assertThat(failure.getMessage()).isNotBlank();
        }
    }
}
