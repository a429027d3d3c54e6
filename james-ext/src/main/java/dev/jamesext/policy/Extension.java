package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.settings.ExtensionKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry of the extensions a policy rules: the setting that grants each and the keyword that announces it. An
 * extension that this version does not carry out is in the registry too, so that its setting can say so; it is never
 * offered.
 */
public enum Extension {
    PIPELINING(ExtensionKey.PIPELINING, "PIPELINING", true),
    CHUNKING(ExtensionKey.CHUNKING, "CHUNKING", true),
    REQUIRETLS(ExtensionKey.REQUIRETLS, "REQUIRETLS", false),
    NO_SOLICITING(ExtensionKey.NO_SOLICITING, "NO-SOLICITING", false),
    DSN(ExtensionKey.DSN, "DSN", false),
    FUTURERELEASE(ExtensionKey.FUTURE_RELEASE, "FUTURERELEASE", false),
    DELIVERBY(ExtensionKey.DELIVER_BY, "DELIVERBY", false),
    MT_PRIORITY(ExtensionKey.MT_PRIORITY, "MT-PRIORITY", false),
    VRFY(ExtensionKey.VRFY, "VRFY", false),
    EXPN(ExtensionKey.EXPN, "EXPN", false);

    private final ExtensionKey setting;
    private final String keyword;
    private final boolean carriedOut;

    Extension(ExtensionKey setting, String keyword, boolean carriedOut) {
        this.setting = setting;
        this.keyword = keyword;
        this.carriedOut = carriedOut;
    }

    /** The setting that grants it. */
    public ExtensionKey setting() {
        return setting;
    }

    /** The keyword of its EHLO line. */
    public String keyword() {
        return keyword;
    }

    /** Whether this version keeps what the line would promise. */
    public boolean carriedOut() {
        return carriedOut;
    }

    /**
     * Whether a protocol has room for it (decision 38). LMTP delivers at once: nothing is left there that could be held,
     * reported on later or passed on.
     */
    public boolean fits(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> true;
            case LMTP -> this == PIPELINING || this == CHUNKING;
        };
    }

    /** Its EHLO line. */
    public EhloLine line() {
        return EhloLine.of(keyword);
    }

    /** The extension a setting grants. */
    public static Extension of(ExtensionKey setting) {
        return Stream.of(values())
                .filter(extension -> extension.setting == setting)
                .findFirst()
                .orElseThrow();
    }

    /** The extension that a keyword in upper case announces. */
    static Optional<Extension> ofKeyword(String keyword) {
        return Stream.of(values())
                .filter(extension -> extension.keyword.equals(keyword))
                .findFirst();
    }

    /** Those this version carries out, in the order of their lines. */
    static List<Extension> offered() {
        return Stream.of(values()).filter(Extension::carriedOut).toList();
    }
}
