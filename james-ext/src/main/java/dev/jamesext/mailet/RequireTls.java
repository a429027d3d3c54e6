package dev.jamesext.mailet;

import dev.jamesext.esmtp.MailAttributes;
import java.util.Collection;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches a mail whose sender demands verified TLS on its whole way (RFC 8689). {@code RequireTls=refused}, behind a
 * {@code RemoteDelivery} that could not hand it on, matches only if that was for want of TLS, as far as can be told: the
 * next server did not know the demand, or nothing came so far that it could have answered.
 */
public final class RequireTls extends GenericMatcher {

    private static final String REFUSED = "refused";

    private static final String ERROR_CODE = "delivery-error-code";

    /** What a server answers to a parameter of MAIL that it does not know (RFC 5321 4.1.1.11). */
    private static final int UNKNOWN_PARAMETER = 555;

    private boolean refusedOnly;

    @Override
    public void init() {
        String condition = getCondition();
        refusedOnly = REFUSED.equals(condition);
        if (!refusedOnly && condition != null && !condition.isEmpty()) {
            throw new IllegalArgumentException("RequireTls=" + condition + ": write RequireTls or RequireTls=refused");
        }
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        boolean matches = isDemanded(mail) && (!refusedOnly || isRefused(mail));
        return matches ? mail.getRecipients() : List.of();
    }

    /** Whether the sender of a mail demands it. */
    static boolean isDemanded(Mail mail) {
        return Attributes.value(mail, MailAttributes.REQUIRE_TLS, Boolean.class).orElse(false);
    }

    private static boolean isRefused(Mail mail) {
        return Attributes.value(mail, ERROR_CODE, Integer.class)
                .map(code -> code == UNKNOWN_PARAMETER)
                .orElse(true);
    }

    @Override
    public String getMatcherInfo() {
        return "Mail whose sender demands verified TLS";
    }
}
