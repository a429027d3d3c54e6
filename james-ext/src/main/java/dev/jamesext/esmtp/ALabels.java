package dev.jamesext.esmtp;

import java.net.IDN;
import java.util.Optional;

/** Internationalised domains as US-ASCII: A-labels in place of U-labels (RFC 5890 2.3.2.1). */
public final class ALabels {

    /** What the JDK's tables (RFC 3490) fold into other letters, and today's (RFC 5892) do not: another domain. */
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    private ALabels() {}

    /** A domain in US-ASCII; as written when it is. Empty when no domain name can be made of it without guessing. */
    public static Optional<String> of(String domain) {
        if (isAscii(domain)) {
            return Optional.of(domain);
        }
        if (domain.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            return EhloName.of(ascii).qualified() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
