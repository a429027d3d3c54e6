package dev.jamesext.mailet;

import com.google.inject.Inject;
import dev.jamesext.esmtp.MailAttributes;
import dev.jamesext.runtime.ReportLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sender of a mail what has become of it: a delivery status notification (RFC 3464) that honours what the sender
 * said by DSN (RFC 3461). A recipient is reported about only on the occasions its NOTIFY names; without NOTIFY, on failure.
 * No mail without a sender is ever reported on, nor one whose sender James's SPF check found forged. How many reports go out on
 * the mail of one sender is {@linkplain ReportLimits limited}.
 *
 * <pre>{@code
 * <mailet match="All" class="dev.jamesext.mailet.DeliveryReport">
 *     <action>failed</action>          failed, delayed, delivered or relayed; required
 *     <status>5.1.1</status>           where the reply of the next server has none
 *     <statusFromError>false</statusFromError>   false: always the status above; default true
 *     <explanation>There is no such user here</explanation>   where there is no reply of a server
 *     <server>mail.example.org</server>   who reports; default the name of the machine
 *     <passThrough>false</passThrough> whether the mail goes on to the next mailet; default true
 * </mailet>
 * }</pre>
 */
public final class DeliveryReport extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryReport.class);

    private static final String ARRIVAL_DATE = "dsn-arrival-date";

    private static final String EXPIRED = "5.4.7";

    private static final String TOO_MANY =
            "Many reports were sent to you in this hour: nothing of the message is returned.";

    private final DNSService dns;
    private final Limits limits;
    private Action action = Action.FAILED;
    private String status = "";
    private boolean statusFromError;
    private Optional<String> explanation = Optional.empty();
    private String server = "";
    private boolean passThrough;

    @Inject
    public DeliveryReport(DNSService dns, ReportLimits limits) {
        this(dns, limits::take);
    }

    DeliveryReport(DNSService dns, Limits limits) {
        this.dns = dns;
        this.limits = limits;
    }

    /** Whether one more report may be sent, given whose mail it is about and its octets; it counts if so. */
    interface Limits {
        boolean take(String sender, long octets);
    }

    @Override
    public void init() {
        String name = getInitParameter("action", "");
        action = Action.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "<action>" + name + "</action>: write failed, delayed, delivered or relayed"));
        status = getInitParameter("status", action.status());
        statusFromError = getInitParameter("statusFromError", true);
        explanation = Diagnosis.ofText(Optional.ofNullable(getInitParameter("explanation")))
                .text();
        server = Optional.ofNullable(getInitParameter("server")).orElseGet(this::machine);
        passThrough = getInitParameter("passThrough", true);
    }

    private String machine() {
        try {
            return dns.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOGGER.warn("the machine has no name; reports come from localhost: {}", e.getMessage());
            return "localhost";
        }
    }

    @Override
    public void service(Mail mail) {
        mail.getMaybeSender()
                .asOptional()
                .filter(sender -> !SenderStanding.isForged(mail))
                .ifPresent(sender -> report(mail, sender));
        if (!passThrough) {
            mail.setState(Mail.GHOST);
        }
    }

    private void report(Mail mail, MailAddress sender) {
        DsnWishes wishes = DsnWishes.of(mail);
        List<MailAddress> wanted = mail.getRecipients().stream()
                .filter(recipient -> action.isWanted(wishes.occasions(recipient)))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        Diagnosis diagnosis = Diagnosis.of(mail);
        Report report = new Report(
                action,
                server,
                getMailetContext().getPostmaster().asString(),
                sender.asString(),
                wishes.envelopeId().map(id -> id.text()),
                arrival(mail),
                wanted.stream()
                        .map(recipient -> recipient(mail, recipient, wishes, diagnosis))
                        .toList(),
                ZonedDateTime.now(ZoneId.systemDefault()));
        boolean whole = action == Action.FAILED && wishes.wholeMessage();
        written(mail, report, whole).ifPresent(letter -> send(mail, sender, letter));
    }

    /**
     * The octets of a report; empty where no more are to be sent on the mail of this sender. Who has logged in hears of every
     * failure, if with nothing of the message: a failure that is not told is a lost mail.
     */
    private Optional<byte[]> written(Mail mail, Report report, boolean whole) {
        try {
            byte[] letter = report.octets(Returned.of(mail, whole));
            if (limits.take(SenderStanding.account(mail), letter.length)) {
                return Optional.of(letter);
            }
            return action == Action.FAILED && SenderStanding.hasLoggedIn(mail)
                    ? Optional.of(report.octets(Returned.nothing(TOO_MANY)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("mail " + mail.getName() + " cannot be read for a report", e);
        }
    }

    private Report.Recipient recipient(Mail mail, MailAddress recipient, DsnWishes wishes, Diagnosis diagnosis) {
        boolean isProblem = action == Action.FAILED || action == Action.DELAYED;
        Optional<String> said = isProblem ? diagnosis.text().or(() -> explanation) : explanation;
        Optional<String> statusSaid =
                isProblem && statusFromError ? diagnosis.status(status.charAt(0)) : Optional.empty();
        return new Report.Recipient(
                wishes.originalRecipient(recipient),
                recipient.asString(),
                statusSaid.orElseGet(() -> status(mail)),
                said,
                isProblem && diagnosis.isFromSmtp());
    }

    /** The status where the next server said none; one that was tried in vain all the time is told apart (RFC 3463 3.5). */
    private String status(Mail mail) {
        boolean expired = action == Action.FAILED && Diagnosis.isPermanent(mail).equals(Optional.of(false));
        return expired && statusFromError ? EXPIRED : status;
    }

    /** @throws IllegalStateException when it cannot be sent: the mail then goes where James sends failures of mailets */
    private void send(Mail mail, MailAddress sender, byte[] report) {
        String name = MailImpl.getId();
        MimeMessageInputStreamSource content = MimeMessageInputStreamSource.create(name);
        MailImpl letter = MailImpl.builder().name(name).addRecipients(sender).build();
        try {
            try (OutputStream out = content.getWritableOutputStream()) {
                out.write(report);
            }
            letter.setMessageContent(content);
            // What the message says must not get out by its report either (RFC 8689 5).
            mail.getAttribute(AttributeName.of(MailAttributes.REQUIRE_TLS)).ifPresent(letter::setAttribute);
            getMailetContext().sendMail(letter);
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            throw new IllegalStateException("no report on mail " + mail.getName() + " could be sent", e);
        } finally {
            LifecycleUtil.dispose(letter);
            LifecycleUtil.dispose(content);
        }
    }

    private static Optional<ZonedDateTime> arrival(Mail mail) {
        return Attributes.value(mail, ARRIVAL_DATE, ZonedDateTime.class);
    }

    @Override
    public String getMailetInfo() {
        return "Delivery status notifications of james-ext";
    }
}
