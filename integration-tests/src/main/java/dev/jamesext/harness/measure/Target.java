package dev.jamesext.harness.measure;

import dev.jamesext.harness.Port;
import dev.jamesext.harness.StockJames;
import java.io.IOException;
import java.time.Duration;

/** A running James as the scenarios see it: a port and a spool. */
final class Target {
    /** Each look at the spool costs the server about a millisecond, so there are few. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final Duration SPOOL_MAX = Duration.ofSeconds(60);
    private static final String EMPTY = "\"size\":0";

    private final StockJames james;

    Target(StockJames james) {
        this.james = james;
    }

    Wire connect() throws IOException {
        Wire wire = new Wire(james.port(Port.SMTP));
        wire.expect("220", "connect");
        return wire;
    }

    /** Waits until no message is queued or being processed. */
    void awaitEmptySpool() throws InterruptedException {
        long end = System.nanoTime() + SPOOL_MAX.toNanos();
        String spool;
        do {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the spool is not empty after " + SPOOL_MAX);
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            spool = james.webAdmin().send("GET", "/mailQueues/spool", "").body();
        } while (!spool.contains(EMPTY));
    }
}
