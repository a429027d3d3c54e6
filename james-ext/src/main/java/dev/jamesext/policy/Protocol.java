package dev.jamesext.policy;

/**
 * What a listener speaks, and to whom it hands a message. LMTP (RFC 2033) is SMTP with a greeting of its own and a reply for
 * each recipient; it delivers while the client waits.
 */
public enum Protocol {
    SMTP("smtp", "EHLO"),
    /** Puts messages into mailboxes at once. */
    LMTP("lmtp", "LHLO"),
    /** Has the mailets carry a message out at once: what they can do may be asked of them. */
    LMTP_TO_MAILETS("lmtp", "LHLO");

    private final String word;
    private final String greeting;

    Protocol(String word, String greeting) {
        this.word = word;
        this.greeting = greeting;
    }

    /** Its name as rules see it in {@code protocol}. */
    public String word() {
        return word;
    }

    /** The command that greets and is answered with what is offered. */
    public String greeting() {
        return greeting;
    }

    /** Whether it is LMTP, wherever its messages go. */
    public boolean isLmtp() {
        return this != SMTP;
    }

    /** Whether mailets see its messages. */
    public boolean hasMailets() {
        return this != LMTP;
    }
}
