package dev.jamesext.mailet;

import dev.jamesext.runtime.ServerLife;
import dev.jamesext.runtime.SetClock;
import dev.jamesext.runtime.SpoolQueue;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** As much of a James as {@link Retry} sees: a spool, a next server that is never there, and a clock that a test moves. */
final class RetryingServer {

    /** More than any run here needs, so that one that spins ends. */
    static final int STEPS_MAX = 20_000;

    /** What a queue does with a delay. */
    enum Delays {
        KEPT,
        IGNORED_AS_IS_KNOWN,
        IGNORED
    }

    /** The next server's answers and the reports, in the order of their time. */
    final List<Instant> tries = new ArrayList<>();

    final List<String> ends = new ArrayList<>();
    final FakeRepository repository;
    final RecordingMetricFactory metrics = new RecordingMetricFactory();
    final SetClock clock;
    int steps;

    private final Delays delays;
    private final boolean matcher;
    private final List<Queued> spool = new ArrayList<>();
    private final WaitingRooms rooms;
    private final Retry retry;

    private record Queued(Mail mail, String state, Instant from) {}

    /** @param matcher whether {@link TooEarly} stands before the try */
    RetryingServer(Delays delays, boolean matcher, FakeRepository repository, Instant start, String... parameters) {
        this.delays = delays;
        this.matcher = matcher;
        this.repository = repository;
        this.clock = new SetClock(start);
        this.rooms = new WaitingRooms(repository, clock, new ServerLife());
        this.retry = new Retry(
                clock, new SpoolQueue(queues(delays == Delays.IGNORED_AS_IS_KNOWN)), rooms, metrics, new ServerLife());
        Map<String, String> all = new HashMap<>(Map.of("processor", "relay", "late", "late", "node", "here"));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        try {
            retry.init(config(all));
        } catch (Exception e) { // It names an exception of the mail API.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private MailetConfig config(Map<String, String> parameters) {
        return new MailetConfig() {
            @Override
            public @Nullable String getInitParameter(String name) {
                return parameters.get(name);
            }

            @Override
            public Iterator<String> getInitParameterNames() {
                return parameters.keySet().iterator();
            }

            @Override
            public MailetContext getMailetContext() {
                return context();
            }

            @Override
            public String getMailetName() {
                return "Retry";
            }
        };
    }

    private MailetContext context() {
        return (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, method, given) -> {
                    Duration delay = given.length == 4
                            ? Duration.ofNanos(((TimeUnit) given[3]).toNanos((long) given[2]))
                            : Duration.ZERO;
                    queue((Mail) given[0], (String) given[1], delays == Delays.KEPT ? delay : Duration.ZERO);
                    return null;
                });
    }

    private void queue(Mail mail, String state, Duration delay) throws Exception {
        Mail copy = mail.duplicate();
        copy.setName(mail.getName());
        spool.add(new Queued(copy, state, clock.instant().plus(delay)));
    }

    /** A message comes in. */
    Mail take(String name) {
        try {
            MailImpl mail = MailImpl.builder()
                    .name(name)
                    .sender("ann@example.test")
                    .addRecipient("bob@far.example")
                    .build();
            queue(mail, "relay", Duration.ZERO);
            return spool.get(spool.size() - 1).mail();
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Lets a time pass, in which the spool works without a pause and the rooms are looked at every second. */
    RetryingServer run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end) && steps < STEPS_MAX && !isIdle()) {
            Instant second = clock.instant().plusSeconds(1);
            while (clock.instant().isBefore(second) && steps < STEPS_MAX && step()) {
                clock.pass(Duration.ofMillis(1));
            }
            clock.set(second);
            rooms.look();
        }
        return this;
    }

    private boolean isIdle() {
        return spool.isEmpty() && repository.mails.isEmpty();
    }

    private boolean step() {
        for (Queued queued : spool) {
            if (!queued.from().isAfter(clock.instant())) {
                spool.remove(queued);
                steps++;
                work(queued.mail(), queued.state());
                return true;
            }
        }
        return false;
    }

    private void work(Mail mail, String state) {
        Instant now = clock.instant();
        if (!state.equals("relay")) {
            ends.add(state);
            return;
        }
        if (!new DeadlinePassed(clock).match(mail).isEmpty()) {
            ends.add("expired");
            return;
        }
        if (!matcher || new TooEarly(clock).match(mail).isEmpty()) {
            tries.add(now);
        }
        mail.setState("retry");
        retry.service(mail);
        if (!mail.getState().equals(Mail.GHOST)) {
            ends.add("bounced");
        }
    }

    /** The least time between two tries of the one mail there is. */
    Duration leastPause() {
        Duration least = Duration.ofDays(999);
        for (int i = 1; i < tries.size(); i++) {
            Duration pause = Duration.between(tries.get(i - 1), tries.get(i));
            least = pause.compareTo(least) < 0 ? pause : least;
        }
        return least;
    }

    private static MailQueueFactory<?> queues(boolean known) {
        MailQueue queue = known ? new RabbitMQMailQueue() : new UnknownQueue();
        return (MailQueueFactory<?>) Proxy.newProxyInstance(
                MailQueueFactory.class.getClassLoader(),
                new Class<?>[] {MailQueueFactory.class},
                (proxy, method, given) -> queue);
    }

    /** Named as James names it. */
    private static final class RabbitMQMailQueue extends UnknownQueue {}

    /** Asked for its name alone. */
    private static class UnknownQueue implements MailQueue {
        @Override
        public MailQueueName getName() {
            return MailQueueFactory.SPOOL;
        }

        @Override
        public void enQueue(Mail mail, Duration delay) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void enQueue(Mail mail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Void> enqueueReactive(Mail mail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<MailQueueItem> deQueue() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
