package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.policy.HeldLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much mail is held in James's spool (FUTURERELEASE), and for whom. A mail counts from when it is taken until its time has
 * come. The spool itself is looked at when James starts, to find what was held before, and from time to time, so that a mail
 * that an operator took out no longer counts.
 */
@Singleton
public final class HeldMail {

    /** Mails of the spool that one look reads; where there are more, none is taken for gone. */
    static final int BROWSED_MAX = 1_000_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(HeldMail.class);

    /** From one look at the spool to the next; there is none while nothing is held. */
    static final Duration LOOK = Duration.ofMinutes(5);

    /** From one question whether it is time for a look to the next. */
    private static final long BEAT_MILLIS = 5000;

    /** A mail that was taken so shortly before a look may not be in the spool yet. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final MailQueue spool;
    private final SpoolQueue kind;
    private final Clock clock;
    private final Metric refused;
    private final ServerLife life;
    private final HeldLedger ledger = new HeldLedger();
    private boolean started;
    private boolean looked;
    private Instant lookAt = Instant.MIN;
    private boolean unbrowsableTold;

    @Inject
    HeldMail(MailQueueFactory<?> queues, SpoolQueue kind, Clock clock, MetricFactory metrics, ServerLife life) {
        this.life = life;
        this.spool = queues.createQueue(MailQueueFactory.SPOOL);
        this.kind = kind;
        this.clock = clock;
        this.refused = metrics.generate("james_ext_held_refused");
    }

    /** Begins to look at the spool, where that holds mail at all; further calls change nothing. */
    public synchronized void start() {
        if (!started && kind.keepsBack()) {
            started = true;
            life.repeat("james-ext-held", BEAT_MILLIS, this::look);
        }
    }

    /** Why a mail cannot be held. */
    public enum Excess {
        MESSAGES,
        OCTETS,
        MESSAGES_TOTAL,
        OCTETS_TOTAL
    }

    /** What speaks against holding one more message for somebody, whatever its size; counts nothing. */
    public Optional<Excess> objection(String owner, HeldLimits limits) {
        return counted(ledger.excess(owner, 0, clock.instant(), limits));
    }

    /**
     * Counts a mail as held, unless that is beyond a limit.
     *
     * @param name of the mail in the spool
     * @return the limit; empty when the mail counts now
     */
    public Optional<Excess> hold(String name, String owner, long octets, Instant until, HeldLimits limits) {
        return counted(ledger.add(name, new HeldLedger.Entry(owner, octets, until, clock.instant()), limits));
    }

    private Optional<Excess> counted(Optional<Excess> excess) {
        excess.ifPresent(limit -> refused.increment());
        return excess;
    }

    /** Looks at the spool, if it is time. Where it shows nothing, or not all, what is known already goes on counting until its time. */
    void look() throws Exception {
        Instant begun = clock.instant();
        if (begun.isBefore(lookAt) || (looked && ledger.isEmpty(begun))) {
            return;
        }
        lookAt = begun.plus(LOOK);
        if (!(spool instanceof ManageableMailQueue browsable)) {
            if (!unbrowsableTold) {
                unbrowsableTold = true;
                LOGGER.warn(
                        "{} does not show what is in it: of held mail only what has come since the start is counted",
                        spool.getClass().getSimpleName());
            }
            return;
        }
        long before = browsable.getSize();
        Map<String, HeldLedger.Entry> seen = new HashMap<>();
        long count = 0;
        ManageableMailQueue.MailQueueIterator mails = browsable.browse();
        try {
            while (count < BROWSED_MAX && mails.hasNext()) {
                Mail mail = mails.next().getMail();
                entry(mail, begun).ifPresent(entry -> seen.put(mail.getName(), entry));
                count++;
            }
        } finally {
            mails.close();
        }
        looked = true;
        // Some queues show no more than a first part.
        boolean whole = count < BROWSED_MAX && count >= Math.min(before, browsable.getSize());
        ledger.correct(seen, whole ? Optional.of(begun.minus(ON_ITS_WAY)) : Optional.empty(), begun);
    }

    private static Optional<HeldLedger.Entry> entry(Mail mail, Instant now) {
        Optional<Long> until = value(mail, MailAttributes.HELD_UNTIL, Long.class);
        Optional<Long> octets = value(mail, MailAttributes.HELD_OCTETS, Long.class);
        Optional<String> owner = value(mail, MailAttributes.HELD_BY, String.class);
        if (until.isEmpty() || octets.isEmpty() || owner.isEmpty() || until.get() <= now.toEpochMilli()) {
            return Optional.empty();
        }
        return Optional.of(new HeldLedger.Entry(owner.get(), octets.get(), Instant.ofEpochMilli(until.get()), now));
    }

    private static <T> Optional<T> value(Mail mail, String name, Class<T> type) {
        return mail.getAttribute(AttributeName.of(name))
                .map(Attribute::getValue)
                .flatMap(value -> value.valueAs(type));
    }
}
