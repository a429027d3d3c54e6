package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.base.GenericMailet;
import org.junit.jupiter.api.Test;

/** One recipient after the other: who has the mail, and who has it not. */
final class DeliverEachTest {

    private final Sent sent = new Sent();
    private final Mailbox mailbox = new Mailbox();

    /** Takes mail for everybody but those who refuse it. */
    private static final class Mailbox extends GenericMailet {
        private final List<String> took = new ArrayList<>();
        private List<String> refusing = List.of();
        private List<String> breaking = List.of();

        @Override
        public void service(Mail mail) {
            assertThat(mail.getRecipients()).as("one at a time").hasSize(1);
            String recipient = mail.getRecipients().iterator().next().asString();
            if (breaking.contains(recipient)) {
                throw new OutOfMemoryError("no room for " + recipient);
            }
            if (refusing.contains(recipient)) {
                throw new IllegalStateException("full", new IOException("full"));
            }
            took.add(recipient);
            mail.setState(Mail.GHOST);
        }

        @Override
        public String getMailetInfo() {
            return "a mailbox";
        }
    }

    private DeliverEach deliverer() throws Exception {
        DeliverEach deliverer = new DeliverEach(config -> {
            mailbox.init(config);
            return mailbox;
        });
        deliverer.init(
                sent.config(Map.of("delivered", "told", "undelivered", "kept", "retries", "2", "consume", "true")));
        return deliverer;
    }

    private static Mail mail(String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder()
                .name("m")
                .sender("ann@example.test")
                .addRecipients(recipients)
                .build();
        mail.setState("transport");
        return mail;
    }

    private static List<String> names(Collection<MailAddress> addresses) {
        return addresses.stream().map(MailAddress::asString).toList();
    }

    @Test
    void whoHasItStaysOneMail() throws Exception {
        Mail mail = mail("a@b.test", "c@d.test", "e@f.test");
        deliverer().service(mail);
        assertThat(mailbox.took).containsExactly("a@b.test", "c@d.test", "e@f.test");
        assertThat(names(mail.getRecipients())).containsExactly("a@b.test", "c@d.test", "e@f.test");
        assertThat(mail.getState()).isEqualTo("told");
        assertThat(sent.mails()).isEmpty();
    }

    @Test
    void whoHasItNotStaysOneMail() throws Exception {
        mailbox.refusing = List.of("a@b.test", "c@d.test");
        Mail mail = mail("a@b.test", "c@d.test");
        deliverer().service(mail);
        assertThat(names(mail.getRecipients())).containsExactly("a@b.test", "c@d.test");
        assertThat(mail.getState()).isEqualTo("kept");
        assertThat(sent.mails()).isEmpty();
    }

    @Test
    void theMailItselfGoesOnForThoseWhoHaveItNot() throws Exception {
        mailbox.refusing = List.of("c@d.test");
        Mail mail = mail("a@b.test", "c@d.test", "e@f.test");
        deliverer().service(mail);
        assertThat(names(mail.getRecipients())).containsExactly("c@d.test");
        assertThat(mail.getState()).isEqualTo("kept");
        assertThat(sent.mails()).containsExactly(new Sent.Letter("told", List.of("a@b.test", "e@f.test")));
    }

    /** A copy that fails costs a report. Nobody gets the mail twice, and nobody is missing. */
    @Test
    void aCopyThatFailsLosesNoMail() throws Exception {
        mailbox.refusing = List.of("c@d.test");
        sent.fail();
        Mail mail = mail("a@b.test", "c@d.test");
        deliverer().service(mail);
        assertThat(names(mail.getRecipients())).containsExactly("c@d.test");
        assertThat(mail.getState()).isEqualTo("kept");
    }

    /** James decides what becomes of a mail whose mailet ended by an Error; who has it must not be among its recipients. */
    @Test
    void whoHasItDoesNotGetItAgainBehindAnError() throws Exception {
        mailbox.breaking = List.of("c@d.test");
        Mail mail = mail("a@b.test", "c@d.test", "e@f.test");
        DeliverEach deliverer = deliverer();
        assertThatThrownBy(() -> deliverer.service(mail)).isInstanceOf(OutOfMemoryError.class);
        assertThat(names(mail.getRecipients())).containsExactly("c@d.test", "e@f.test");
    }

    /** Its own configuration, but for what makes it tell of failures. */
    @Test
    void theMailetThatDeliversIsToTellOfFailures() throws Exception {
        deliverer();
        MailetConfig config = mailbox.getMailetConfig();
        assertThat(config.getMailetName()).isEqualTo("LocalDelivery");
        assertThat(config.getInitParameter("consume")).isEqualTo("false");
        assertThat(config.getInitParameter("onMailetException")).isEqualTo("propagate");
        assertThat(config.getInitParameter("retries")).isEqualTo("2");
        assertThat(config.getInitParameterNames())
                .toIterable()
                .containsExactlyInAnyOrder("consume", "onMailetException", "retries", "delivered", "undelivered");
    }

    @Test
    void needsItsProcessors() {
        DeliverEach deliverer = new DeliverEach(config -> mailbox);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deliverer.init(sent.config(Map.of("delivered", "told"))))
                .withMessage("DeliverEach needs <undelivered>, the name of a processor");
    }

    @Test
    void saysWhichMailetIsMissing() {
        DeliverEach deliverer = new DeliverEach(config -> {
            throw new ClassNotFoundException(config.getMailetName());
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        deliverer.init(sent.config(Map.of("by", "LocalDelivry", "delivered", "a", "undelivered", "b"))))
                .withMessage("<by>LocalDelivry</by>: there is no such mailet");
    }
}
