package dev.jamesext.mailet;

import java.util.Iterator;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Gives each recipient a mail of its own. Where the mailets that follow handle several recipients, and some of them fail,
 * nobody can tell afterwards which; with one there is no doubt. The mail goes on with its first recipient; the others come
 * back, each in a copy, at the beginning of the same processor.
 */
public final class OneMailEach extends GenericMailet {

    @Override
    public void service(Mail mail) {
        Iterator<MailAddress> recipients = List.copyOf(mail.getRecipients()).iterator();
        if (!recipients.hasNext()) {
            return;
        }
        MailAddress first = recipients.next();
        recipients.forEachRemaining(recipient -> copy(mail, recipient));
        mail.setRecipients(List.of(first));
    }

    private void copy(Mail mail, MailAddress recipient) {
        try {
            Mail copy = mail.duplicate();
            try {
                copy.setRecipients(List.of(recipient));
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
        return "One mail for each recipient";
    }
}
