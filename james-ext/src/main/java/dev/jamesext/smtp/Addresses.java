package dev.jamesext.smtp;

import java.util.Optional;
import org.apache.james.core.MailAddress;

/** Texts as James's addresses. */
final class Addresses {

    private Addresses() {}

    /** The address a text is; empty when James has no room for it. */
    static Optional<MailAddress> parse(String text) {
        try {
            return Optional.of(new MailAddress(text));
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            return Optional.empty();
        }
    }
}
