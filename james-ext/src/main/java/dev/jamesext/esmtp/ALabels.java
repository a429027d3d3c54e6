package dev.jamesext.esmtp;

import java.net.IDN;
import java.util.Optional;

/** Internationalised domains as US-ASCII: A-labels in place of U-labels (RFC 5890 2.3.2.1). */
public final class ALabels {

    /** What the JDK's tables (RFC 3490) fold into other letters, and today's (RFC 5892) do not: another domain. */
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    /** Types of characters that are in no label (RFC 3454 C): blanks, controls, formats, private use, surrogates. */
    private static final int NEVER = 1 << Character.SPACE_SEPARATOR
            | 1 << Character.LINE_SEPARATOR
            | 1 << Character.PARAGRAPH_SEPARATOR
            | 1 << Character.CONTROL
            | 1 << Character.FORMAT
            | 1 << Character.PRIVATE_USE
            | 1 << Character.SURROGATE;

    /** A label in front of another one, to make a domain of it. */
    private static final String BESIDE = "x.";

    private ALabels() {}

    /**
     * A domain in US-ASCII; as written when it is. Empty when no domain name can be made of it without guessing. What is far
     * from a domain is found out by one look at its characters: the JDK's conversion takes the square of a label's length,
     * and an exception for each that is none.
     */
    public static Optional<String> of(String domain) {
        if (isAscii(domain)) {
            return Optional.of(domain);
        }
        if (!mayBeDomain(domain)) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            return EhloName.of(ascii).qualified() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /**
     * A name in US-ASCII, label by label: what stands between two dots stays as written when it is US-ASCII, a wildcard or nothing
     * at all too. Empty when a label has letters beyond it and no A-label can be made of it without guessing.
     */
    public static Optional<String> ofEach(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        int start = 0;
        for (int dot = 0; dot <= name.length(); dot++) {
            if (dot < name.length() && name.charAt(dot) != '.') {
                continue;
            }
            String label = name.substring(start, dot);
            // A domain has two labels at least.
            Optional<String> converted = isAscii(label) ? Optional.of(BESIDE + label) : of(BESIDE + label);
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            ascii.append(converted.get(), BESIDE.length(), converted.get().length());
            ascii.append(dot < name.length() ? "." : "");
            start = dot + 1;
        }
        return Optional.of(ascii.toString());
    }

    static boolean isAscii(String text) {
        return isAscii(text, 0, text.length());
    }

    static boolean isAscii(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether at least two labels stand there, each short enough and of characters that labels are made of. A label has at
     * least as many characters in US-ASCII as it had; what is written with combining marks gets that many before they are
     * combined.
     */
    private static boolean mayBeDomain(String domain) {
        if (domain.length() > EhloName.DOMAIN_CHARS_MAX) {
            return false;
        }
        int dots = 0;
        int label = 0;
        for (int i = 0; i < domain.length(); ) {
            int point = domain.codePointAt(i);
            i += Character.charCount(point);
            if (isDot(point)) {
                dots++;
                label = 0;
            } else if (++label > EhloName.LABEL_CHARS_MAX || !mayBeInLabel(point)) {
                return false;
            }
        }
        return dots > 0;
    }

    /** RFC 3490 3.1: what stands between labels. */
    private static boolean isDot(int point) {
        return point == '.' || point == 0x3002 || point == 0xff0e || point == 0xff61;
    }

    private static boolean mayBeInLabel(int point) {
        if (point < 0x80) {
            return (point >= 'a' && point <= 'z')
                    || (point >= 'A' && point <= 'Z')
                    || (point >= '0' && point <= '9')
                    || point == '-';
        }
        return DEVIATIONS.indexOf(point) < 0 && (NEVER >> Character.getType(point) & 1) == 0;
    }
}
