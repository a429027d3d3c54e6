package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.DeliverBy;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * DELIVERBY (RFC 2852): {@code BY=} at MAIL. The deadline goes on the mail; it is kept by
 * {@code dev.jamesext.mailet.DeadlinePassed} and {@code dev.jamesext.mailet.Retry}.
 */
final class DeliverByExtension implements EnvelopeExtension {

    private static final String BY = "BY";

    private static final AttachmentKey<Wish> WISH = AttachmentKey.of("james-ext.deliver-by", Wish.class);

    private final Clock clock;

    @Inject
    DeliverByExtension(Clock clock) {
        this.clock = clock;
    }

    /** The deadline, counted from MAIL (RFC 2852 4.1), and what happens then. */
    private record Wish(Instant deadline, boolean returns) {}

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.DELIVERBY);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(BY);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        Optional<DeliverBy> by = own.text(BY).flatMap(DeliverBy::of);
        if (by.isEmpty()) {
            return Verdict.invalid("BY is a number of seconds, a semicolon, N or R, and T perhaps");
        }
        int seconds = by.get().seconds();
        if (seconds <= 0 && by.get().returns()) {
            return Verdict.invalid("BY with R needs a time to come");
        }
        long longest = offers.longest(Extension.DELIVERBY).toSeconds();
        if (Math.abs((long) seconds) > longest) {
            return Verdict.invalid("BY is at most " + longest + " seconds");
        }
        Wish wish = new Wish(clock.instant().plusSeconds(seconds), by.get().returns());
        return Verdict.taken(() -> session.setAttachment(WISH, wish, State.Transaction));
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        session.getAttachment(WISH, State.Transaction).ifPresent(wish -> {
            mail.setAttribute(new Attribute(
                    AttributeName.of(MailAttributes.DEADLINE),
                    AttributeValue.of(wish.deadline().toEpochMilli())));
            mail.setAttribute(new Attribute(
                    AttributeName.of(MailAttributes.DEADLINE_MODE), AttributeValue.of(wish.returns() ? "R" : "N")));
        });
        return Optional.empty();
    }
}
