package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A James whose queues ignore delays, as its distributed server's do: mail waits all the same, and nobody spins. */
final class DelaylessQueueIT {
    private static final long WATCHED_MILLIS = 10_000;

    /** What lies between two tries here; a minute otherwise. */
    private static final int SHORTEST_SECONDS = 2;

    private static NextHop timed;
    private static NextHop secured;
    private static StockJames james;
    private static Letters letters;

    @BeforeAll
    static void boot() throws IOException {
        timed = NextHop.open(List.of("DSN"), line -> busy(line));
        secured = NextHop.open(List.of("DSN"), line -> busy(line));
        james = HarnessPaths.james("delayless")
                .library(HarnessPaths.probe())
                .main("org.example.probe.DelaylessJames")
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing-timed</outgoing>",
                        "<outgoing>outgoing-timed</outgoing>" + gateway(timed))
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing-requiretls</outgoing>",
                        "<outgoing>outgoing-requiretls</outgoing>" + gateway(secured))
                .replace(
                        "mailetcontainer.xml",
                        "<delays>5 minutes, 10 minutes, 45 minutes, 2 hours, 3 hours, 6 hours</delays>",
                        "<delays>100 ms</delays><shortest>" + SHORTEST_SECONDS + " s</shortest>")
                .replace(
                        "mailetcontainer.xml",
                        "<delays>5 minutes, 15 minutes, 1 hour</delays>",
                        "<delays>100 ms</delays><shortest>" + SHORTEST_SECONDS + " s</shortest>")
                .start();
        james.webAdmin().createDomain("example.test");
        letters = new Letters(james);
    }

    private static Optional<String> busy(String line) {
        return line.startsWith("EHLO") || line.startsWith("HELO") ? Optional.of("421 4.3.2 not now") : Optional.empty();
    }

    private static String gateway(NextHop next) {
        return "<gateway>127.0.0.1</gateway><gatewayPort>" + next.port() + "</gatewayPort>";
    }

    @AfterAll
    static void stop() throws IOException {
        if (james != null) {
            james.close();
        }
        for (NextHop next : new NextHop[] {timed, secured}) {
            if (next != null) {
                next.close();
            }
        }
    }

    private static long connections(NextHop next) {
        return next.commands().stream().filter(line -> line.startsWith("EHLO")).count();
    }

    @Test
    void triesARareMailAndNotAllTheTime() throws IOException, InterruptedException {
        String ann = letters.user("ann");
        letters.send(ann, "", "Subject: x\r\n\r\nbody", "<bob@far.example> NOTIFY=DELAY");
        letters.send(ann, "REQUIRETLS", "Subject: x\r\n\r\nbody", "<bob@far.example>");
        Thread.sleep(WATCHED_MILLIS);
        long most = WATCHED_MILLIS / 1000 / SHORTEST_SECONDS + 1;
        assertThat(connections(timed)).as(james.log()).isBetween(2L, most);
        assertThat(connections(secured)).as(james.log()).isBetween(2L, most);
        assertThat(james.log()).contains("FUTURERELEASE and DELIVERBY are not offered");
    }
}
