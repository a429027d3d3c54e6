package org.example.probe;

import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;

/** Refuses each message to whoever is called {@code refused}, once all of it has been received and before it is queued. */
public final class ProbeMessageHook implements JamesMessageHook {

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        boolean refused = mail.getRecipients().stream()
                .anyMatch(recipient -> recipient.getLocalPart().equals("refused"));
        if (!refused) {
            return HookResult.DECLINED;
        }
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode("554")
                .smtpDescription("5.7.1 refused as asked")
                .build();
    }
}
