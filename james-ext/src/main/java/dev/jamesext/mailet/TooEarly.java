package dev.jamesext.mailet;

import com.google.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches a mail that has been tried a moment ago, which a queue handed out before its time. To stand before the
 * {@code RemoteDelivery} that {@link Retry} stands behind, and to send the mail to {@code Retry}, which puts it back.
 */
public final class TooEarly extends GenericMatcher {

    private final Clock clock;

    @Inject
    public TooEarly(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return Retry.isTooEarly(mail, clock.instant()) ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Mails that have been tried a moment ago";
    }
}
