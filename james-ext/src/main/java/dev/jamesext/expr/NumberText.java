package dev.jamesext.expr;

/** Numbers written as text. Nothing here allocates for whole numbers, and nothing throws. */
final class NumberText {

    private static final String LARGEST = "9223372036854775807";
    private static final String LARGEST_NEGATIVE = "9223372036854775808";

    private NumberText() {}

    /** Digits with an optional sign and an optional fraction. */
    static boolean isNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int dot = digitsEnd(text, start);
        return dot > start && (dot == text.length() || isFraction(text, dot));
    }

    /**
     * A number as one would print it: no plus sign, no blank, no leading zero, not {@code -0}. A fraction may end in
     * zeros, since {@code 10 / 2} prints as {@code 5.0}.
     */
    static boolean isCanonical(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        return isNumber(text)
                && text.charAt(0) != '+'
                && (text.charAt(start) != '0' || digitsEnd(text, start) == start + 1)
                && !text.equals("-0");
    }

    /** Whether a number without leading zeros and without a fraction fits in 64 bits. */
    static boolean fitsWhole(String text) {
        boolean negative = text.startsWith("-");
        int start = negative ? 1 : 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        int digits = text.length() - start;
        if (digits != LARGEST.length()) {
            return digits < LARGEST.length();
        }
        String limit = negative ? LARGEST_NEGATIVE : LARGEST;
        for (int i = 0; i < digits; i++) {
            int difference = text.charAt(start + i) - limit.charAt(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }

    static boolean isWhole(String number) {
        return number.indexOf('.') < 0 && fitsWhole(number);
    }

    /**
     * The value of a text that {@link #isNumber}; what has no place in 64 bits becomes a decimal, the largest at most.
     */
    static Value parse(String number) {
        return isWhole(number) ? new Value.Whole(Long.parseLong(number)) : new Value.Decimal(decimal(number));
    }

    static double decimal(String number) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, Double.parseDouble(number)));
    }

    private static boolean isFraction(String text, int dot) {
        return text.charAt(dot) == '.' && dot + 1 < text.length() && digitsEnd(text, dot + 1) == text.length();
    }

    private static int digitsEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
