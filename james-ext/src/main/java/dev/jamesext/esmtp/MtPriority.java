package dev.jamesext.esmtp;

import java.util.OptionalInt;

/** How urgent a message is: {@code MT-PRIORITY=} at MAIL (RFC 6710 3). 0 is what a message has whose sender says nothing. */
public final class MtPriority {

    /** The least urgent. */
    public static final int LOWEST = -9;

    /** The most urgent. */
    public static final int HIGHEST = 9;

    private MtPriority() {}

    /** Reads the value of the parameter, {@code ["-"] NZDIGIT / "0"}: one digit, no plus sign; empty when it is none. */
    public static OptionalInt of(String value) {
        boolean negative = value.startsWith("-");
        String digit = negative ? value.substring(1) : value;
        if (digit.length() != 1 || digit.charAt(0) < (negative ? '1' : '0') || digit.charAt(0) > '9') {
            return OptionalInt.empty();
        }
        int number = digit.charAt(0) - '0';
        return OptionalInt.of(negative ? -number : number);
    }
}
