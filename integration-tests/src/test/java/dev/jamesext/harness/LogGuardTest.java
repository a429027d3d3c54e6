package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LogGuardTest {
    private static final String LOG = """
            12:00:00.000 INFO  o.a.j.Server - started
            12:00:00.001 ERROR o.a.j.Handler - broken pipe
            java.io.IOException: broken pipe
            \tat java.base/sun.nio.ch.Socket.write(Socket.java:1)
            \tat a.b.C$D.<init>(C.java:2)
            12:00:00.002 WARN  o.a.j.Handler - meet you at home (at nine)
            """;

    @Test
    void findsTheWholeEntryThatHoldsAStackTrace() {
        assertThat(LogGuard.excusing("").unexpectedIn(LOG))
                .singleElement()
                .asString()
                .startsWith("12:00:00.001 ERROR")
                .contains("C.java:2")
                .doesNotContain("nine");
    }

    @Test
    void findsReportsOfBuffersAndMessagesLost() {
        String log = """
                12:00:00.000 ERROR i.n.u.ResourceLeakDetector - LEAK: ByteBuf.release() was not called before it's garbage-collected.
                Recent access records:
                #1:
                \tio.netty.buffer.AdvancedLeakAwareByteBuf.readBytes(AdvancedLeakAwareByteBuf.java:1)
                12:00:00.001 INFO  o.a.j.Server - started
                12:00:00.002 ERROR o.a.j.l.a.LeakAwareFinalizer - Leak detected! Resource a was not released
                """;
        assertThat(LogGuard.excusing("").unexpectedIn(log))
                .hasSize(2)
                .noneMatch(entry -> entry.contains("started"))
                .anyMatch(entry -> entry.contains("AdvancedLeakAwareByteBuf.java:1"));
    }

    @Test
    void leavesOutWhatIsExcused() {
        assertThat(LogGuard.excusing("# why\n\nbroken pipe because the client left")
                        .unexpectedIn(LOG))
                .isEmpty();
    }

    @Test
    void refusesAnExcuseWithoutReason() {
        assertThatThrownBy(() -> LogGuard.excusing("broken pipe")).hasMessageContaining("broken pipe");
    }
}
