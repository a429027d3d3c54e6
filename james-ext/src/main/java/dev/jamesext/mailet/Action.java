package dev.jamesext.mailet;

import dev.jamesext.esmtp.Notify;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has become of a mail for a recipient (RFC 3464 2.3.3). */
enum Action {
    FAILED(
            Notify.FAILURE,
            true,
            "5.0.0",
            "Your message could not be delivered",
            "Your message could not be delivered to the recipients below. It will not be tried again."),
    DELAYED(
            Notify.DELAY,
            true,
            "4.0.0",
            "Your message is late",
            "Your message could not be delivered yet to the recipients below. It goes on being tried; there is nothing to do."),
    DELIVERED(
            Notify.SUCCESS,
            false,
            "2.0.0",
            "Your message was delivered",
            "Your message was delivered to the recipients below."),
    RELAYED(
            Notify.SUCCESS,
            false,
            "2.0.0",
            "Your message was passed on",
            "Your message was passed on to the mail server of the recipients below. There may be no further report.");

    private final Notify occasion;
    private final boolean wantedByDefault;
    private final String status;
    private final String subject;
    private final String text;

    Action(Notify occasion, boolean wantedByDefault, String status, String subject, String text) {
        this.occasion = occasion;
        this.wantedByDefault = wantedByDefault;
        this.status = status;
        this.subject = subject;
        this.text = text;
    }

    /** The action of a name in lower case, as the field {@code Action} has it. */
    static Optional<Action> of(String name) {
        return Stream.of(values()).filter(action -> action.word().equals(name)).findFirst();
    }

    /** As the field {@code Action} has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is to be reported about a recipient, given what the sender said of it, if anything (RFC 3461 4.1). */
    boolean isWanted(Optional<Set<Notify>> occasions) {
        return occasions.map(all -> all.contains(occasion)).orElse(wantedByDefault);
    }

    /** The enhanced status where nothing better is known (RFC 3463). */
    String status() {
        return status;
    }

    String subject() {
        return subject;
    }

    /** What a human reads first. */
    String text() {
        return text;
    }
}
