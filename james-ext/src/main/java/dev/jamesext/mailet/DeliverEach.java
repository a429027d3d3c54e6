package dev.jamesext.mailet;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.utils.GuiceMailetLoader;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a mail by another mailet, one recipient after the other, and knows afterwards who has it. A mailet that gets several
 * recipients says at most that some of them failed. The mail stays one mail, so that its sender gets one report about all who
 * have it and one about all who have it not.
 *
 * <pre>{@code
 * <mailet match="All" class="dev.jamesext.mailet.DeliverEach">
 *     <by>LocalDelivery</by>                    the mailet that delivers; default as shown
 *     <delivered>delivered</delivered>          the processor for the recipients who have it; required
 *     <undelivered>undelivered</undelivered>    the processor for the others; required
 *     <retries>3</retries>                      this and whatever else goes to the mailet that delivers
 * </mailet>
 * }</pre>
 *
 * <p>Where some have it and some do not, the mail itself goes on for those who have it not, and a copy for the others: what may be
 * lost when the copy fails is a report of success, and never a message.
 */
public final class DeliverEach extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverEach.class);

    private static final String LOCAL_DELIVERY = "LocalDelivery";

    /** How {@code LocalDelivery} is made to say that it failed, and to leave the mail to us. */
    private static final Map<String, String> SAYS_WHAT_FAILS =
            Map.of("consume", "false", "onMailetException", "propagate");

    private final Mailets mailets;
    private String delivered = "";
    private String undelivered = "";
    private Optional<Mailet> deliverer = Optional.empty();

    @Inject
    public DeliverEach(GuiceMailetLoader mailets) {
        this(mailets::getMailet);
    }

    DeliverEach(Mailets mailets) {
        this.mailets = mailets;
    }

    /** Makes the mailet that a configuration names. */
    interface Mailets {
        Mailet of(MailetConfig config) throws Exception;
    }

    @Override
    public void init() {
        delivered = required("delivered");
        undelivered = required("undelivered");
        String name = getInitParameter("by", LOCAL_DELIVERY);
        try {
            deliverer = Optional.of(mailets.of(new Delivering(name, getMailetConfig())));
        } catch (Exception e) { // James names an exception of the mail API, whose package depends on its version.
            throw new IllegalArgumentException("<by>" + name + "</by>: there is no such mailet", e);
        }
    }

    private String required(String name) {
        return Optional.ofNullable(getInitParameter(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("DeliverEach needs <" + name + ">, the name of a processor"));
    }

    /** The configuration of the mailet that delivers: ours, but for its name and what makes it tell of failures. */
    private record Delivering(String name, MailetConfig ours) implements MailetConfig {

        @Override
        public String getInitParameter(String parameter) {
            String said = SAYS_WHAT_FAILS.get(parameter);
            return said == null ? ours.getInitParameter(parameter) : said;
        }

        @Override
        public Iterator<String> getInitParameterNames() {
            List<String> names = new ArrayList<>(SAYS_WHAT_FAILS.keySet());
            ours.getInitParameterNames().forEachRemaining(names::add);
            return names.stream().distinct().iterator();
        }

        @Override
        public MailetContext getMailetContext() {
            return ours.getMailetContext();
        }

        @Override
        public String getMailetName() {
            return name;
        }
    }

    @Override
    public void service(Mail mail) {
        List<MailAddress> have = new ArrayList<>();
        List<MailAddress> haveNot = new ArrayList<>();
        List<MailAddress> all = List.copyOf(mail.getRecipients());
        String state = mail.getState();
        try {
            for (MailAddress recipient : all) {
                mail.setRecipients(List.of(recipient));
                (delivers(mail, recipient) ? have : haveNot).add(recipient);
                mail.setState(state);
            }
        } finally {
            // Also where this ends by an Error: who has the message must not be taken for one who has it not.
            mail.setRecipients(without(all, have));
        }
        if (haveNot.isEmpty()) {
            mail.setRecipients(have);
            mail.setState(delivered);
            return;
        }
        if (!have.isEmpty()) {
            copy(mail, have);
        }
        mail.setState(undelivered);
    }

    private static List<MailAddress> without(List<MailAddress> all, List<MailAddress> some) {
        Set<MailAddress> leftOut = new HashSet<>(some);
        return all.stream().filter(recipient -> !leftOut.contains(recipient)).toList();
    }

    private boolean delivers(Mail mail, MailAddress recipient) {
        try {
            deliverer.orElseThrow().service(mail);
            return true;
        } catch (Exception e) { // Any: a mailbox may refuse for reasons nobody here has heard of.
            LOGGER.warn("mail {} could not be delivered to {}", mail.getName(), recipient.asString(), e);
            return false;
        }
    }

    /** Sends a copy on its way to {@code <delivered>}; a copy that fails is logged, and costs a report. */
    private void copy(Mail mail, List<MailAddress> recipients) {
        try {
            Mail copy = mail.duplicate();
            try {
                copy.setRecipients(recipients);
                getMailetContext().sendMail(copy, delivered);
            } finally {
                LifecycleUtil.dispose(copy);
            }
        } catch (Exception e) { // As above.
            LOGGER.error(
                    "mail {} was delivered to {} of its recipients, which cannot be reported",
                    mail.getName(),
                    recipients.size(),
                    e);
        }
    }

    @Override
    public void destroy() {
        deliverer.ifPresent(Mailet::destroy);
    }

    @Override
    public String getMailetInfo() {
        return "Delivers to one recipient after the other";
    }
}
