package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules are asked at every EHLO: the plain ones must leave nothing for the garbage collector. */
final class AllocationTest {

    private static final int RUNS = 100_000;

    private static final Variables FACTS =
            Facts.of("listener='smtp'; remote_ip='2001:db8::1'; local_port=25; is_tls=true; "
                    + "helo_domain='mx1.example.org'; x='25'; recipients=['a', 'b']");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listener = 'smtp'",
                "listener != 'submission' && local_port = 25 || is_tls",
                "local_port < 1024 && local_port >= 25.0",
                "x = 25 && local_port = x",
                "remote_ip = '2001:DB8::1'",
                "remote_ip != '10.0.0.1'",
                "!is_tls ^ is_tls = true",
                "1 < 2 = true = is_tls",
                "is_empty(helo_domain) || is_empty(recipients)",
                "starts_with(helo_domain, 'mx') && ends_with(helo_domain, '.org')",
                "contains(helo_domain, 'example') && starts_with(remote_ip, '2001:db8:')",
                "contains(['submission', 'smtp'], listener) && contains(['10.0.0.1', '::1'], remote_ip) = false",
                "eq_ignore_case(helo_domain, 'MX1.EXAMPLE.ORG')",
                "if_then(is_tls, listener, helo_domain) = 'smtp' && key_exists('blocked', listener) = false",
            })
    void plainRulesAllocateNothing(String text) {
        Expression rule = Facts.compiled(text);
        int warmUp = count(rule);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int hits = count(rule);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(hits).isEqualTo(warmUp);
        assertThat(allocated / RUNS).isZero();
    }

    private static int count(Expression rule) {
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            hits += rule.test(FACTS) ? 1 : 0;
        }
        return hits;
    }
}
