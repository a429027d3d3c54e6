package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * The recipient as the sender wrote it, before any server rewrote it: {@code ORCPT=} at RCPT (RFC 3461 4.2).
 *
 * @param type of the address, such as {@code rfc822}, as written
 * @param address what the xtext stands for, without control characters; beyond US-ASCII only for the type
 *     {@code utf-8} (RFC 6533 3)
 */
public record OriginalRecipient(String type, String address) {

    /** Characters of the value as written (RFC 3461 4.2). */
    static final int ORCPT_CHARS_MAX = 500;

    private static final String MAIL_ADDRESS = "rfc822";
    private static final String UTF8_ADDRESS = "utf-8";

    /** Reads the value of the parameter, {@code type;xtext}; empty when it is none. */
    public static Optional<OriginalRecipient> of(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon <= 0 || semicolon == value.length() - 1 || value.length() > ORCPT_CHARS_MAX) {
            return Optional.empty();
        }
        String type = value.substring(0, semicolon);
        String encoded = value.substring(semicolon + 1);
        Optional<String> address = Xtext.decode(encoded).filter(Xtext::isPrintable);
        if (address.isEmpty() && type.equalsIgnoreCase(UTF8_ADDRESS) && isUnitext(encoded)) {
            address = Optional.of(encoded);
        }
        return isAtom(type) ? address.map(text -> new OriginalRecipient(type, text)) : Optional.empty();
    }

    /** Whether the address is one of mail, as RCPT has it. */
    public boolean isMailAddress() {
        return type.equalsIgnoreCase(MAIL_ADDRESS);
    }

    /** As the field {@code Original-Recipient} of a report has it (RFC 3464 2.3.1), in US-ASCII (RFC 6533 3). */
    public String field() {
        StringBuilder field = new StringBuilder(type).append(';');
        address.codePoints().forEach(point -> {
            if (point < 0x80) {
                field.append((char) point);
            } else {
                field.append(String.format("\\x{%X}", point));
            }
        });
        return field.toString();
    }

    /** RFC 6533 3 {@code utf-8-addr-unitext}; what was no UTF-8 has become U+FFFD on its way here. */
    private static boolean isUnitext(String text) {
        return text.codePoints()
                .allMatch(c -> c > ' ' && c != '+' && c != '=' && c != '\\' && !(c >= 0x7f && c < 0xa0) && c != 0xfffd);
    }

    /** RFC 5321 4.1.2 {@code Atom}. */
    private static boolean isAtom(String text) {
        return text.chars()
                .allMatch(c -> (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
    }
}
