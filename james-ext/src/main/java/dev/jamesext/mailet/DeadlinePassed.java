package dev.jamesext.mailet;

import com.google.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/** Matches a mail that is to be returned because the time its sender set is over (RFC 2852, {@code BY=n;R}). */
public final class DeadlinePassed extends GenericMatcher {

    private final Clock clock;

    @Inject
    public DeadlinePassed(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        boolean passed = Deadline.of(mail)
                .filter(deadline -> deadline.returns() && deadline.isPassed(clock.instant()))
                .isPresent();
        return passed ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Mails whose time is over";
    }
}
