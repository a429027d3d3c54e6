package dev.jamesext.mailet;

import com.google.inject.Inject;
import dev.jamesext.runtime.ServerLife;
import dev.jamesext.runtime.SpoolQueue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries mail again that {@code RemoteDelivery} could not deliver now, and minds the time its sender set. To stand in the
 * {@code bounceProcessor} of a {@code RemoteDelivery} that does not try again by itself: {@code RemoteDelivery} keeps a mail
 * between its own tries, where no mailet sees it.
 *
 * <p>A mail that is to be tried again ends here and comes back in {@code <processor>} when it is time. One that is not, because
 * the next server refused it for good, its deadline to be returned is over or it was tried long or often enough, goes on to the
 * next mailet, which should report that. At a deadline of mode N, and after {@code <tellAfter>}, once, a copy goes to
 * {@code <late>}, for the report that it is late; the mail itself goes on being tried.
 *
 * <p>Between two tries it waits in James's spool where that keeps mail back, else in a repository of James, where a thread of
 * ours looks after it ({@link WaitingRoom}). A mail that a queue hands out before its time is put into that repository, and
 * waits there from then on.
 *
 * <pre>{@code
 * <mailet match="All" class="dev.jamesext.mailet.Retry">
 *     <processor>timed-relay</processor>       where it is tried; required
 *     <late>late</late>                        where copies go that are late; required
 *     <delays>1 minute, 15 minutes, 2 hours</delays>   between tries, the last one again and again; default as shown
 *     <tellAfter>4 hours</tellAfter>           from the first failure; default as shown
 *     <giveUpAfter>5 days</giveUpAfter>        from the first failure; default as shown
 *     <maxTries>100</maxTries>                 at most; default as shown
 *     <shortest>1 minute</shortest>            least time between two tries; default as shown; lower for tests alone
 *     <waiting>file://var/mail/waiting</waiting>   a repository to wait in always; default: see above
 *     <node>mail-1</node>                      the name of this server below that repository; default: that of the machine
 * </mailet>
 * }</pre>
 */
