package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Dialect;
import dev.jamesext.lookup.ExactList;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.StageScript;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentedScriptTest {

    private static final String SCRIPT = """
            require ["variables", "extlists", "reject"];

            if string :list "${env.helo_domain}" "list/blocked-domains" {
                reject "551 5.1.1 Your domain '${env.helo_domain}' has been blacklisted.";
            }
            """;

    /** Allocation of one run. */
    private static final int RUN_BYTES_MAX = 1024;

    private final Problems problems = new Problems();

    private final StageScript script = Optional.ofNullable(new ScriptCompiler()
                    .compile(
                            Map.of("ehlo", Excerpt.whole(SourceText.of("ehlo.sieve", SCRIPT), KeyPath.ROOT)),
                            Set.of("ehlo"),
                            ListCatalog.of(List.of(
                                    ExactList.of("list/blocked-domains", List.of("mail.spammer.test", "bad.example")))),
                            new ScriptLimits(10_000, 4_096, 5, 1_000, true, Dialect.STANDARD),
                            problems)
                    .scripts()
                    .get("ehlo"))
            .orElseThrow(() -> new AssertionError(problems.render()));

    private static SessionFacts facts(String name) {
        return SessionFacts.builder(Stage.EHLO, Instant.EPOCH).heloDomain(name).build();
    }

    @Test
    void refusesBlockedNameWithTheReplyOfTheDocumentation() {
        assertThat(script.run(facts("mail.spammer.test"), Trace.NONE))
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.reply())
                                .hasToString("551 5.1.1 Your domain 'mail.spammer.test' has been blacklisted."));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void acceptsEveryOtherName() {
        assertThat(script.run(facts("mail.example.org"), Trace.NONE)).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void allocatesNoMoreThanItsBudget() {
        assertThat(bytesPerRun(facts("mail.example.org"))).isLessThanOrEqualTo(RUN_BYTES_MAX);
        assertThat(bytesPerRun(facts("mail.spammer.test"))).isLessThanOrEqualTo(RUN_BYTES_MAX);
    }

    private long bytesPerRun(SessionFacts facts) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int runs = 2_000;
        long before = 0;
        for (int i = -runs; i < runs; i++) {
            if (i == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            script.run(facts, Trace.NONE);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / runs;
    }
}
