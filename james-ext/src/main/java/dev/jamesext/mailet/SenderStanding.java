package dev.jamesext.mailet;

import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.Mail;

/** What is known of whether the sender of a mail is the one it says: a login, or the verdict of James's SPF check. */
final class SenderStanding {

    /** What James's {@code SPFHandler} leaves on a mail: the text of a field {@code Received-SPF} (RFC 7208 9.1). */
    private static final String SPF_HEADER = "org.apache.james.spf.header";

    private static final String SPF_FIELD = "received-spf:";

    private SenderStanding() {}

    /** Whether it came from a client that had logged in. */
    static boolean hasLoggedIn(Mail mail) {
        return user(mail).isPresent();
    }

    /** On whose account reports about it go: the user's who sent it; of a stranger's mail that of its sender's address. */
    static String account(Mail mail) {
        return user(mail)
                .map(name -> "user " + name)
                .orElseGet(() -> "sender " + mail.getMaybeSender().asString().toLowerCase(Locale.ROOT));
    }

    private static Optional<String> user(Mail mail) {
        return Attributes.value(mail, Mail.SMTP_AUTH_USER.asString(), String.class);
    }

    /** Whether the sender's domain says by SPF that the mail is not, or hardly, from it; never of a user's mail. */
    static boolean isForged(Mail mail) {
        return !hasLoggedIn(mail)
                && Attributes.value(mail, SPF_HEADER, String.class)
                        .map(SenderStanding::spfResult)
                        .filter(result -> result.equals("fail") || result.equals("softfail"))
                        .isPresent();
    }

    private static String spfResult(String header) {
        String field = header.strip().toLowerCase(Locale.ROOT);
        String value = field.startsWith(SPF_FIELD)
                ? field.substring(SPF_FIELD.length()).strip()
                : field;
        int end = 0;
        while (end < value.length() && Character.isLetter(value.charAt(end))) {
            end++;
        }
        return value.substring(0, end);
    }
}
