package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a report, about whom, and how many. */
final class DeliveryReportTest {

    private static final DNSService NO_DNS = (DNSService) Proxy.newProxyInstance(
            DeliveryReportTest.class.getClassLoader(),
            new Class<?>[] {DNSService.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final Sent sent = new Sent();
    private final List<String> asked = new ArrayList<>();
    private boolean room = true;

    private void report(String action, Mail mail) throws Exception {
        DeliveryReport mailet = new DeliveryReport(NO_DNS, (sender, octets) -> {
            assertThat(octets).isPositive();
            asked.add(sender);
            return room;
        });
        mailet.init(sent.config(Map.of("action", action, "server", "mail.example.test")));
        mailet.service(mail);
    }

    private static MailImpl.Builder mail() throws Exception {
        return MailImpl.builder().name("m").sender("Ann@Example.test").addRecipients("b@c.test", "d@e.test");
    }

    private static MailImpl withMessage(MailImpl.Builder builder) throws Exception {
        MailImpl mail = builder.build();
        mail.setMessageContent(MimeMessageInputStreamSource.create(
                "m",
                new java.io.ByteArrayInputStream("Subject: hello\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII))));
        return mail;
    }

    private static MailImpl asking(MailImpl mail, DsnParameters.Notify notify) throws Exception {
        DsnParameters.Builder parameters = DsnParameters.builder();
        for (MailAddress recipient : mail.getRecipients()) {
            RecipientDsnParameters.of(Optional.of(EnumSet.of(notify)), Optional.empty())
                    .ifPresent(wish -> parameters.addRcptParameter(recipient, wish));
        }
        mail.setDsnParameters(parameters.build().orElseThrow());
        return mail;
    }

    private static void set(Mail mail, String name, String value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), AttributeValue.of(value)));
    }

    @Test
    void allRecipientsAreInOneReport() throws Exception {
        report("delivered", asking(withMessage(mail()), DsnParameters.Notify.SUCCESS));
        assertThat(sent.mails()).containsExactly(new Sent.Letter(Mail.DEFAULT, List.of("Ann@example.test")));
        assertThat(sent.texts().get(0))
                .contains("Final-Recipient: rfc822; b@c.test", "Final-Recipient: rfc822; d@e.test", "Subject: hello");
        assertThat(asked).containsExactly("sender ann@example.test");
    }

    /** A report has no sender, so that nobody reports on it; nor do we report on what has none. */
    @Test
    void nothingIsReportedWithoutASender() throws Exception {
        report("failed", withMessage(MailImpl.builder().name("m").addRecipients("b@c.test")));
        assertThat(sent.mails()).isEmpty();
        report("failed", withMessage(mail()));
        assertThat(sent.senders()).containsExactly("<>");
    }

    @Test
    void nobodyIsToldOfADeliveryUnasked() throws Exception {
        report("delivered", withMessage(mail()));
        report("relayed", withMessage(mail()));
        report("failed", asking(withMessage(mail()), DsnParameters.Notify.NEVER));
        assertThat(sent.mails()).isEmpty();
        assertThat(asked).isEmpty();
    }

    /** RFC 7208 9.1: the field that James's SPF check leaves on a mail. */
    @ParameterizedTest
    @CsvSource({
        "'Received-SPF: fail (spfCheck: domain of example.test does not designate)', 0",
        "'Received-SPF: softfail (spfCheck)', 0",
        "softfail, 0",
        "'Received-SPF: pass (spfCheck)', 1",
        "'Received-SPF: none', 1",
        "'', 1",
    })
    void nothingGoesToASenderThatSpfFindsForged(String field, int reports) throws Exception {
        MailImpl mail = withMessage(mail());
        set(mail, "org.apache.james.spf.header", field);
        report("failed", mail);
        assertThat(sent.mails()).hasSize(reports);
    }

    @Test
    void aStrangerGetsNoMoreThanTheLimit() throws Exception {
        room = false;
        report("failed", withMessage(mail()));
        report("delivered", asking(withMessage(mail()), DsnParameters.Notify.SUCCESS));
        assertThat(sent.mails()).isEmpty();
        assertThat(asked).containsExactly("sender ann@example.test", "sender ann@example.test");
    }

    /** A failure nobody tells is a lost mail. */
    @Test
    void aUserHearsOfFailuresBeyondTheLimit() throws Exception {
        room = false;
        MailImpl mail = asking(withMessage(mail()), DsnParameters.Notify.SUCCESS);
        set(mail, Mail.SMTP_AUTH_USER.asString(), "ann@example.test");
        report("delivered", mail);
        assertThat(sent.mails()).isEmpty();
        MailImpl failed = withMessage(mail());
        set(failed, Mail.SMTP_AUTH_USER.asString(), "ann@example.test");
        report("failed", failed);
        assertThat(sent.texts())
                .singleElement()
                .asString()
                .contains("Action: failed", "nothing of the message is returned")
                .doesNotContain("Subject: hello");
        assertThat(asked).containsExactly("user ann@example.test", "user ann@example.test");
    }
}
