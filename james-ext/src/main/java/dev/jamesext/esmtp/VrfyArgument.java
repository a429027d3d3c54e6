package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * Whom VRFY or EXPN asks about (RFC 5321 4.1.1.6): a mailbox, with brackets or without, or a user's name alone.
 *
 * @param text without brackets; a mailbox if it holds an {@code @} behind something
 */
public record VrfyArgument(String text) {

    /** Characters of the whole: a local part of 64, a domain of 255, and what stands around them. */
    static final int VRFY_CHARS_MAX = 330;

    private static final String SMTPUTF8 = " SMTPUTF8";

    /** Reads the argument; empty when it is none. What it names need not be an address yet. */
    public static Optional<VrfyArgument> of(String argument) {
        String text = argument.strip();
        if (text.length() > VRFY_CHARS_MAX) {
            return Optional.empty();
        }
        // RFC 6531 3.7.4.2: a client may say that it could read an answer in UTF-8. Ours are US-ASCII.
        if (AsciiCase.upper(text).endsWith(SMTPUTF8)) {
            text = text.substring(0, text.length() - SMTPUTF8.length()).strip();
        }
        if (text.startsWith("<") && text.endsWith(">")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return text.isEmpty() || !printable ? Optional.empty() : Optional.of(new VrfyArgument(text));
    }

    /** Whether it names no domain. */
    public boolean isUser() {
        return text.lastIndexOf('@') <= 0;
    }
}
