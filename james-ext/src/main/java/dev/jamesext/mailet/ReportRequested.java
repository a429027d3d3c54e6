package dev.jamesext.mailet;

import dev.jamesext.esmtp.Notify;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the recipients about whom the sender of a mail asked for a report by {@code NOTIFY} (RFC 3461 4.1):
 * {@code match="dev.jamesext.mailet.ReportRequested=SUCCESS"}. A recipient without NOTIFY does not match.
 */
public final class ReportRequested extends GenericMatcher {

    private Notify occasion = Notify.NEVER;

    @Override
    public void init() {
        String condition = String.valueOf(getCondition()).strip();
        occasion = Arrays.stream(Notify.values())
                .filter(notify -> notify.name().equals(condition.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "ReportRequested=" + condition + ": write SUCCESS, FAILURE, DELAY or NEVER"));
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        DsnWishes wishes = DsnWishes.of(mail);
        return mail.getRecipients().stream()
                .filter(recipient ->
                        wishes.occasions(recipient).orElse(Set.of()).contains(occasion))
                .toList();
    }

    @Override
    public String getMatcherInfo() {
        return "Recipients whom a report was asked for";
    }
}
