package dev.jamesext.mailet;

import dev.jamesext.esmtp.Notify;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Makes several mails of one, so that the mailets behind it treat all recipients of a mail alike:
 *
 * <ul>
 *   <li>{@code <by>recipient</by>}: for mailets that do not say which of several recipients they failed for. Each mail has a
 *       report of its own then; where a mail is delivered {@link DeliverEach} does better.
 *   <li>{@code <by>notify</by>}: James's {@code RemoteDelivery} sends a message once for each NOTIFY among its recipients
 *       (RFC 3461) and gives up when the first of them is refused; the others would be lost. With one NOTIFY a mail it
 *       never comes to that.
 * </ul>
 *
 * <p>The mail goes on with its first recipients; the others come back, in copies, at the beginning of the same processor.
 */
public final class Split extends GenericMailet {

    private boolean byNotify;

    @Override
    public void init() {
        String by = getInitParameter("by", "");
        byNotify = by.equals("notify");
        if (!byNotify && !by.equals("recipient")) {
            throw new IllegalArgumentException("<by>" + by + "</by>: write recipient or notify");
        }
    }

    @Override
    public void service(Mail mail) {
        Iterator<List<MailAddress>> groups = groups(mail).iterator();
        if (groups.hasNext()) {
            List<MailAddress> first = groups.next();
            groups.forEachRemaining(recipients -> copy(mail, recipients));
            mail.setRecipients(first);
        }
    }

    private Collection<List<MailAddress>> groups(Mail mail) {
        if (!byNotify) {
            return mail.getRecipients().stream().map(List::of).toList();
        }
        DsnWishes wishes = DsnWishes.of(mail);
        Map<Optional<Set<Notify>>, List<MailAddress>> groups = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            groups.computeIfAbsent(wishes.occasions(recipient), wish -> new ArrayList<>())
                    .add(recipient);
        }
        return groups.values();
    }

    private void copy(Mail mail, List<MailAddress> recipients) {
        try {
            Mail copy = mail.duplicate();
            try {
                copy.setRecipients(recipients);
                getMailetContext().sendMail(copy, mail.getState());
            } finally {
                LifecycleUtil.dispose(copy);
            }
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            throw new IllegalStateException("mail " + mail.getName() + " could not be copied", e);
        }
    }

    @Override
    public String getMailetInfo() {
        return "One mail for each recipient, or for each NOTIFY";
    }
}
