package dev.jamesext.mailet;

import dev.jamesext.runtime.HeaderFields;
import java.util.Collection;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches a mail that asks to be delivered even where TLS cannot be had: its header says {@code TLS-Required: No} (RFC 8689
 * 4). A sender who demands TLS at MAIL besides wins: the field is ignored then (RFC 8689 4.1).
 */
public final class TlsNotRequired extends GenericMatcher {

    private static final String FIELD = "TLS-Required";
    private static final String NO = "no";

    @Override
    public Collection<MailAddress> match(Mail mail) {
        List<String> values = HeaderFields.values(mail, FIELD);
        boolean matches =
                values.size() == 1 && values.get(0).strip().equalsIgnoreCase(NO) && !RequireTls.isDemanded(mail);
        return matches ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Mail that can do without TLS";
    }
}
