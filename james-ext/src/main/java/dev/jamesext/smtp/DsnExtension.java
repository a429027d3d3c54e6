package dev.jamesext.smtp;

import dev.jamesext.esmtp.AsciiCase;
import dev.jamesext.esmtp.EnvelopeId;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Notify;
import dev.jamesext.esmtp.OriginalRecipient;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Reply;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.Mail;

/**
 * DSN (RFC 3461): {@code RET=} and {@code ENVID=} at MAIL, {@code NOTIFY=} and {@code ORCPT=} at RCPT. They go on the mail as
 * James's own {@link DsnParameters}; reports are written by {@code dev.jamesext.mailet.DeliveryReport}.
 */
final class DsnExtension implements EnvelopeExtension {

    private static final String RET = "RET";
    private static final String ENVID = "ENVID";
    private static final String NOTIFY = "NOTIFY";
    private static final String ORCPT = "ORCPT";

    private static final AttachmentKey<MessageWish> MESSAGE =
            AttachmentKey.of("james-ext.dsn.message", MessageWish.class);
    private static final AttachmentKey<Recipients> RECIPIENTS =
            AttachmentKey.of("james-ext.dsn.recipients", Recipients.class);

    /** When the message came, for the reports of James and of ours (RFC 3464 2.2.5). */
    private static final AttributeName ARRIVAL_DATE = AttributeName.of("dsn-arrival-date");

    /** What a sender wants for the whole message. */
    private record MessageWish(Optional<Ret> ret, Optional<EnvelopeId> id) {}

    /** What a sender wants for one recipient. */
    private record RecipientWish(Optional<Set<Notify>> occasions, Optional<OriginalRecipient> original) {}

    /** The recipients that senders want something for. */
    private record Recipients(Map<MailAddress, RecipientWish> wishes) {}

    @Override
    public Optional<Extension> ruledBy() {
        return Optional.of(Extension.DSN);
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(RET, ENVID);
    }

    @Override
    public Set<String> rcptKeywords() {
        return Set.of(NOTIFY, ORCPT);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        Optional<Ret> ret = own.text(RET).flatMap(DsnExtension::ret);
        if (own.text(RET).isPresent() && ret.isEmpty()) {
            return Verdict.invalid("RET is FULL or HDRS");
        }
        Optional<EnvelopeId> id = own.text(ENVID).flatMap(EnvelopeId::of);
        if (own.text(ENVID).isPresent() && id.isEmpty()) {
            return Verdict.invalid("ENVID is xtext of at most 100 characters");
        }
        return Verdict.taken(() -> session.setAttachment(MESSAGE, new MessageWish(ret, id), State.Transaction));
    }

    @Override
    public Verdict onRcpt(SMTPSession session, Parameters own, Offers offers) {
        Optional<Set<Notify>> notify = own.text(NOTIFY).flatMap(Notify::of);
        if (own.text(NOTIFY).isPresent() && notify.isEmpty()) {
            return Verdict.invalid("NOTIFY is NEVER, or SUCCESS, FAILURE and DELAY with commas between them");
        }
        Optional<OriginalRecipient> original = own.text(ORCPT).flatMap(OriginalRecipient::of);
        if (own.text(ORCPT).isPresent() && original.isEmpty()) {
            return Verdict.invalid("ORCPT is a type, a semicolon and xtext, of at most 500 characters");
        }
        return Verdict.taken(() -> keep(session, new RecipientWish(notify, original)));
    }

    private static void keep(SMTPSession session, RecipientWish wish) {
        List<MailAddress> accepted =
                session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).orElseThrow();
        Recipients recipients =
                session.getAttachment(RECIPIENTS, State.Transaction).orElseGet(() -> new Recipients(new HashMap<>()));
        recipients.wishes().put(accepted.get(accepted.size() - 1), wish);
        session.setAttachment(RECIPIENTS, recipients, State.Transaction);
    }

    @Override
    public Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        mail.setAttribute(new Attribute(ARRIVAL_DATE, AttributeValue.of(ZonedDateTime.now(ZoneId.systemDefault()))));
        Optional<MessageWish> message = session.getAttachment(MESSAGE, State.Transaction);
        Map<MailAddress, RecipientWish> recipients = session.getAttachment(RECIPIENTS, State.Transaction)
                .map(Recipients::wishes)
                .orElse(Map.of());
        DsnParameters.Builder parameters = DsnParameters.builder();
        message.flatMap(MessageWish::ret).ifPresent(parameters::ret);
        message.flatMap(MessageWish::id).ifPresent(id -> parameters.envId(EnvId.of(id.xtext())));
        recipients.forEach(
                (recipient, wish) -> stock(wish).ifPresent(stock -> parameters.addRcptParameter(recipient, stock)));
        parameters.build().ifPresent(mail::setDsnParameters);
        keepOriginals(mail, recipients);
        return Optional.empty();
    }

    private static Optional<RecipientDsnParameters> stock(RecipientWish wish) {
        return RecipientDsnParameters.of(
                wish.occasions().map(DsnExtension::stock),
                wish.original()
                        .filter(OriginalRecipient::isMailAddress)
                        .map(OriginalRecipient::address)
                        .flatMap(Addresses::parse));
    }

    private static EnumSet<DsnParameters.Notify> stock(Collection<Notify> notify) {
        EnumSet<DsnParameters.Notify> stock = EnumSet.noneOf(DsnParameters.Notify.class);
        notify.forEach(one -> stock.add(DsnParameters.Notify.valueOf(one.name())));
        return stock;
    }

    /** James holds an original recipient only if it is an address to its own taste. */
    private static void keepOriginals(Mail mail, Map<MailAddress, RecipientWish> recipients) {
        Map<String, AttributeValue<?>> originals = new HashMap<>();
        recipients.forEach((recipient, wish) -> wish.original()
                .ifPresent(original -> originals.put(recipient.asString(), AttributeValue.of(original.field()))));
        if (!originals.isEmpty()) {
            mail.setAttribute(
                    new Attribute(AttributeName.of(MailAttributes.ORIGINAL_RECIPIENTS), AttributeValue.of(originals)));
        }
    }

    private static Optional<Ret> ret(String value) {
        return switch (AsciiCase.upper(value)) {
            case "FULL" -> Optional.of(Ret.FULL);
            case "HDRS" -> Optional.of(Ret.HDRS);
            default -> Optional.empty();
        };
    }
}
