package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.StageScript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptConcurrencyTest {

    private static final int THREADS = 16;
    private static final int RUNS = 62_500;

    private static final String SCRIPT = """
            require ["variables", "extlists", "reject", "include", "vnd.stalwart.expressions", "vnd.stalwart.while"];
            global "count";
            set :lower "name" "${env.helo_domain}";
            include "counts";
            let "i" "0";
            while "i < 3" { include "counts"; let "i" "i + 1"; }
            if eval "count != 4 || len(name) != len(env.helo_domain)" { reject "550 5.7.1 somebody else counted"; }
            if string :matches "${name}" "*-*.isp.test" {
                set "customer" "${2}";
                if not string "${1}" "good" {
                    reject "551 5.1.1 ${customer} of ${1}";
                }
            } elsif string :list "${name}" "list/blocked-domains" {
                reject "550 5.7.1 ${name} [${1}] [${customer}]";
            }
            """;

    @Test
    void runsOfOneScriptNeverSeeEachOther() throws Exception {
        StageScript script = Scripts.compiled(SCRIPT, Scripts.CHECKED);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int id = thread;
                counts.add(threads.submit(() -> wrongOutcomes(script, id)));
            }
            for (Future<Integer> wrong : counts) {
                assertThat(wrong.get(60, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongOutcomes(StageScript script, int thread) {
        int wrong = 0;
        for (int i = 0; i < RUNS; i++) {
            String name = switch (i % 4) {
                case 0 -> "bad" + thread + "-c" + i + ".isp.test";
                case 1 -> "good-c" + i + ".isp.test";
                case 2 -> "bad.example";
                default -> "host" + i + ".example.org";
            };
            String expected = switch (i % 4) {
                case 0 -> "551 5.1.1 c" + i + " of bad" + thread;
                case 2 -> "550 5.7.1 bad.example [] []";
                default -> "accept";
            };
            if (!Scripts.outcome(script, Scripts.facts(name)).equals(expected)) {
                wrong++;
            }
        }
        return wrong;
    }
}
