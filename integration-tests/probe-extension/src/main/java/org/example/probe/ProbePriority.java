package org.example.probe;

import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailParametersHook;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * MT-PRIORITY as a third party makes it: it announces a policy of its own, takes one digit at MAIL and no 9, and puts that on the
 * mail as the attribute {@code probe.priority}.
 */
public final class ProbePriority implements HeloHook, MailParametersHook, JamesMessageHook {
    private static final AttachmentKey<String> PRIORITY = AttachmentKey.of("probe.priority", String.class);

    @Override
    public Set<String> implementedEsmtpFeatures(SMTPSession session) {
        return Set.of("MT-PRIORITY PROBE");
    }

    @Override
    public HookResult doHelo(SMTPSession session, String name) {
        return HookResult.DECLINED;
    }

    @Override
    public String[] getMailParamNames() {
        return new String[] {"MT-PRIORITY"};
    }

    @Override
    public HookResult doMailParameter(SMTPSession session, String name, String value) {
        if (!value.matches("[0-8]")) {
            return HookResult.builder()
                    .hookReturnCode(HookReturnCode.deny())
                    .smtpReturnCode("501")
                    .smtpDescription("5.5.4 the probe takes 0 to 8")
                    .build();
        }
        session.setAttachment(PRIORITY, value, State.Transaction);
        return HookResult.DECLINED;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        session.getAttachment(PRIORITY, State.Transaction)
                .ifPresent(priority -> mail.setAttribute(
                        new Attribute(AttributeName.of("probe.priority"), AttributeValue.of(priority))));
        return HookResult.DECLINED;
    }
}
