package dev.jamesext.esmtp;

/** The attributes of a mail in which a promise made to its sender travels on, from the SMTP listener to the mailets. */
public final class MailAttributes {

    /**
     * The original recipients that senders named and James's own parameters cannot hold: a map from the address in the
     * envelope to the text of the field {@code Original-Recipient} (RFC 3464 2.3.1).
     */
    public static final String ORIGINAL_RECIPIENTS = "james-ext.original-recipients";

    /** The instant by which a mail is to be delivered, in milliseconds since 1970: a whole number of 64 bits. */
    public static final String DEADLINE = "james-ext.deadline";

    /** What happens at the deadline (RFC 2852 4.1): {@code R}, the mail is returned; {@code N}, its sender is told. */
    public static final String DEADLINE_MODE = "james-ext.deadline-mode";

    /** How urgent a mail is, -9 to 9, as its sender said and the policy allowed (RFC 6710): a whole number of 32 bits. */
    public static final String PRIORITY = "james-ext.mt-priority";

    /** Whether the sender demands verified TLS on the whole way (RFC 8689): true, or absent. */
    public static final String REQUIRE_TLS = "james-ext.require-tls";

    /** What kind of solicitation the sender says the mail is (RFC 3865): keywords with commas between them. */
    public static final String SOLICITATION = "james-ext.solicitation";

    /** Who has a mail held (FUTURERELEASE): the name of a login, or an address in brackets. */
    public static final String HELD_BY = "james-ext.held-by";

    /** Until when, in milliseconds since 1970: a whole number of 64 bits. */
    public static final String HELD_UNTIL = "james-ext.held-until";

    /** The octets that count for it: a whole number of 64 bits. */
    public static final String HELD_OCTETS = "james-ext.held-octets";

    private MailAttributes() {}
}
