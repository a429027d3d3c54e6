package dev.jamesext.mailet;

import dev.jamesext.esmtp.MailAttributes;
import java.time.Instant;
import java.util.Optional;
import org.apache.mailet.Mail;

/**
 * Until when a mail is to be delivered (RFC 2852).
 *
 * @param returns whether it is returned then; else its sender is told, and it goes on being tried
 */
record Deadline(Instant instant, boolean returns) {

    private static final String RETURN = "R";

    static Optional<Deadline> of(Mail mail) {
        return Attributes.value(mail, MailAttributes.DEADLINE, Long.class)
                .map(millis -> new Deadline(
                        Instant.ofEpochMilli(millis),
                        Attributes.value(mail, MailAttributes.DEADLINE_MODE, String.class)
                                .orElse("")
                                .equals(RETURN)));
    }

    boolean isPassed(Instant now) {
        return !now.isBefore(instant);
    }
}
