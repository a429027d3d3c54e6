package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When beats run: from the first handler or mailet to the last. */
@Timeout(30)
final class ServerLifeTest {

    private static final String NAME = "james-ext-test-of-life";

    private final ServerLife life = new ServerLife();
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void nothingRunsBeforeSomebodyIsThere() {
        life.repeat(NAME, 1, turns::incrementAndGet);
        assertThat(threads()).isZero();
        assertThat(turns).hasValue(0);
    }

    @Test
    void runsWithTheFirstAndEndsWithTheLast() throws InterruptedException {
        life.repeat(NAME, 1, turns::incrementAndGet);
        life.enter();
        life.enter();
        assertThat(threads()).isEqualTo(1);
        await(() -> turns.get() > 2);
        life.leave();
        assertThat(threads()).isEqualTo(1);
        life.leave();
        await(() -> threads() == 0);
    }

    @Test
    void whatBeginsLaterRunsAtOnceAndEndsTheSame() throws InterruptedException {
        life.enter();
        life.repeat(NAME, 1, turns::incrementAndGet);
        life.repeat(NAME, 1, turns::incrementAndGet);
        assertThat(threads()).isEqualTo(2);
        life.leave();
        await(() -> threads() == 0);
    }

    @Test
    void endsThoughThePauseIsLong() throws InterruptedException {
        life.repeat(NAME, Duration.ofDays(1).toMillis(), turns::incrementAndGet);
        life.enter();
        life.leave();
        await(() -> threads() == 0);
        assertThat(turns).hasValue(0);
    }

    @Test
    void endsBehindTheTurnThatRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        life.repeat(NAME, 1, () -> {
            running.countDown();
            assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
            turns.incrementAndGet();
        });
        life.enter();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        life.leave();
        mayEnd.countDown();
        await(() -> threads() == 0);
        assertThat(turns).hasValue(1);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .count();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }
}
