package dev.jamesext.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.runtime.ClientNetwork;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkPoolTest {

    private static final long LONG_SECONDS = 20;
    private static final long PATIENT = Long.MAX_VALUE;

    private static final ClientNetwork ANN = new ClientNetwork("192.0.2.1");
    private static final ClientNetwork BOB = new ClientNetwork("192.0.2.2");

    private final Metric givenUp = new RecordingMetricFactory().generate("given_up");
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> began = new CopyOnWriteArrayList<>();

    /** What waiters were told: a result, or the name of a failure's class. */
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void release() {
        released.countDown();
    }

    private static WorkPool.Limits limits(int running, int waiting, int clientRunning, int clientWaiting, int givenUp) {
        return new WorkPool.Limits(running, waiting, clientRunning, clientWaiting, givenUp);
    }

    private WorkPool pool(WorkPool.Limits limits) {
        return new WorkPool("test", limits, givenUp);
    }

    private Callable<String> untilReleased(String name) {
        return () -> {
            began.add(name);
            released.await(LONG_SECONDS, TimeUnit.SECONDS);
            return name;
        };
    }

    /** Work that no interruption ends. */
    private Callable<String> stubborn(String name) {
        return () -> {
            began.add(name);
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await(LONG_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException ignored) {
                    interrupted = true;
                }
            }
            return name + interrupted;
        };
    }

    private void tell(@Nullable Object found, @Nullable Throwable failure) {
        told.add(failure == null ? String.valueOf(found) : failure.getClass().getSimpleName());
    }

    private WorkPool.@Nullable Place enter(WorkPool pool, ClientNetwork client, String key, Callable<?> work) {
        return pool.enter(client, key, work, PATIENT, this::tell);
    }

    private @Nullable String nextTold() throws InterruptedException {
        return told.poll(LONG_SECONDS, TimeUnit.SECONDS);
    }

    private void giveUpStubborn(WorkPool pool, String name) {
        WorkPool.Place place = Objects.requireNonNull(enter(pool, ANN, name, stubborn(name)));
        await(() -> began.contains(name));
        pool.leave(place);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void assertEmpty(WorkPool pool) {
        await(() -> pool.running() + pool.waiting() + pool.runningOn() + pool.clients() == 0);
    }

    @Test
    void aClientHasItsShareAndLeavesTheRest() throws InterruptedException {
        WorkPool pool = pool(limits(8, 20, 2, 3, 2));
        for (int i = 0; i < 5; i++) {
            assertThat(enter(pool, ANN, "ann" + i, untilReleased("ann"))).isNotNull();
        }
        assertThat(enter(pool, ANN, "ann5", untilReleased("ann"))).isNull();
        assertThat(pool.running()).isEqualTo(2);
        assertThat(pool.waiting()).isEqualTo(3);
        enter(pool, BOB, "bob", () -> "bob");
        assertThat(nextTold()).isEqualTo("bob");
        released.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(nextTold()).isEqualTo("ann");
        }
        assertEmpty(pool);
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        WorkPool pool = pool(limits(1, 2, 4, 8, 1));
        assertThat(enter(pool, ANN, "1", untilReleased("ann"))).isNotNull();
        assertThat(enter(pool, ANN, "2", untilReleased("ann"))).isNotNull();
        assertThat(enter(pool, BOB, "3", untilReleased("bob"))).isNotNull();
        assertThat(enter(pool, BOB, "4", untilReleased("bob"))).isNull();
        assertThat(enter(pool, new ClientNetwork("192.0.2.3"), "5", untilReleased("eve")))
                .isNull();
        assertThat(pool.clients()).isEqualTo(2);
        released.countDown();
        assertEmpty(pool);
    }

    @Test
    void clientsTakeTurns() {
        WorkPool pool = pool(limits(1, 20, 4, 8, 1));
        for (int i = 0; i < 4; i++) {
            enter(pool, ANN, "ann" + i, untilReleased("ann" + i));
        }
        enter(pool, BOB, "bob0", untilReleased("bob0"));
        enter(pool, BOB, "bob1", untilReleased("bob1"));
        released.countDown();
        assertEmpty(pool);
        assertThat(began).containsExactly("ann0", "ann1", "bob0", "ann2", "bob1", "ann3");
    }

    @Test
    void theSameIsDoneOnceForAll() throws InterruptedException {
        WorkPool pool = pool(limits(4, 4, 4, 4, 1));
        AtomicInteger done = new AtomicInteger();
        Callable<String> work = () -> {
            released.await(LONG_SECONDS, TimeUnit.SECONDS);
            return "time " + done.incrementAndGet();
        };
        enter(pool, ANN, "same", work);
        enter(pool, BOB, "same", work);
        enter(pool, BOB, "same", work);
        assertThat(pool.running()).isEqualTo(1);
        assertThat(pool.waiting()).isZero();
        released.countDown();
        for (int i = 0; i < 3; i++) {
            assertThat(nextTold()).isEqualTo("time 1");
        }
        assertEmpty(pool);
        enter(pool, ANN, "same", work);
        assertThat(nextTold()).isEqualTo("time 2");
    }

    /** Else whoever asks for a popular name behind its own slow questions would keep others from it. */
    @Test
    void whoJoinsWhatWaitsElsewhereUsesItsOwnShare() throws InterruptedException {
        WorkPool pool = pool(limits(4, 8, 1, 4, 1));
        enter(pool, ANN, "slow", untilReleased("slow"));
        enter(pool, ANN, "popular", () -> "popular");
        assertThat(pool.waiting()).isEqualTo(1);
        enter(pool, BOB, "popular", () -> "popular");
        assertThat(nextTold()).isEqualTo("popular");
        assertThat(nextTold()).isEqualTo("popular");
        assertThat(pool.waiting()).isZero();
        assertThat(pool.clients()).isEqualTo(1);
    }

    @Test
    void dropsWhatNobodyWaitsForAnyMore() {
        WorkPool pool = pool(limits(1, 4, 4, 4, 1));
        enter(pool, ANN, "runs", untilReleased("runs"));
        WorkPool.Place first = Objects.requireNonNull(enter(pool, BOB, "waits", untilReleased("waits")));
        WorkPool.Place second = Objects.requireNonNull(enter(pool, BOB, "waits", untilReleased("waits")));
        pool.leave(first);
        pool.leave(first);
        assertThat(pool.waiting()).isEqualTo(1);
        pool.leave(second);
        assertThat(pool.waiting()).isZero();
        assertThat(pool.clients()).isEqualTo(1);
        released.countDown();
        assertEmpty(pool);
        assertThat(began).containsExactly("runs");
    }

    @Test
    void interruptsWhatRunsWhenTheLastOneLeaves() {
        WorkPool pool = pool(limits(1, 4, 4, 4, 0));
        CountDownLatch interrupted = new CountDownLatch(1);
        Callable<String> work = () -> {
            try {
                return untilReleased("work").call();
            } catch (InterruptedException e) {
                interrupted.countDown();
                return "too late";
            }
        };
        WorkPool.Place ann = Objects.requireNonNull(enter(pool, ANN, "same", work));
        WorkPool.Place bob = Objects.requireNonNull(enter(pool, BOB, "same", work));
        await(() -> began.contains("work"));
        pool.leave(ann);
        assertThat(pool.running()).isEqualTo(1);
        assertThat(interrupted.getCount()).isEqualTo(1);
        pool.leave(bob);
        assertEmpty(pool);
        assertThat(interrupted.getCount()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void workThatCannotBeInterruptedTakesNoPlaceOfOthersUpToALimit() throws InterruptedException {
        WorkPool pool = pool(limits(1, 4, 4, 4, 1));
        giveUpStubborn(pool, "stuck1");
        assertThat(pool.runningOn()).isEqualTo(1);
        enter(pool, BOB, "fine", () -> "fine");
        assertThat(nextTold()).isEqualTo("fine");
        giveUpStubborn(pool, "stuck2");
        assertThat(pool.runningOn()).isEqualTo(1);
        assertThat(pool.running()).isEqualTo(1);
        enter(pool, BOB, "waits", () -> "waits");
        assertThat(pool.waiting()).isEqualTo(1);
        released.countDown();
        assertThat(nextTold()).isEqualTo("waits");
        assertEmpty(pool);
        assertThat(givenUp.getCount()).isZero();
    }

    @Test
    void stuckWorkCountsForItsClient() {
        WorkPool pool = pool(limits(8, 8, 2, 1, 8));
        giveUpStubborn(pool, "stuck1");
        giveUpStubborn(pool, "stuck2");
        enter(pool, ANN, "3", () -> "3");
        assertThat(pool.waiting()).isEqualTo(1);
        assertThat(enter(pool, ANN, "4", () -> "4")).isNull();
        released.countDown();
        assertEmpty(pool);
    }

    @Test
    void asksAnewWhatHasRunForTooLong() throws InterruptedException {
        WorkPool pool = pool(limits(4, 4, 4, 4, 1));
        enter(pool, ANN, "same", untilReleased("hangs"));
        pool.enter(BOB, "same", () -> "quick", 0, this::tell);
        assertThat(nextTold()).isEqualTo("quick");
        released.countDown();
        assertThat(nextTold()).isEqualTo("hangs");
        assertEmpty(pool);
    }

    @Test
    void anythingThrownIsToldAndTheThreadLivesOn() throws InterruptedException {
        WorkPool pool = pool(limits(1, 4, 4, 4, 1));
        for (Throwable thrown : List.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError(),
                new NoSuchMethodError("of another James"),
                new IllegalStateException())) {
            enter(pool, ANN, "fails", () -> {
                throw sneaky(thrown);
            });
            assertThat(nextTold()).isEqualTo(thrown.getClass().getSimpleName());
            enter(pool, BOB, "fine", () -> "fine");
            assertThat(nextTold()).isEqualTo("fine");
        }
        assertEmpty(pool);
    }

    @Test
    void aWaiterThatFailsKeepsNobodyFromTheAnswer() throws InterruptedException {
        WorkPool pool = pool(limits(1, 4, 4, 4, 1));
        pool.enter(ANN, "same", untilReleased("found"), PATIENT, (found, failure) -> {
            throw new IllegalStateException("a waiter of the test fails");
        });
        enter(pool, BOB, "same", untilReleased("found"));
        released.countDown();
        assertThat(nextTold()).isEqualTo("found");
        assertEmpty(pool);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
