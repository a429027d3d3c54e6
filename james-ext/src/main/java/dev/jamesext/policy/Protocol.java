package dev.jamesext.policy;

/** What a listener speaks. LMTP (RFC 2033) is SMTP with a greeting of its own and a reply for each recipient. */
public enum Protocol {
    SMTP("smtp", "EHLO"),
    LMTP("lmtp", "LHLO");

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
}
