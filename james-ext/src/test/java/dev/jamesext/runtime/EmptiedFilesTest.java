package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import dev.jamesext.policy.Trace;
import dev.jamesext.sieve.ScriptCompiler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An editor that writes leaves a file empty for a moment: the policy before stays in force. */
final class EmptiedFilesTest {

    private static final String POLICY = """
            include.files = "conf/rule.toml"
            [sieve.trusted.scripts]
            greet = "%{file:conf/greet.sieve}%"
            [store.names]
            type = "memory"
            format = "list"
            values = "file://conf/names.txt"
            """;

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    @TempDir
    private Path root;

    private JamesFolder james = new JamesFolder(Path.of(""));

    @BeforeEach
    void writePolicy() {
        james = new JamesFolder(root)
                .with("extensions.properties", "guice.extension.module=dev.jamesext.runtime.JamesExtModule")
                .with("ehlo.toml", POLICY)
                .with("rule.toml", "session.ehlo.script = \"'greet'\"")
                .with("greet.sieve", """
                        require ["variables", "extlists", "reject"];
                        if string :list "${env.helo_domain}" "names" { reject "550 5.7.1 no"; }
                        """)
                .with("names.txt", "listed.example\n");
    }

    private PolicyRuntime runtime() {
        return new PolicyRuntime(
                james.fileSystem(),
                new ScriptCompiler(),
                james.installation(),
                Clock.systemUTC(),
                metrics(),
                new PolicyInForce(),
                new ServerLife());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "# What follows\n  # has not been written yet.\n"})
    void fileThatHoldsNothingAnyMoreChangesNothing(String nothing) {
        PolicyRuntime runtime = runtime();
        for (String file : new String[] {"ehlo.toml", "rule.toml", "greet.sieve"}) {
            james.with(file, nothing);
            Policy before = runtime.current();
            long failed = count("ehlo_policy_reload_failed");
            runtime.reload();
            assertThat(runtime.current()).as(file).isSameAs(before);
            assertThat(count("ehlo_policy_reload_failed")).isGreaterThan(failed);
            writePolicy();
        }
        Policy before = runtime.current();
        runtime.reload();
        assertThat(runtime.current()).isNotSameAs(before);
        assertThat(refuses(runtime.current())).isTrue();
    }

    @Test
    void listMayBecomeEmpty() {
        PolicyRuntime runtime = runtime();
        assertThat(refuses(runtime.current())).isTrue();
        james.with("names.txt", "");
        runtime.reload();
        assertThat(refuses(runtime.current())).isFalse();
    }

    @Test
    void emptyFileAtTheStartMeansTheDefaultsAndMayBeWrittenLater() {
        james.with("ehlo.toml", "");
        PolicyRuntime runtime = runtime();
        runtime.reload();
        assertThat(count("ehlo_policy_reload_failed")).isZero();
        assertThat(refuses(runtime.current())).isFalse();
        james.with("ehlo.toml", POLICY);
        runtime.reload();
        assertThat(refuses(runtime.current())).isTrue();
    }

    @Test
    void tableAloneAsksForTheDefaults() {
        PolicyRuntime runtime = runtime();
        james.with("ehlo.toml", "[james-ext]\n");
        runtime.reload();
        assertThat(refuses(runtime.current())).isFalse();
        james.with("ehlo.toml", "");
        Policy before = runtime.current();
        runtime.reload();
        assertThat(runtime.current()).isSameAs(before);
    }

    private long count(String metric) {
        return Optional.ofNullable(counts.get(metric)).orElseThrow().get();
    }

    private static boolean refuses(Policy policy) {
        SessionFacts facts = SessionFacts.builder(Stage.EHLO, Clock.systemUTC().instant())
                .listener("smtp")
                .heloDomain("listed.example")
                .build();
        return policy.ehlo(EhloName.of("listed.example"), facts, Trace.NONE) instanceof Decision.Reject;
    }

    /** Only what the policy uses of James's metrics: counters. */
    private MetricFactory metrics() {
        return (MetricFactory) Proxy.newProxyInstance(
                MetricFactory.class.getClassLoader(),
                new Class<?>[] {MetricFactory.class},
                (self, method, arguments) -> {
                    AtomicLong count = new AtomicLong();
                    counts.put(String.valueOf(arguments[0]), count);
                    return Proxy.newProxyInstance(
                            Metric.class.getClassLoader(), new Class<?>[] {Metric.class}, (metric, called, none) -> {
                                count.incrementAndGet();
                                return null;
                            });
                });
    }
}
