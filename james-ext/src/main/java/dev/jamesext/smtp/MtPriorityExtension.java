package dev.jamesext.smtp;

import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.MtPriority;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.esmtp.PriorityPolicy;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.PriorityScale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.queue.api.MailPrioritySupport;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * MT-PRIORITY (RFC 6710): {@code MT-PRIORITY=} at MAIL. The mail carries the priority as it was taken, and the level it
 * counts as in the policy that was announced where James's queues look for it.
 */
final class MtPriorityExtension implements EnvelopeExtension {

    private static final String MT_PRIORITY = "MT-PRIORITY";

    private static final AttachmentKey<Wish> WISH = AttachmentKey.of("james-ext.mt-priority", Wish.class);

    /** The priority that was taken, and the policy at that time. */
    private record Wish(int priority, PriorityPolicy policy) {}

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.MT_PRIORITY);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(MT_PRIORITY);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        OptionalInt asked = MtPriority.of(own.text(MT_PRIORITY).orElse(""));
        if (asked.isEmpty()) {
            return Verdict.invalid(
                    "MT-PRIORITY is a whole number from " + MtPriority.LOWEST + " to " + MtPriority.HIGHEST);
        }
        int taken = Math.min(asked.getAsInt(), offers.priorityCeiling());
        PriorityPolicy policy =
                PriorityPolicy.of(offers.words(Extension.MT_PRIORITY)).orElseThrow();
        // The text begins with the new priority: the status code is registered like that (RFC 6710 9.1, X.3.6).
        Optional<String> remark = taken == asked.getAsInt()
                ? Optional.empty()
                : Optional.of("2.3.6 " + taken + " is the highest priority you may claim");
        return new Verdict.Taken(() -> session.setAttachment(WISH, new Wish(taken, policy), State.Transaction), remark);
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        session.getAttachment(WISH, State.Transaction).ifPresent(wish -> {
            mail.setAttribute(
                    new Attribute(AttributeName.of(MailAttributes.PRIORITY), AttributeValue.of(wish.priority())));
            mail.setAttribute(new Attribute(
                    MailPrioritySupport.MAIL_PRIORITY,
                    AttributeValue.of(PriorityScale.of(wish.policy().level(wish.priority())))));
        });
        return Optional.empty();
    }
}
