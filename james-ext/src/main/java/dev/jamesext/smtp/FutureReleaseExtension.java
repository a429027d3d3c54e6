package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.FutureRelease;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.futurerelease.FutureReleaseMailParameterHook;
import org.apache.james.smtpserver.futurerelease.FutureReleaseParameters.HoldFor;
import org.apache.mailet.Mail;

/**
 * FUTURERELEASE (RFC 4865): {@code HOLDFOR=} and {@code HOLDUNTIL=} at MAIL. James's own last handler queues the mail with
 * the delay that is left in the transaction.
 */
final class FutureReleaseExtension implements EnvelopeExtension {

    private static final String HOLDFOR = "HOLDFOR";
    private static final String HOLDUNTIL = "HOLDUNTIL";

    private static final AttachmentKey<Wish> WISH = AttachmentKey.of("james-ext.future-release", Wish.class);

    private final Clock clock;

    @Inject
    FutureReleaseExtension(Clock clock) {
        this.clock = clock;
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

    private static Verdict holdFor(SMTPSession session, String value, Duration longest) {
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

    private static Verdict kept(SMTPSession session, Wish wish) {
        return Verdict.taken(() -> session.setAttachment(WISH, wish, State.Transaction));
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        session.getAttachment(WISH, State.Transaction)
                .ifPresent(wish -> session.setAttachment(
                        FutureReleaseMailParameterHook.FUTURERELEASE_HOLDFOR,
                        HoldFor.of(delay(wish)),
                        State.Transaction));
        return Optional.empty();
    }

    private Duration delay(Wish wish) {
        Duration delay = wish.time()
                .orElseGet(() -> Duration.between(clock.instant(), wish.until().orElseThrow()));
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
