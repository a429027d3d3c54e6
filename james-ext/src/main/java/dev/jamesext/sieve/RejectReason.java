package dev.jamesext.sieve;

import dev.jamesext.policy.EnhancedCode;
import dev.jamesext.policy.Reply;

/**
 * The reason of a {@code reject} as a reply (decision 16): {@code 4yz} or {@code 5yz} in front of it is the code,
 * {@code x.y.z} behind that the enhanced code; a reason that starts with anything else is text, told with {@code 550
 * 5.7.1}.
 */
final class RejectReason {

    private static final int DEFAULT_CODE = 550;
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
        int code = Integer.parseInt(reason, 0, CODE_DIGITS, 10);
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
        return reason.length() == CODE_DIGITS
                || reason.charAt(CODE_DIGITS) == '-'
                || Character.isWhitespace(reason.charAt(CODE_DIGITS));
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
