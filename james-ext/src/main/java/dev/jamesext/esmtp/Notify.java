package dev.jamesext.esmtp;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** When a sender wants a report about a recipient: {@code NOTIFY=} at RCPT (RFC 3461 4.1). */
public enum Notify {
    /** Never; stands alone. */
    NEVER,
    /** When the message has been delivered, or handed to a server that does not report. */
    SUCCESS,
    /** When it cannot be delivered. */
    FAILURE,
    /** When it is late. */
    DELAY;

    /** Reads the value of the parameter, words in any case with commas between them; empty when it is none. */
    public static Optional<Set<Notify>> of(String value) {
        Set<Notify> all = EnumSet.noneOf(Notify.class);
        for (String word : value.split(",", -1)) {
            Optional<Notify> one = ofWord(word);
            if (one.isEmpty() || !all.add(one.get())) {
                return Optional.empty();
            }
        }
        return all.contains(NEVER) && all.size() > 1 ? Optional.empty() : Optional.of(all);
    }

    private static Optional<Notify> ofWord(String word) {
        for (Notify notify : values()) {
            if (notify.name().equals(AsciiCase.upper(word))) {
                return Optional.of(notify);
            }
        }
        return Optional.empty();
    }
}
