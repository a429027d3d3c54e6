package dev.jamesext.expr;

import dev.jamesext.expr.Outside.Subject;
import java.util.Optional;

/**
 * Texts as the {@link Outside} is asked about them. A name server is asked about domain names only, about what is one by RFC
 * 1035 2.3.1 with underscores tolerated, and about addresses; what clients send in their place, such as {@code [127.0.0.2]}, would
 * load it and never be there.
 */
final class AskedName {

    /** Characters of a domain name in text form, without its final dot (RFC 1035 2.3.4). */
    static final int DOMAIN_CHARS_MAX = 253;

    /** Characters of one label (RFC 1035 2.3.4). */
    static final int LABEL_CHARS_MAX = 63;

    private static final String IPV6_TAG = "ipv6:";

    private AskedName() {}

    /**
     * The name to ask about.
     *
     * @param text in lower case
     * @return without a final dot, an address in its canonical spelling; empty when the text cannot be a name of that subject
     */
    static Optional<String> of(Subject subject, String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return switch (subject) {
            case IPV4, MX, TXT -> Optional.of(name).filter(AskedName::isDomain);
            case PTR -> AddressText.parse(name).map(Value.Address::text);
            case LOCAL_DOMAIN -> Optional.of(name).filter(AskedName::isMailDomain);
            case LOCAL_ADDRESS -> Optional.of(name).filter(AskedName::isMailAddress);
        };
    }

    /** Labels of letters, digits, hyphens and underscores, the last one not all digits; a single label is a name too. */
    private static boolean isDomain(String name) {
        if (name.isEmpty() || name.length() > DOMAIN_CHARS_MAX) {
            return false;
        }
        int label = 0;
        boolean digitsOnly = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
                digitsOnly = true;
            } else if (++label > LABEL_CHARS_MAX || !isInLabel(c)) {
                return false;
            } else {
                digitsOnly &= isDigit(c);
            }
        }
        return label > 0 && !digitsOnly;
    }

    /** What may stand behind the @ of an address (RFC 5321 4.1.2), and a bare address, which James knows its own by. */
    private static boolean isMailDomain(String domain) {
        boolean literal = domain.startsWith("[") && domain.endsWith("]");
        String inside = literal ? domain.substring(1, domain.length() - 1) : domain;
        String address = literal && inside.startsWith(IPV6_TAG) ? inside.substring(IPV6_TAG.length()) : inside;
        return AddressText.parse(address).isPresent() || (!literal && isDomain(domain));
    }

    private static boolean isMailAddress(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isMailDomain(text.substring(at + 1)) && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static boolean isInLabel(char c) {
        return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
