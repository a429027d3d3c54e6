package dev.jamesext.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** The keys of {@code [session.extensions]}, in the order of the documentation. */
public enum ExtensionKey {
    PIPELINING("pipelining", Kind.SWITCH),
    CHUNKING("chunking", Kind.SWITCH),
    REQUIRETLS("requiretls", Kind.SWITCH),
    NO_SOLICITING("no-soliciting", Kind.KEYWORDS),
    DSN("dsn", Kind.SWITCH),
    FUTURE_RELEASE("future-release", Kind.DURATION),
    DELIVER_BY("deliver-by", Kind.DURATION),
    MT_PRIORITY("mt-priority", Kind.PRIORITY_POLICY),
    VRFY("vrfy", Kind.SWITCH),
    EXPN("expn", Kind.SWITCH);

    /** What a setting yields. */
    public enum Kind {
        /** On or off. */
        SWITCH,
        /** Words for the EHLO line; the empty text is the bare keyword, false is off. */
        KEYWORDS,
        /** The longest time granted; false is off. */
        DURATION,
        /** {@code mixer}, {@code stanag4406} or {@code nsep}; false is off. */
        PRIORITY_POLICY
    }

    private final String key;
    private final Kind kind;

    ExtensionKey(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The key as it is written. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The extension of a key as written. */
    public static Optional<ExtensionKey> of(String key) {
        return Stream.of(values()).filter(value -> value.key.equals(key)).findFirst();
    }
}
