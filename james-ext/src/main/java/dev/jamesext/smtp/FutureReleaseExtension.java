package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.FutureRelease;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.HeldMail;
import dev.jamesext.runtime.HeldMail.Excess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.futurerelease.FutureReleaseMailParameterHook;
import org.apache.james.smtpserver.futurerelease.FutureReleaseParameters.HoldFor;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FUTURERELEASE (RFC 4865): {@code HOLDFOR=} and {@code HOLDUNTIL=} at MAIL. James's own last handler queues the mail with
 * the delay that is left in the transaction. How much may be held is limited, for each user and in all.
 */
final class FutureReleaseExtension implements EnvelopeExtension {

    private static final Logger LOGGER = LoggerFactory.getLogger(FutureReleaseExtension.class);

    private static final Reply SIZE_UNKNOWN = Reply.of(451, "4.3.0", "The size of the message is not known");

    private static final String HOLDFOR = "HOLDFOR";
    private static final String HOLDUNTIL = "HOLDUNTIL";

    private static final AttachmentKey<Wish> WISH = AttachmentKey.of("james-ext.future-release", Wish.class);

    private final Clock clock;
    private final HeldMail held;

    @Inject
    FutureReleaseExtension(Clock clock, HeldMail held) {
        this.clock = clock;
        this.held = held;
        held.start();
    }

    /** How long a mail is held, counted from when it has come in whole, or until when. One of the two is there. */
    private record Wish(Optional<Duration> time, Optional<Instant> until) {}

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.FUTURERELEASE);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(HOLDFOR, HOLDUNTIL);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        if (own.find(HOLDFOR).isPresent() && own.find(HOLDUNTIL).isPresent()) {
            return Verdict.invalid("HOLDFOR and HOLDUNTIL exclude each other");
        }
        Duration longest = offers.longest(Extension.FUTURERELEASE);
        return own.find(HOLDFOR).isPresent()
                ? holdFor(session, own.text(HOLDFOR).orElse(""), longest)
                : holdUntil(session, own.text(HOLDUNTIL).orElse(""), longest);
    }

    private Verdict holdFor(SMTPSession session, String value, Duration longest) {
        Optional<Duration> time = FutureRelease.holdFor(value);
        if (time.isEmpty()) {
            return Verdict.invalid("HOLDFOR is a number of seconds, 1 to 999999999");
        }
        if (time.get().compareTo(longest) > 0) {
            return Verdict.invalid("HOLDFOR is at most " + longest.toSeconds() + " seconds");
        }
        return kept(session, new Wish(time, Optional.empty()));
    }

    private Verdict holdUntil(SMTPSession session, String value, Duration longest) {
        Optional<Instant> until = FutureRelease.holdUntil(value);
        if (until.isEmpty()) {
            return Verdict.invalid("HOLDUNTIL is an instant such as 2030-01-31T12:00:00Z");
        }
        Instant now = clock.instant();
        if (!until.get().isAfter(now)) {
            return Verdict.invalid("HOLDUNTIL is in the past");
        }
        if (until.get().isAfter(now.plus(longest))) {
            return Verdict.invalid("HOLDUNTIL is at most " + longest.toSeconds() + " seconds from now");
        }
        return kept(session, new Wish(Optional.empty(), until));
    }

    /** Where no more messages can be held a client hears it before it sends one. */
    private Verdict kept(SMTPSession session, Wish wish) {
        Optional<Excess> objection =
                held.objection(owner(session), ConnectionState.policy(session).heldLimits());
        if (objection.isPresent()) {
            return new Verdict.Refused(refusal(objection.get()));
        }
        return Verdict.taken(() -> session.setAttachment(WISH, wish, State.Transaction));
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        return session.getAttachment(WISH, State.Transaction).flatMap(wish -> onMessage(session, mail, delay(wish)));
    }

    private Optional<Reply> onMessage(SMTPSession session, Mail mail, Duration delay) {
        if (!delay.isZero()) {
            long octets;
            try {
                octets = mail.getMessageSize();
            } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
                LOGGER.warn("the size of mail {} is not known: {}", mail.getName(), e.toString());
                return Optional.of(SIZE_UNKNOWN);
            }
            Instant until = clock.instant().plus(delay);
            String owner = owner(session);
            Optional<Excess> excess = held.hold(
                    mail.getName(),
                    owner,
                    octets,
                    until,
                    ConnectionState.policy(session).heldLimits());
            if (excess.isPresent()) {
                return excess.map(FutureReleaseExtension::refusal);
            }
            set(mail, MailAttributes.HELD_BY, AttributeValue.of(owner));
            set(mail, MailAttributes.HELD_OCTETS, AttributeValue.of(octets));
            set(mail, MailAttributes.HELD_UNTIL, AttributeValue.of(until.toEpochMilli()));
        }
        session.setAttachment(
                FutureReleaseMailParameterHook.FUTURERELEASE_HOLDFOR, HoldFor.of(delay), State.Transaction);
        return Optional.empty();
    }

    private static void set(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    /** Whose share it is: that of the login, else that of the client's address. */
    private static String owner(SMTPSession session) {
        return Optional.ofNullable(session.getUsername())
                .map(Username::asString)
                .orElseGet(() -> "[" + session.getRemoteAddress().getAddress().getHostAddress() + "]");
    }

    private static Reply refusal(Excess excess) {
        return Reply.of(
                452,
                "4.3.1",
                switch (excess) {
                    case MESSAGES -> "As many messages of yours are held as may be";
                    case OCTETS -> "The messages of yours that are held would be too large together";
                    case MESSAGES_TOTAL -> "As many messages are held here as may be";
                    case OCTETS_TOTAL -> "The messages that are held here would be too large together";
                });
    }

    private Duration delay(Wish wish) {
        Duration delay = wish.time()
                .orElseGet(() -> Duration.between(clock.instant(), wish.until().orElseThrow()));
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
