package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.policy.HeldLimits;
import dev.jamesext.runtime.HeldMail.Excess;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

final class HeldMailTest {

    private static final HeldLimits ONE = new HeldLimits(1, 1000, 100, 100_000);

    private final List<Mail> spool = new ArrayList<>();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final SetClock clock = new SetClock(Instant.parse("2030-01-01T00:00:00Z"));
    private long hidden;
    private int looks;

    private HeldMail held(Class<? extends MailQueue> kind) {
        MailQueue queue = (MailQueue) Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, given) -> {
                    if (method.getName().equals("getSize")) {
                        return spool.size() + hidden;
                    }
                    looks++;
                    return browse();
                });
        MailQueueFactory<?> queues = (MailQueueFactory<?>) Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {MailQueueFactory.class}, (proxy, method, given) -> queue);
        return new HeldMail(queues, new SpoolQueue(queues), clock, metrics, new ServerLife());
    }

    private ManageableMailQueue.MailQueueIterator browse() {
        Iterator<Mail> mails = List.copyOf(spool).iterator();
        return new ManageableMailQueue.MailQueueIterator() {
            @Override
            public void close() {}

            @Override
            public boolean hasNext() {
                return mails.hasNext();
            }

            @Override
            public ManageableMailQueue.MailQueueItemView next() {
                return new ManageableMailQueue.DefaultMailQueueItemView(mails.next());
            }
        };
    }

    private void inSpool(String name, String owner, Duration time) throws Exception {
        Mail mail = MailImpl.builder().name(name).sender("ann@example.test").build();
        set(mail, MailAttributes.HELD_BY, AttributeValue.of(owner));
        set(mail, MailAttributes.HELD_OCTETS, AttributeValue.of(10L));
        set(
                mail,
                MailAttributes.HELD_UNTIL,
                AttributeValue.of(clock.instant().plus(time).toEpochMilli()));
        spool.add(mail);
        spool.add(MailImpl.builder().name("other").sender("ann@example.test").build());
    }

    private static void set(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    @Test
    void countsWhatIsInTheSpoolAtTheStart() throws Exception {
        inSpool("1", "ann", Duration.ofHours(1));
        inSpool("2", "eve", Duration.ofSeconds(-1));
        HeldMail held = held(ManageableMailQueue.class);
        held.look();
        assertThat(held.objection("ann", ONE)).contains(Excess.MESSAGES);
        assertThat(held.objection("eve", ONE)).isEmpty();
        assertThat(metrics.countFor("james_ext_held_refused")).isEqualTo(1);
    }

    @Test
    void whatAnOperatorTookOutNoLongerCounts() throws Exception {
        inSpool("1", "ann", Duration.ofHours(1));
        HeldMail held = held(ManageableMailQueue.class);
        held.look();
        spool.clear();
        clock.pass(HeldMail.LOOK);
        held.look();
        assertThat(held.objection("ann", ONE)).isEmpty();
    }

    /** A queue that shows a first part alone must not make anybody's share free. */
    @Test
    void whatASpoolDoesNotShowIsNotTakenForGone() throws Exception {
        inSpool("1", "ann", Duration.ofHours(1));
        HeldMail held = held(ManageableMailQueue.class);
        held.look();
        spool.clear();
        hidden = 1;
        clock.pass(HeldMail.LOOK);
        held.look();
        assertThat(held.objection("ann", ONE)).contains(Excess.MESSAGES);
    }

    @Test
    void looksSeldomAndNotAtAllWhileNothingIsHeld() throws Exception {
        HeldMail held = held(ManageableMailQueue.class);
        held.look();
        clock.pass(HeldMail.LOOK);
        held.look();
        assertThat(looks).isEqualTo(1);
        assertThat(held.hold("1", "ann", 10, clock.instant().plusSeconds(9999), ONE))
                .isEmpty();
        held.look();
        held.look();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void countsItsOwnWhereTheSpoolShowsNothing() throws Exception {
        HeldMail held = held(MailQueue.class);
        held.look();
        assertThat(held.hold("1", "ann", 10, clock.instant().plusSeconds(60), ONE))
                .isEmpty();
        held.look();
        assertThat(held.hold("2", "ann", 10, clock.instant().plusSeconds(60), ONE))
                .contains(Excess.MESSAGES);
        clock.pass(Duration.ofSeconds(60));
        assertThat(held.hold("2", "ann", 10, clock.instant().plusSeconds(60), ONE))
                .isEmpty();
    }
}
