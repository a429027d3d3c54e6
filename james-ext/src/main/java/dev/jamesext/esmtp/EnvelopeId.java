package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * What a sender calls one message, so that it recognises reports about it: {@code ENVID=} at MAIL (RFC 3461 4.4).
 *
 * @param xtext as it was written
 * @param text what it stands for; printable US-ASCII
 */
public record EnvelopeId(String xtext, String text) {

    /** Characters of the value as written (RFC 3461 4.4). */
    static final int ENVID_CHARS_MAX = 100;

    /** Reads the value of the parameter; empty when it is none. */
    public static Optional<EnvelopeId> of(String value) {
        if (value.length() > ENVID_CHARS_MAX) {
            return Optional.empty();
        }
        return Xtext.decode(value).filter(Xtext::isPrintable).map(text -> new EnvelopeId(value, text));
    }
}
