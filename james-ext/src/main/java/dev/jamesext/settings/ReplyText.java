package dev.jamesext.settings;

import java.util.Optional;

/**
 * A reply as a test writes it: {@code accept}, {@code 550}, {@code 550 5.5.0}.
 *
 * @param enhanced absent when none is written
 */
record ReplyText(int code, Optional<String> enhanced) {

    /** What stands for {@code accept}, and for nothing at all. */
    static final ReplyText ACCEPT = new ReplyText(TestSettings.Expectation.ACCEPTED, Optional.empty());

    /** Empty when it is no reply that can come. */
    static Optional<ReplyText> parse(String written) {
        if (written.equals("accept") || written.equals(Integer.toString(ACCEPT.code))) {
            return Optional.of(ACCEPT);
        }
        String digits = written.length() < 3 ? "" : written.substring(0, 3);
        if (!isNumber(digits) || "45".indexOf(digits.charAt(0)) < 0 || digits.charAt(1) > '5') {
            return Optional.empty();
        }
        if (written.length() == 3) {
            return Optional.of(new ReplyText(Integer.parseInt(digits), Optional.empty()));
        }
        String enhanced = written.substring(4);
        return written.charAt(3) == ' ' && isEnhanced(enhanced, digits.charAt(0))
                ? Optional.of(new ReplyText(Integer.parseInt(digits), Optional.of(enhanced)))
                : Optional.empty();
    }

    private static boolean isEnhanced(String text, char family) {
        String[] parts = text.split("\\.", -1);
        return parts.length == 3 && parts[0].equals(String.valueOf(family)) && isNumber(parts[1]) && isNumber(parts[2]);
    }

    /** One to three digits, written as one would print them. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
