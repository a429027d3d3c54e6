package dev.jamesext.mailet;

import dev.jamesext.esmtp.Notify;
import java.util.Collection;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the recipients whose sender set a time: a deadline (RFC 2852), or a wish to hear of delays (RFC 3461,
 * {@code NOTIFY=DELAY}). {@code RemoteDelivery} knows neither, so that {@link Retry} does the waiting for them.
 */
public final class Timed extends GenericMatcher {

    @Override
    public Collection<MailAddress> match(Mail mail) {
        if (Deadline.of(mail).isPresent()) {
            return mail.getRecipients();
        }
        DsnWishes wishes = DsnWishes.of(mail);
        return mail.getRecipients().stream()
                .filter(recipient ->
                        wishes.occasions(recipient).orElse(Set.of()).contains(Notify.DELAY))
                .toList();
    }

    @Override
    public String getMatcherInfo() {
        return "Recipients whose sender set a time";
    }
}
