package dev.jamesext.mailet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that waits in a repository of James until it is due, and then goes on in a processor. Where it goes and when are
 * attributes of the mail, so that another James that finds it goes on with it.
 *
 * <p>A mail leaves the repository after it has been queued: when James ends in between it is sent on twice, and never lost.
 */
final class WaitingRoom {

    /** When a mail goes on, in milliseconds of the epoch. */
    static final String NEXT_TRY = "james-ext.next-try";

    /** The processor in which it goes on. */
    static final String NEXT_PROCESSOR = "james-ext.next-processor";

    /** Mails whose time is known at once; more wait in the repository until it is read again. */
    static final int KNOWN_MAX = 100_000;

    /** Mails that are sent on, or read for the first time, in one look. */
    static final int LOOK_MAILS_MAX = 100;

    /** From one reading of the whole repository to the next: an operator may have put mail into it. */
    private static final Duration REREAD = Duration.ofMinutes(10);

    /** How long a mail stays that could not be sent on. */
    static final Duration PUT_OFF = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(WaitingRoom.class);

    private final String url;
    private final MailRepository repository;
    private final Clock clock;
    private final Exit exit;
    private final Timetable timetable;
    private Iterator<MailKey> unread = Collections.emptyIterator();
    private Instant rereadAt = Instant.MIN;
    private boolean strangersTold;

    /**
     * @param url of the repository, for the log
     * @param exit queues a mail for a processor
     */
    WaitingRoom(String url, MailRepository repository, Clock clock, Exit exit) {
        this(url, repository, clock, exit, KNOWN_MAX);
    }

    WaitingRoom(String url, MailRepository repository, Clock clock, Exit exit, int knownMax) {
        this.url = url;
        this.repository = repository;
        this.clock = clock;
        this.exit = exit;
        this.timetable = new Timetable(knownMax);
    }

    /** The way on. */
    interface Exit {
        void send(Mail mail, String processor) throws Exception;
    }

    /**
     * Keeps a mail until it is due. The mail may get another name, where one of its name waits already.
     *
     * @throws Exception when the repository does not take it
     */
    void keep(Mail mail, Instant due, String processor) throws Exception {
        mail.setAttribute(new Attribute(AttributeName.of(NEXT_TRY), AttributeValue.of(due.toEpochMilli())));
        mail.setAttribute(new Attribute(AttributeName.of(NEXT_PROCESSOR), AttributeValue.of(processor)));
        if (!timetable.claim(mail.getName())) {
            mail.setName("Mail" + clock.millis() + "-" + UUID.randomUUID());
            // Where too many are known it gets no time, and is found when the repository is read again.
            timetable.claim(mail.getName());
        }
        boolean stored = false;
        try {
            repository.store(mail);
            stored = true;
        } finally {
            if (stored) {
                timetable.schedule(mail.getName(), due);
            } else {
                timetable.forget(mail.getName());
            }
        }
    }

    /**
     * One look: sends on what is due and reads on in the repository, together a bounded number of mails. Asked by one thread.
     *
     * @throws Exception when the repository cannot be listed or read; the next look goes on behind that
     */
    void look() throws Exception {
        int left = LOOK_MAILS_MAX;
        Optional<String> due = timetable.take(clock.instant());
        while (due.isPresent()) {
            sendOn(due.get());
            left--;
            due = left > 0 ? timetable.take(clock.instant()) : Optional.empty();
        }
        if (!unread.hasNext() && !clock.instant().isBefore(rereadAt)) {
            rereadAt = clock.instant().plus(REREAD);
            unread = repository.list();
        }
        while (left > 0 && unread.hasNext()) {
            MailKey key = unread.next();
            if (timetable.claim(key.asString())) {
                read(key);
                left--;
            }
        }
    }

    private void sendOn(String name) {
        boolean done = false;
        try {
            MailKey key = new MailKey(name);
            @Nullable Mail mail = repository.retrieve(key);
            if (mail != null) {
                try {
                    exit.send(
                            mail,
                            Attributes.value(mail, NEXT_PROCESSOR, String.class).orElseThrow());
                } finally {
                    LifecycleUtil.dispose(mail);
                }
                repository.remove(key);
            }
            done = true;
        } catch (Exception e) { // Repositories and queues have exceptions of their own.
            LOGGER.warn("mail {} stays in {} for {} more: {}", name, url, PUT_OFF, e.toString());
        } finally {
            if (done) {
                timetable.forget(name);
            } else {
                timetable.schedule(name, clock.instant().plus(PUT_OFF));
            }
        }
    }

    /** Learns when a mail is due that was there before us. */
    private void read(MailKey key) throws Exception {
        Optional<Instant> due = Optional.empty();
        try {
            @Nullable Mail mail = repository.retrieve(key);
            if (mail != null) {
                try {
                    due = Attributes.value(mail, NEXT_PROCESSOR, String.class)
                            .flatMap(processor -> Attributes.value(mail, NEXT_TRY, Long.class))
                            .map(Instant::ofEpochMilli);
                    tellOfStranger(key, due.isEmpty());
                } finally {
                    LifecycleUtil.dispose(mail);
                }
            }
        } finally {
            due.ifPresentOrElse(
                    instant -> timetable.schedule(key.asString(), instant), () -> timetable.forget(key.asString()));
        }
    }

    private void tellOfStranger(MailKey key, boolean stranger) {
        if (stranger && !strangersTold) {
            strangersTold = true;
            LOGGER.warn(
                    "mail {} in {} does not say when it is due: it and its like are left alone", key.asString(), url);
        }
    }
}
