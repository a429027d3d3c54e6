package org.example.probe;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.JamesServerMain;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.RunArgumentsModule;
import org.apache.james.modules.server.JMXServerModule;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.mailet.Mail;

/**
 * A James in memory with one difference: its queues hand a mail out at once, whatever the delay, as those of James's distributed
 * server do. They have its name too.
 */
public final class DelaylessJames {

    private DelaylessJames() {}

    public static void main(String[] arguments) throws Exception {
        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .useWorkingDirectoryEnvProperty()
                .build();
        JamesServerMain.main(MemoryJamesServerMain.createServer(configuration)
                .combineWith(new FakeSearchMailboxModule(), new JMXServerModule())
                .overrideWith(
                        new RunArgumentsModule(arguments),
                        binder -> binder.bind(MemoryMailQueueFactory.class).to(Queues.class)));
    }

    @Singleton
    static final class Queues extends MemoryMailQueueFactory {

        private final Map<MailQueueName, RabbitMQLikeQueue> queues = new ConcurrentHashMap<>();
        private final MailQueueItemDecoratorFactory decorators;
        private final Clock clock;

        @Inject
        Queues(MailQueueItemDecoratorFactory decorators, Clock clock) {
            super(decorators, clock);
            this.decorators = decorators;
            this.clock = clock;
        }

        @Override
        public MemoryCacheableMailQueue createQueue(MailQueueName name, PrefetchCount count) {
            RabbitMQLikeQueue queue =
                    queues.computeIfAbsent(name, missing -> new RabbitMQLikeQueue(missing, decorators, clock));
            queue.reference();
            return queue;
        }
    }

    static final class RabbitMQLikeQueue extends MemoryMailQueueFactory.MemoryCacheableMailQueue {

        RabbitMQLikeQueue(MailQueueName name, MailQueueItemDecoratorFactory decorators, Clock clock) {
            super(name, decorators, clock);
        }

        @Override
        public void enQueue(Mail mail, Duration delay) throws MailQueueException {
            super.enQueue(mail, Duration.ZERO);
        }
    }
}
