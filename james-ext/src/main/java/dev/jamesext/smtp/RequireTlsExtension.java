package dev.jamesext.smtp;

import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.esmtp.Parameters.Parameter;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * REQUIRETLS (RFC 8689): the flag at MAIL, granted inside TLS only (decision 22). The demand goes on the mail;
 * {@code dev.jamesext.mailet.RequireTls} finds it there, and a {@code RemoteDelivery} that verifies TLS sends it on.
 */
final class RequireTlsExtension implements EnvelopeExtension {

    private static final String REQUIRETLS = "REQUIRETLS";

    private static final AttachmentKey<Boolean> DEMANDED = AttachmentKey.of("james-ext.requiretls", Boolean.class);

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.REQUIRETLS);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(REQUIRETLS);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        return own.find(REQUIRETLS).flatMap(Parameter::value).isPresent()
                ? Verdict.invalid("REQUIRETLS has no value")
                : Verdict.taken(() -> session.setAttachment(DEMANDED, true, State.Transaction));
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        if (session.getAttachment(DEMANDED, State.Transaction).isPresent()) {
            mail.setAttribute(new Attribute(AttributeName.of(MailAttributes.REQUIRE_TLS), AttributeValue.of(true)));
        }
        return Optional.empty();
    }
}
