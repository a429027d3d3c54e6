package dev.jamesext.esmtp;

import org.jspecify.annotations.Nullable;

/**
 * The name a client gives in EHLO, HELO or LHLO (RFC 5321 4.1.1.1), as decision 11 reads it. Total: every argument
 * is a name or has a fault.
 *
 * @param text the name as sent; 1 to {@link #ARGUMENT_OCTETS_MAX} printable US-ASCII characters without blanks
 * @param qualified whether it is a fully qualified domain name or a valid address literal
 */
public record EhloName(String text, boolean qualified) {

    /** Octets of the whole argument, ignored words included. */
    public static final int ARGUMENT_OCTETS_MAX = 255;

    /** Characters of one label (RFC 1035 2.3.4). */
    static final int LABEL_CHARS_MAX = 63;

    /** Characters of a domain name in text form, without its final dot. */
    static final int DOMAIN_CHARS_MAX = 253;

    /** What can be wrong with an argument. */
    public enum Fault {
        /** There is no name. */
        MISSING,
        /** It is longer than {@link EhloName#ARGUMENT_OCTETS_MAX}. */
        TOO_LONG,
        /** It holds a control or non-ASCII character. */
        BAD_CHARACTER
    }

    /** What is wrong with an argument, or null when it holds a name. Checked before {@link #of}. */
    public static @Nullable Fault fault(String argument) {
        if (argument.length() > ARGUMENT_OCTETS_MAX) {
            return Fault.TOO_LONG;
        }
        boolean blank = true;
        for (int i = 0; i < argument.length(); i++) {
            char character = argument.charAt(i);
            if (character < 0x20 || character > 0x7e) {
                return Fault.BAD_CHARACTER;
            }
            blank &= character == ' ';
        }
        return blank ? Fault.MISSING : null;
    }

    /** The name in an argument without {@link #fault}: its first word; old clients add more words, which are ignored. */
    public static EhloName of(String argument) {
        String trimmed = argument.strip();
        int blank = trimmed.indexOf(' ');
        String name = blank < 0 ? trimmed : trimmed.substring(0, blank);
        return new EhloName(name, isDomain(name) || isAddressLiteral(name));
    }

    /** At least two labels of letters, digits, hyphens and underscores; the last not all digits; a final dot may stand. */
    static boolean isDomain(String name) {
        String domain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (domain.length() > DOMAIN_CHARS_MAX || domain.indexOf('.') < 0) {
            return false;
        }
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return !labels[labels.length - 1].chars().allMatch(EhloName::isDigit);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LABEL_CHARS_MAX
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> isDigit(c) || isLetter(c) || c == '-' || c == '_');
    }

    /** An IPv4 or IPv6 address literal (RFC 5321 4.1.3). */
    static boolean isAddressLiteral(String name) {
        if (!name.startsWith("[") || !name.endsWith("]")) {
            return false;
        }
        String content = name.substring(1, name.length() - 1);
        return content.regionMatches(true, 0, "IPv6:", 0, 5) ? isIpv6(content.substring(5)) : isIpv4(content);
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (octet.isEmpty()
                    || octet.length() > 3
                    || !octet.chars().allMatch(EhloName::isDigit)
                    || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Eight groups, fewer around one {@code ::}, the last two written as an IPv4 address if wanted. */
    private static boolean isIpv6(String text) {
        int compression = text.indexOf("::");
        if (compression < 0) {
            return groups(text) == 8;
        }
        String left = text.substring(0, compression);
        String right = text.substring(compression + 2);
        if (right.contains("::")) {
            return false;
        }
        int before = left.isEmpty() ? 0 : left.indexOf('.') >= 0 ? -1 : groups(left);
        int after = right.isEmpty() ? 0 : groups(right);
        // RFC 5321 lets "::" stand for two groups or more; RFC 4291 for one or more. The wider one wins: it is an
        // address.
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many 16-bit groups a colon-separated text holds; -1 when it is not one. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                if (!isIpv4(parts[i])) {
                    return -1;
                }
                count += 2;
            } else if (parts[i].isEmpty()
                    || parts[i].length() > 4
                    || !parts[i].chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                return -1;
            } else {
                count++;
            }
        }
        return count;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
