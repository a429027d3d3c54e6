package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What James's spool can do. */
@Singleton
public final class SpoolQueue {

    private static final Logger LOGGER = LoggerFactory.getLogger(SpoolQueue.class);

    /** The queue that takes a delay, logs that it ignores it, and hands the mail out at once. */
    private static final String WITHOUT_DELAYS = "RabbitMQ";

    private final boolean keepsBack;

    @Inject
    public SpoolQueue(MailQueueFactory<?> queues) {
        MailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
        this.keepsBack = keepsBack(spool.getClass());
        if (!keepsBack) {
            LOGGER.warn(
                    "FUTURERELEASE and DELIVERBY are not offered, whatever the policy says: {} does not keep a mail back"
                            + " until its time",
                    spool.getClass().getSimpleName());
        }
    }

    /** Whether a mail that is queued with a delay comes out when the delay is over, and not at once. */
    public boolean keepsBack() {
        return keepsBack;
    }

    static boolean keepsBack(Class<?> queue) {
        return !queue.getSimpleName().startsWith(WITHOUT_DELAYS);
    }
}
