package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;

/** Gives a message that has come in whole to each extension of the envelope, before James queues it. */
public final class EnvelopeExtensionsHook implements JamesMessageHook {

    private final EnvelopeExtensions extensions;

    @Inject
    public EnvelopeExtensionsHook(EnvelopeExtensions extensions) {
        this.extensions = extensions;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        for (EnvelopeExtension extension :
                extensions.under(ConnectionState.policy(session)).all()) {
            Optional<Reply> refusal = extension.onMessage(session, mail);
            if (refusal.isPresent()) {
                return HookResults.denial(refusal.get());
            }
        }
        return HookResult.DECLINED;
    }
}
