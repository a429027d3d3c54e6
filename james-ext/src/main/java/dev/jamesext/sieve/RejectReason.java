package dev.jamesext.sieve;

import dev.jamesext.policy.EnhancedCode;
import dev.jamesext.policy.Reply;
import java.util.Optional;

/**
 * The reason of a {@code reject} as a reply (decision 16): {@code 4yz} or {@code 5yz} in front of it is the code,
 * {@code x.y.z} behind that the enhanced code; a reason that starts with anything else is text, told with {@code 550
 * 5.7.1}. The second digit of a code is 0 to 5 (RFC 5321 4.2): in place of {@code 4yz} and {@code 5yz} with another one
 * stand {@code 450} and {@code 550}.
 */
final class RejectReason {

    private static final int DEFAULT_CODE = 550;
    private static final int DEFAULT_TEMPORARY_CODE = 450;
    private static final int CODE_DIGITS = 3;

    /** RFC 3463: delivery not authorized. */
    private static final int DEFAULT_SUBJECT = 7;

    private static final int DEFAULT_DETAIL = 1;

    /** What a client reads when the script gives no words. */
    private static final String DEFAULT_TEXT = "refused by policy";

    private RejectReason() {}

    /** The reply of any reason whatever; total. */
    static Reply reply(String reason) {
        if (!startsWithCode(reason)) {
            return reply(DEFAULT_CODE, DEFAULT_SUBJECT, DEFAULT_DETAIL, reason, 0);
        }
        int code = code(reason);
        int at = skipWhitespace(reason, Math.min(CODE_DIGITS + 1, reason.length()));
        int subject = at + 2;
        int subjectEnd = digits(reason, subject);
        int detail = subjectEnd + 1;
        int detailEnd = digits(reason, detail);
        boolean enhanced = at < reason.length()
                && "245".indexOf(reason.charAt(at)) >= 0
                && dot(reason, at + 1)
                && subjectEnd > subject
                && dot(reason, subjectEnd)
                && detailEnd > detail
                && (detailEnd == reason.length() || reason.charAt(detailEnd) <= ' ');
        if (!enhanced) {
            return reply(code, DEFAULT_SUBJECT, DEFAULT_DETAIL, reason, at);
        }
        return reply(
                code,
                Integer.parseInt(reason, subject, subjectEnd, 10),
                Integer.parseInt(reason, detail, detailEnd, 10),
                reason,
                skipWhitespace(reason, detailEnd));
    }

    /**
     * What a script's author should know about a reason: that its code cannot be sent, or is not taken for one.
     *
     * @param start the beginning of the reason, as much of it as is known at load
     * @return a sentence; empty when the reply is what the reason says
     */
    static Optional<String> advice(String start) {
        if (start.length() <= CODE_DIGITS || digits(start, 0) != CODE_DIGITS || !isCodeEnd(start.charAt(CODE_DIGITS))) {
            return Optional.empty();
        }
        String written = start.substring(0, CODE_DIGITS);
        if ("23".indexOf(start.charAt(0)) >= 0) {
            return Optional.of("'" + written + "' is no code of a refusal: it is shown as text behind " + DEFAULT_CODE
                    + " 5.7.1; codes begin with 4 or 5");
        }
        return startsWithCode(start) && code(start) != Integer.parseInt(written)
                ? Optional.of("'" + written + "' is no code of SMTP, whose second digit is 0 to 5: " + code(start)
                        + " is sent in its place")
                : Optional.empty();
    }

    /** The code that stands in front of a reason, or what is sent in place of one that SMTP does not have. */
    private static int code(String reason) {
        int written = Integer.parseInt(reason, 0, CODE_DIGITS, 10);
        if (Reply.isCode(written)) {
            return written;
        }
        return written < 500 ? DEFAULT_TEMPORARY_CODE : DEFAULT_CODE;
    }

    /** The class of the code wins over that of the enhanced code. */
    private static Reply reply(int code, int subject, int detail, String reason, int textStart) {
        String text = reason.substring(textStart);
        return Reply.ofText(code, new EnhancedCode(code / 100, subject, detail), text.isBlank() ? DEFAULT_TEXT : text);
    }

    /** Three digits, the first of them 4 or 5, and then the end, a blank, a line break or the hyphen of a longer reply. */
    private static boolean startsWithCode(String reason) {
        if (digits(reason, 0) != CODE_DIGITS || "45".indexOf(reason.charAt(0)) < 0) {
            return false;
        }
        return reason.length() == CODE_DIGITS || isCodeEnd(reason.charAt(CODE_DIGITS));
    }

    private static boolean isCodeEnd(char behind) {
        return behind == '-' || Character.isWhitespace(behind);
    }

    /** The end of a run of at most three digits, or {@code from} when there is none; four digits are no run. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - from <= CODE_DIGITS ? end : from;
    }

    private static boolean dot(String text, int at) {
        return at < text.length() && text.charAt(at) == '.';
    }

    private static int skipWhitespace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
