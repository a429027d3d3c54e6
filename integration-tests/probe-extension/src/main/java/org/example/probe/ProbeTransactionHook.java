package org.example.probe;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.apache.james.protocols.smtp.hook.RcptHook;

/** Tells the verdict that the HELO hook left, by refusing whoever is called {@code tell} with it. */
public final class ProbeTransactionHook implements MailHook, RcptHook {

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        return sender.asOptional().map(address -> tell(session, address)).orElse(HookResult.DECLINED);
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        return tell(session, recipient);
    }

    private static HookResult tell(SMTPSession session, MailAddress address) {
        if (!address.getLocalPart().equals("tell")) {
            return HookResult.DECLINED;
        }
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode("550")
                .smtpDescription("5.7.1 verdict: " + Marks.verdict(session))
                .build();
    }
}
