package dev.jamesext.smtp;

import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.policy.Reply;
import java.util.List;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.MailSizeEsmtpExtension;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/**
 * SIZE (RFC 1870) at MAIL, in 64 bits where James has 32. Octets that arrive are counted by the framing; James's own count,
 * which wraps at 2 GiB and tells the client only in the end, goes on where there is no framing.
 */
public final class SizeHandler extends MailSizeEsmtpExtension {

    /** Digits of a size (RFC 1870 5: {@code size-value = 1*20DIGIT}). */
    static final int SIZE_DIGITS_MAX = 20;

    private static final Reply NO_SIZE = Reply.of(501, "5.5.4", "SIZE needs a number of octets");
    private static final Reply TOO_BIG = Reply.of(552, "5.3.4", "The message is larger than this server takes");

    @Override
    public HookResult doMailParameter(SMTPSession session, String name, String value) {
        if (!isNumber(value)) {
            return denial(NO_SIZE);
        }
        long max = session.getConfiguration().getMaxMessageSize();
        boolean fits = max <= 0 || (value.length() <= 18 && Long.parseLong(value) <= max);
        return fits ? HookResult.DECLINED : denial(TOO_BIG);
    }

    @Override
    public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        return FramedConnection.of(session).isPresent()
                ? next.onLine(session, line)
                : super.onLine(session, line, next);
    }

    /** Ours says SIZE, with a limit or without. */
    @Override
    public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
        return List.of();
    }

    private static boolean isNumber(String value) {
        return value != null
                && !value.isEmpty()
                && value.length() <= SIZE_DIGITS_MAX
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static HookResult denial(Reply reply) {
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode(Integer.toString(reply.code()))
                .smtpDescription(reply.enhanced() + " " + reply.lines().get(0))
                .build();
    }
}
