package dev.jamesext.policy;

/** The stages of a session at which the policy is asked, in the order they happen. */
public enum Stage {
    EHLO,
    MAIL;

    /** The stage's name as scripts see it in {@code env.stage}. */
    public String word() {
        return this == EHLO ? "ehlo" : "mail";
    }
}
