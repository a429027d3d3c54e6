package dev.jamesext.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** The keys of {@code [session.extensions]}, in the order of the documentation. */
public enum ExtensionKey {
    PIPELINING("pipelining", Kind.SWITCH, "PIPELINING: commands may be sent without waiting for replies."),
    CHUNKING("chunking", Kind.SWITCH, "CHUNKING: BDAT may be used in place of DATA."),
    REQUIRETLS(
            "requiretls",
            Kind.SWITCH,
            "REQUIRETLS: a message may demand verified TLS on its whole way; only inside TLS."),
    NO_SOLICITING(
            "no-soliciting",
            Kind.KEYWORDS,
            "NO-SOLICITING: the keywords that are announced; an empty text announces none, false is off."),
    DSN("dsn", Kind.SWITCH, "DSN: a client may ask for delivery reports."),
    FUTURE_RELEASE(
            "future-release",
            Kind.DURATION,
            "FUTURERELEASE: the longest time a message may be held back, such as \"7d\"; false is off."),
    DELIVER_BY(
            "deliver-by",
            Kind.DURATION,
            "DELIVERBY: the longest deadline a client may set, such as \"15d\"; false is off."),
    MT_PRIORITY(
            "mt-priority",
            Kind.PRIORITY_POLICY,
            "MT-PRIORITY: the priority policy, mixer, stanag4406 or nsep; false is off."),
    VRFY("vrfy", Kind.SWITCH, "VRFY: a client may ask whether an address exists."),
    EXPN("expn", Kind.SWITCH, "EXPN: a client may ask who is on a mailing list.");

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
    private final String doc;

    ExtensionKey(String key, Kind kind, String doc) {
        this.key = key;
        this.kind = kind;
        this.doc = doc;
    }

    /** The key as it is written. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** What the key says, in one sentence. */
    String doc() {
        return doc;
    }

    /** What its expressions yield. */
    Key.Outcome outcome() {
        return switch (kind) {
            case SWITCH -> Key.Outcome.SWITCH;
            case KEYWORDS -> Key.Outcome.KEYWORDS;
            case DURATION -> Key.Outcome.DURATION;
            case PRIORITY_POLICY -> Key.Outcome.PRIORITY_POLICY;
        };
    }

    /** The extension of a key as written. */
    public static Optional<ExtensionKey> of(String key) {
        return Stream.of(values()).filter(value -> value.key.equals(key)).findFirst();
    }
}
