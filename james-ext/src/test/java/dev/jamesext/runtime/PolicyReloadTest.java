package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.Trace;
import dev.jamesext.sieve.ScriptCompiler;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand reloads while decisions are made: each is whole, and no policy stays behind. */
final class PolicyReloadTest {

    private static final int RELOADS = 1_000;
    private static final int THREADS = 4;
    private static final int NAMES = 500;

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private static String policy(int number) {
        return """
                [session.ehlo]
                reject-non-fqdn = "key_exists('names', helo_domain) && !key_exists('others', helo_domain)"
                script = "'ehlo'"
                [sieve.trusted.scripts.ehlo]
                contents = '''
                require ["variables", "extlists", "reject", "include"];
                include "part";
                if string :list "${env.helo_domain}" "names" { reject "550 5.7.1 policy NUMBER"; }
                '''
                [sieve.trusted.scripts.part]
                contents = 'keep;'
                [store.names]
                type = "memory"
                format = "list"
                values = "file://conf/names.txt"
                [store.others]
                type = "memory"
                format = "regex"
                values = ['^x[0-9]+never$']
                """.replace("NUMBER", Integer.toString(number));
    }

    private static String names(int number) {
        StringBuilder names = new StringBuilder("listed.example\n");
        for (int i = 0; i < NAMES; i++) {
            names.append("host").append(number).append('-').append(i).append(".example\n");
        }
        return names.toString();
    }

    @Test
    @Timeout(120)
    void nothingIsHurtAndNothingStaysBehind(@TempDir Path root) throws Exception {
        JamesFolder james = new JamesFolder(root)
                .with("extensions.properties", "guice.extension.module=dev.jamesext.runtime.JamesExtModule")
                .with("names.txt", names(0))
                .with("ehlo.toml", policy(0));
        PolicyRuntime runtime = new PolicyRuntime(
                james.fileSystem(),
                new ScriptCompiler(),
                james.installation(),
                Clock.systemUTC(),
                metrics(),
                new PolicyInForce(),
                new ServerLife());
        List<WeakReference<Policy>> former = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> decided = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                decided.add(clients.submit(() -> decideUntil(over, runtime)));
            }
            for (int i = 1; i <= RELOADS; i++) {
                former.add(new WeakReference<>(runtime.current()));
                james.with("names.txt", names(i)).with("ehlo.toml", i % 10 == 7 ? "session.ehol = 1" : policy(i));
                runtime.reload();
            }
            over.set(true);
            for (Future<Integer> decisions : decided) {
                assertThat(decisions.get()).isPositive();
            }
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
        assertThat(counts.get("ehlo_policy_reloaded")).hasValue(RELOADS - RELOADS / 10);
        assertThat(counts.get("ehlo_policy_reload_failed")).hasValue(RELOADS / 10);
        assertThat(refusal(runtime.current())).isEqualTo("550 5.7.1 policy " + RELOADS);
        // The one in force may stand in the list, where the last change was refused.
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (former.stream().filter(policy -> policy.get() != null).count() > 1 && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(former.stream().filter(policy -> policy.get() != null).count())
                .as("policies that are no longer in force and still held")
                .isLessThanOrEqualTo(1);
    }

    /** Only what the policy uses of James's metrics: counters. */
    private MetricFactory metrics() {
        return proxy(MetricFactory.class, (method, arguments) -> {
            AtomicLong count = new AtomicLong();
            counts.put(String.valueOf(arguments[0]), count);
            return proxy(Metric.class, (called, none) -> count.incrementAndGet());
        });
    }

    private interface Behaviour {
        Object of(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object result = behaviour.of(method, arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    /** Every decision is that of one whole policy. */
    private static int decideUntil(AtomicBoolean over, PolicyRuntime runtime) {
        int decisions = 0;
        while (!over.get()) {
            assertThat(refusal(runtime.current())).startsWith("550 5.7.1 policy ");
            decisions++;
        }
        return decisions;
    }

    private static String refusal(Policy policy) {
        SessionFacts facts = SessionFacts.builder(Stage.EHLO, Clock.systemUTC().instant())
                .listener("smtp")
                .heloDomain("listed.example")
                .build();
        Decision decision = policy.ehlo(EhloName.of("listed.example"), facts, Trace.NONE);
        return decision instanceof Decision.Reject reject ? reject.reply().toString() : decision.toString();
    }
}
