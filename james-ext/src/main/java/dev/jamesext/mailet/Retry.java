package dev.jamesext.mailet;

import com.google.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Tries mail again that {@code RemoteDelivery} could not deliver now, and minds the time its sender set. To stand in the
 * {@code bounceProcessor} of a {@code RemoteDelivery} that does not try again by itself: {@code RemoteDelivery} keeps a mail
 * between its own tries, where no mailet sees it.
 *
 * <p>A mail that is to be tried again ends here and comes back in {@code <processor>} when it is time. One that is not, because
 * the next server refused it for good, its deadline to be returned is over or it was tried long enough, goes on to the next
 * mailet, which should report that. At a deadline of mode N, and after {@code <tellAfter>}, once, a copy goes to {@code <late>}, for
 * the report that it is late; the mail itself goes on being tried.
 *
 * <pre>{@code
 * <mailet match="All" class="dev.jamesext.mailet.Retry">
 *     <processor>timed-relay</processor>       where it is tried; required
 *     <late>late</late>                        where copies go that are late; required
 *     <delays>1 minute, 15 minutes, 2 hours</delays>   between tries, the last one again and again; default as shown
 *     <tellAfter>4 hours</tellAfter>           from the first failure; default as shown
 *     <giveUpAfter>5 days</giveUpAfter>        from the first failure; default as shown
 * </mailet>
 * }</pre>
 */
public final class Retry extends GenericMailet {

    private static final String TRIES = "james-ext.tries";
    private static final String FIRST_FAILURE = "james-ext.first-failure";
    private static final String TOLD_LATE = "james-ext.told-late";

    /** A mail that comes back at once would go round and round. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Clock clock;
    private String processor = "";
    private String late = "";
    private List<Duration> delays = List.of();
    private Duration tellAfter = Duration.ZERO;
    private Duration giveUpAfter = Duration.ZERO;

    @Inject
    public Retry(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void init() {
        processor = required("processor");
        late = required("late");
        delays = DelayText.list(getInitParameter("delays", "1 minute, 15 minutes, 2 hours"));
        tellAfter = DelayText.one(getInitParameter("tellAfter", "4 hours"));
        giveUpAfter = DelayText.one(getInitParameter("giveUpAfter", "5 days"));
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
        if (hopeless || returned || !now.isBefore(first.plus(giveUpAfter))) {
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
        int tries = Attributes.value(mail, TRIES, Integer.class).orElse(0);
        Instant next = Stream.of(
                        Optional.of(now.plus(delays.get(Math.min(tries, delays.size() - 1)))),
                        Optional.of(first.plus(giveUpAfter)),
                        deadline.filter(Deadline::returns).map(Deadline::instant),
                        told ? Optional.<Instant>empty() : Optional.of(tellAt))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
        mail.setAttribute(new Attribute(AttributeName.of(TRIES), AttributeValue.of(tries + 1)));
        mail.setAttribute(new Attribute(AttributeName.of(FIRST_FAILURE), AttributeValue.of(first.toEpochMilli())));
        mail.setAttribute(new Attribute(AttributeName.of(TOLD_LATE), AttributeValue.of(told)));
        again(mail, Duration.between(now, next));
    }

    private void again(Mail mail, Duration wait) {
        long millis = Math.max(wait.toMillis(), SHORTEST.toMillis());
        try {
            getMailetContext().sendMail(mail, processor, millis, TimeUnit.MILLISECONDS);
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            throw new IllegalStateException("mail " + mail.getName() + " could not be queued again", e);
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
