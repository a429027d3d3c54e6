package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.esmtp.SolicitationKeywords;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.HeaderFields;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NO-SOLICITING (RFC 3865): {@code SOLICIT=} at MAIL and the field {@code Solicitation:} of the message. A keyword that was
 * announced is refused; what a sender says besides goes on the mail and into the log.
 */
final class NoSolicitingExtension implements EnvelopeExtension {

    private static final Logger LOGGER = LoggerFactory.getLogger(NoSolicitingExtension.class);

    private static final String SOLICIT = "SOLICIT";
    private static final String FIELD = "Solicitation";

    private static final AttachmentKey<SolicitationKeywords> SAID =
            AttachmentKey.of("james-ext.solicit", SolicitationKeywords.class);

    private final SessionFactsReader factsReader;
    private final Grants grants;

    @Inject
    NoSolicitingExtension(SessionFactsReader factsReader, Grants grants) {
        this.factsReader = factsReader;
        this.grants = grants;
    }

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.NO_SOLICITING);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(SOLICIT);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        Optional<SolicitationKeywords> said = own.text(SOLICIT).flatMap(SolicitationKeywords::ofWire);
        if (said.isEmpty()) {
            return Verdict.invalid("SOLICIT is keywords such as net.example:ADV, with commas between them");
        }
        Optional<String> unwanted = unwanted(said.get(), offers);
        return unwanted.isPresent()
                ? new Verdict.Refused(refusal(unwanted.get()))
                : Verdict.taken(() -> session.setAttachment(SAID, said.get(), State.Transaction));
    }

    /** The field is the message's own: it is looked at whether or not the client knows of the extension. */
    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        session.getAttachment(SAID, State.Transaction).ifPresent(said -> {
            mail.setAttribute(
                    new Attribute(AttributeName.of(MailAttributes.SOLICITATION), AttributeValue.of(said.toString())));
            LOGGER.info("session {}: mail {} is a solicitation: {}", session.getSessionID(), mail.getName(), said);
        });
        Offering offering = grants.some(session, Set.of(Extension.NO_SOLICITING), factsReader.atMail(session));
        if (offering instanceof Offering.Unknown unknown) {
            return Optional.of(unknown.failure().reply());
        }
        return announced(((Offering.Known) offering).offers())
                .flatMap(unwanted -> HeaderFields.values(mail, FIELD).stream()
                        .flatMap(value -> unwanted.firstInField(value).stream())
                        .findFirst())
                .map(NoSolicitingExtension::refusal);
    }

    private static Optional<String> unwanted(SolicitationKeywords said, Offers offers) {
        return announced(offers).flatMap(said::firstIn);
    }

    /** The keywords that are announced; empty for the bare keyword and where nothing is. */
    private static Optional<SolicitationKeywords> announced(Offers offers) {
        return offers.granted(Extension.NO_SOLICITING)
                ? SolicitationKeywords.of(offers.words(Extension.NO_SOLICITING))
                : Optional.empty();
    }

    private static Reply refusal(String keyword) {
        return Reply.of(550, "5.7.1", "Solicitations of the kind " + keyword + " are not wanted here");
    }
}