public final class Retry extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(Retry.class);

    private static final String TRIES = "james-ext.tries";
    private static final String FIRST_FAILURE = "james-ext.first-failure";
    private static final String TOLD_LATE = "james-ext.told-late";

    /** Before this no next try is made, in milliseconds of the epoch; what is planned is later. */
    private static final String NOT_BEFORE = "james-ext.not-before";

    /** That a queue handed the mail out before its time. */
    private static final String QUEUE_IS_EARLY = "james-ext.queue-is-early";

    /** The repository for mail that waits, below the usual protocol of this James. */
    private static final String USUAL_PATH = "://var/mail/james-ext-waiting";

    /** Tries of one mail when {@code <maxTries>} does not say. */
    private static final int TRIES_MAX = 100;

    private final SpoolQueue spool;
    private final WaitingRooms rooms;
    private final Metric again;
    private final Metric early;
    private final Metric gaveUp;
    private final Clock clock;
    private final ServerLife life;
    private String processor = "";
    private String late = "";
    private List<Duration> delays = List.of();
    private Duration tellAfter = Duration.ZERO;
    private Duration giveUpAfter = Duration.ZERO;

    private Duration shortest = Duration.ZERO;
    private int triesMax;
    private boolean waitsInRoom;
    private @Nullable WaitingRoom room;

    @Inject
    public Retry(Clock clock, SpoolQueue spool, WaitingRooms rooms, MetricFactory metrics, ServerLife life) {
        this.life = life;
        this.clock = clock;
        this.spool = spool;
        this.rooms = rooms;
        this.again = metrics.generate("james_ext_retry_waits");
        this.early = metrics.generate("james_ext_retry_too_early");
        this.gaveUp = metrics.generate("james_ext_retry_gave_up");
    }

    @Override
    public void init() {
        processor = required("processor");
        late = required("late");
        delays = DelayText.list(getInitParameter("delays", "1 minute, 15 minutes, 2 hours"));
        tellAfter = DelayText.one(getInitParameter("tellAfter", "4 hours"));
        giveUpAfter = DelayText.one(getInitParameter("giveUpAfter", "5 days"));
        shortest = DelayText.one(getInitParameter("shortest", "1 minute"));
        triesMax = triesMax(getInitParameter("maxTries", String.valueOf(TRIES_MAX)));
        Optional<String> waiting =
                Optional.ofNullable(getInitParameter("waiting")).map(String::strip);
        waitsInRoom = waiting.isPresent() || !spool.keepsBack();
        room = room(waiting);
        life.enter();
    }

    @Override
    public void destroy() {
        life.leave();
    }

    private static int triesMax(String text) {
        String digits = text.strip();
        if (!digits.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("<maxTries>" + digits + "</maxTries>: write a number, 1 to 999999");
        }
        return Integer.parseInt(digits);
    }

    /** Where mail waits that the queue does not keep; null where there is no repository and the queue seems to keep it. */
    private @Nullable WaitingRoom room(Optional<String> waiting) {
        Optional<String> url = waiting.or(() -> rooms.protocol().map(protocol -> protocol + USUAL_PATH));
        try {
            return rooms.room(
                    url.orElseThrow(() -> new IllegalArgumentException("this James has no usual repository")) + "/"
                            + node(),
                    getMailetContext()::sendMail);
        } catch (IllegalArgumentException none) {
            if (waitsInRoom) {
                throw new IllegalArgumentException(
                        "Retry needs <waiting>, a repository of this James, since its queue ignores delays: "
                                + none.getMessage(),
                        none);
            }
            LOGGER.warn("mail waits in the queue alone: {}", none.getMessage());
            return null;
        }
    }

    private String node() {
        String name = getInitParameter("node", "");
        try {
            name = name.isBlank() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException nameless) {
            name = "localhost";
        }
        return name.strip().replaceAll("[^A-Za-z0-9-]", "-");
    }

    private String required(String name) {
        return Optional.ofNullable(getInitParameter(name))
                .orElseThrow(() -> new IllegalArgumentException("Retry needs <" + name + ">, the name of a processor"));
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        Optional<Deadline> deadline = Deadline.of(mail);
        Instant first = Attributes.value(mail, FIRST_FAILURE, Long.class)
                .map(Instant::ofEpochMilli)
                .orElse(now);
        boolean returned =
                deadline.filter(it -> it.returns() && it.isPassed(now)).isPresent();
        boolean hopeless = Diagnosis.isPermanent(mail).orElse(false);
        if (hopeless || returned) {
            return;
        }
        if (isTooEarly(mail, now)) {
            putBack(mail);
            return;
        }
        int tries = Attributes.value(mail, TRIES, Integer.class).orElse(0) + 1;
        if (tries >= triesMax || !now.isBefore(first.plus(giveUpAfter))) {
            gaveUp.increment();
            return;
        }
        boolean told = Attributes.value(mail, TOLD_LATE, Boolean.class).orElse(false);
        Instant tellAt = deadline.filter(it -> !it.returns())
                .map(Deadline::instant)
                .filter(instant -> instant.isBefore(first.plus(tellAfter)))
                .orElse(first.plus(tellAfter));
        if (!told && !now.isBefore(tellAt)) {
            tell(mail);
            told = true;
        }
        Instant notBefore = now.plus(shortest);
        Instant next = Stream.of(
                        Optional.of(now.plus(delays.get(Math.min(tries, delays.size()) - 1))),
                        Optional.of(first.plus(giveUpAfter)),
                        told ? Optional.<Instant>empty() : Optional.of(tellAt))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .filter(notBefore::isBefore)
                .orElse(notBefore);
        // At its deadline it is returned, which is no try.
        Instant due = deadline.filter(Deadline::returns)
                .map(Deadline::instant)
                .filter(next::isAfter)
                .orElse(next);
        set(mail, TRIES, AttributeValue.of(tries));
        set(mail, FIRST_FAILURE, AttributeValue.of(first.toEpochMilli()));
        set(mail, TOLD_LATE, AttributeValue.of(told));
        set(mail, NOT_BEFORE, AttributeValue.of(notBefore.toEpochMilli()));
        set(mail, WaitingRoom.NEXT_TRY, AttributeValue.of(due.toEpochMilli()));
        again(mail, due);
        again.increment();
    }

    /** Whether a mail has been tried so shortly ago that it must not be tried yet. */
    static boolean isTooEarly(Mail mail, Instant now) {
        return Attributes.value(mail, NOT_BEFORE, Long.class)
                .map(Instant::ofEpochMilli)
                .filter(now::isBefore)
                .isPresent();
    }

    /** The queue did not keep it: it waits for what was planned, elsewhere. Nothing else changes. */
    private void putBack(Mail mail) {
        early.increment();
        set(mail, QUEUE_IS_EARLY, AttributeValue.of(true));
        again(
                mail,
                Attributes.value(mail, WaitingRoom.NEXT_TRY, Long.class)
                        .map(Instant::ofEpochMilli)
                        .orElseGet(() -> clock.instant().plus(shortest)));
    }

    private static void set(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    private void again(Mail mail, Instant due) {
        boolean early = Attributes.value(mail, QUEUE_IS_EARLY, Boolean.class).orElse(false);
        try {
            if (waitsInRoom || early) {
                if (room == null) {
                    throw new IllegalStateException("the queue handed it out early and there is no repository for it");
                }
                room.keep(mail, due, processor);
            } else {
                long millis = Math.max(Duration.between(clock.instant(), due).toMillis(), 0);
                getMailetContext().sendMail(mail, processor, millis, TimeUnit.MILLISECONDS);
            }
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            throw new IllegalStateException("mail " + mail.getName() + " cannot wait for its next try", e);
        }
        mail.setState(Mail.GHOST);
    }

    private void tell(Mail mail) {
        try {
            Mail copy = mail.duplicate();
            try {
                getMailetContext().sendMail(copy, late);
            } finally {
                LifecycleUtil.dispose(copy);
            }
        } catch (Exception e) { // As above.
            throw new IllegalStateException("nobody could be told that mail " + mail.getName() + " is late", e);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Tries mail again and minds the time its sender set";
    }
}
