package dev.jamesext.mailet;

import dev.jamesext.esmtp.EnvelopeId;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.esmtp.Notify;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.Mail;

/** What a sender said about reports on a mail (RFC 3461), whoever put it there: our SMTP listener or James's DSN hooks. */
final class DsnWishes {

    private static final AttributeName ORIGINAL_RECIPIENTS = AttributeName.of(MailAttributes.ORIGINAL_RECIPIENTS);

    private final Mail mail;
    private final Optional<DsnParameters> parameters;

    private DsnWishes(Mail mail) {
        this.mail = mail;
        this.parameters = mail.dsnParameters();
    }

    static DsnWishes of(Mail mail) {
        return new DsnWishes(mail);
    }

    /** When a report about a recipient is wanted; empty where the sender did not say. */
    Optional<Set<Notify>> occasions(MailAddress recipient) {
        return parameters
                .flatMap(all -> all.toAttributes().getNotifyAttributeValue())
                .flatMap(all -> text(all.value(), recipient))
                .map(DsnParameters.Notify::parse)
                .map(DsnWishes::ours);
    }

    /** What the field {@code Original-Recipient} says of a recipient. */
    Optional<String> originalRecipient(MailAddress recipient) {
        return mail.getAttribute(ORIGINAL_RECIPIENTS)
                .map(Attribute::getValue)
                .flatMap(value -> value.asMapAttributeValueOf(String.class))
                .flatMap(all -> text(all.value(), recipient))
                .or(() -> parameters
                        .flatMap(all -> all.toAttributes().getOrcptAttributeValue())
                        .flatMap(all -> text(all.value(), recipient))
                        .map(address -> DsnParameters.RFC_822_PREFIX + address));
    }

    /** What the sender calls the message. */
    Optional<EnvelopeId> envelopeId() {
        return parameters
                .flatMap(DsnParameters::getEnvIdParameter)
                .map(EnvId::asString)
                .flatMap(EnvelopeId::of);
    }

    /** Whether a report of failure returns the whole message, and not its header alone (RFC 3461 4.3). */
    boolean wholeMessage() {
        return parameters.flatMap(DsnParameters::getRetParameter).equals(Optional.of(Ret.FULL));
    }

    private static Optional<String> text(Map<String, AttributeValue<String>> all, MailAddress recipient) {
        return Optional.ofNullable(all.get(recipient.asString())).map(AttributeValue::value);
    }

    private static Set<Notify> ours(Set<DsnParameters.Notify> stock) {
        Set<Notify> ours = EnumSet.noneOf(Notify.class);
        stock.forEach(one -> ours.add(Notify.valueOf(one.name())));
        return ours;
    }
}
