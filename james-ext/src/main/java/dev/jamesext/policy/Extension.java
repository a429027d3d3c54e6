package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.FutureRelease;
import dev.jamesext.esmtp.SolicitationKeywords;
import dev.jamesext.expr.Value;
import dev.jamesext.settings.ExtensionKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry of the extensions a policy rules: the setting that grants each and the line that announces it.
 */
public enum Extension {
    PIPELINING(ExtensionKey.PIPELINING, "PIPELINING", Extension::nothing),
    CHUNKING(ExtensionKey.CHUNKING, "CHUNKING", Extension::nothing),
    REQUIRETLS(ExtensionKey.REQUIRETLS, "REQUIRETLS", Extension::nothing),
    NO_SOLICITING(ExtensionKey.NO_SOLICITING, "NO-SOLICITING", (keywords, now) -> keywords(keywords)),
    DSN(ExtensionKey.DSN, "DSN", Extension::nothing),
    FUTURERELEASE(
            ExtensionKey.FUTURE_RELEASE,
            "FUTURERELEASE",
            (longest, now) -> FutureRelease.words(((Value.Period) longest).value(), now)),
    DELIVERBY(ExtensionKey.DELIVER_BY, "DELIVERBY", Extension::nothing),
    MT_PRIORITY(
            ExtensionKey.MT_PRIORITY,
            "MT-PRIORITY",
            (policy, now) -> policy.asText().toUpperCase(Locale.ROOT)),
    VRFY(ExtensionKey.VRFY, "VRFY", Extension::nothing),
    EXPN(ExtensionKey.EXPN, "EXPN", Extension::nothing);

    /** How a text, such as a value of a list, says that a duration is off. */
    private static final String OFF = "false";

    private final ExtensionKey setting;
    private final String keyword;
    private final Words words;

    Extension(ExtensionKey setting, String keyword, Words words) {
        this.setting = setting;
        this.keyword = keyword;
        this.words = words;
    }

    /** What the line says behind the keyword; empty for the bare keyword. */
    private interface Words {
        String of(Value granted, Instant now);
    }

    private static String nothing(Value granted, Instant now) {
        return "";
    }

    private static String keywords(Value granted) {
        return SolicitationKeywords.of(granted.asText())
                .map(SolicitationKeywords::toString)
                .orElse("");
    }

    /** Whether a text may be announced: keywords, or nothing for the bare keyword. */
    static boolean isKeywords(Value value) {
        return value instanceof Value.Text text
                && (text.value().isEmpty()
                        || SolicitationKeywords.of(text.value()).isPresent());
    }

    /** The setting that grants it. */
    public ExtensionKey setting() {
        return setting;
    }

    /** That setting as it is written below {@code session.extensions}. */
    public String key() {
        return setting.key();
    }

    /** The keyword of its EHLO line. */
    public String keyword() {
        return keyword;
    }

    /**
     * Whether a protocol has room for it (decision 38). LMTP delivers at once: where no mailet sees the message nothing is left
     * that could be reported on later or passed on. Before the mailets there is no queue that could hold it, and nobody
     * hears a hook that refuses a message.
     */
    public boolean fits(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> true;
            case LMTP -> this == PIPELINING || this == CHUNKING;
            case LMTP_TO_MAILETS ->
                switch (this) {
                    case PIPELINING, CHUNKING, REQUIRETLS, DSN, DELIVERBY, MT_PRIORITY -> true;
                    case NO_SOLICITING, FUTURERELEASE, VRFY, EXPN -> false;
                };
        };
    }

    /** Whether it can be used in a session at all, whatever the rules say: REQUIRETLS is inside TLS only (decision 22). */
    boolean fits(SessionFacts facts) {
        return fits(facts.protocol()) && (this != REQUIRETLS || facts.truth(SessionVariable.IS_TLS));
    }

    /**
     * A value that its setting yields as a value of the setting's kind: a text that spells a duration is one where durations
     * are wanted, and {@code 'false'} is off there (decision 8); everything else is as it is.
     */
    Value read(Value yielded) {
        if (setting.kind() != ExtensionKey.Kind.DURATION || !(yielded instanceof Value.Text text)) {
            return yielded;
        }
        return text.value().equals(OFF)
                ? Value.FALSE
                : Value.Period.of(text.value()).<Value>map(period -> period).orElse(yielded);
    }

    /** Whether a value of its setting, {@link #read}, grants it. An empty text is the bare keyword for NO-SOLICITING (decision 9). */
    boolean isGrantedBy(Value value) {
        return switch (setting.kind()) {
            case KEYWORDS -> !(value instanceof Value.Flag flag && !flag.value());
            case DURATION ->
                value.truth()
                        && !(value instanceof Value.Period period
                                && period.value().isNegative());
            case SWITCH, PRIORITY_POLICY -> value.truth();
        };
    }

    /** Whether a value that grants it, {@link #read}, is of the kind its setting is; not every rule's value is known at load. */
    boolean isOfItsKind(Value granted) {
        return switch (setting.kind()) {
            case SWITCH -> true;
            case KEYWORDS -> isKeywords(granted);
            case DURATION -> granted instanceof Value.Period;
            case PRIORITY_POLICY -> PriorityPolicies.NAMES.contains(granted.asText());
        };
    }

    /** Its EHLO line, with a value that grants it and is of its kind. */
    EhloLine line(Value granted, Instant now) {
        return EhloLine.of(keyword + " " + words.of(granted, now));
    }

    /** The extension a setting grants. */
    public static Extension of(ExtensionKey setting) {
        return Stream.of(values())
                .filter(extension -> extension.setting == setting)
                .findFirst()
                .orElseThrow();
    }

    /** The extension that a keyword in upper case announces. */
    public static Optional<Extension> ofKeyword(String keyword) {
        return Stream.of(values())
                .filter(extension -> extension.keyword.equals(keyword))
                .findFirst();
    }
}
