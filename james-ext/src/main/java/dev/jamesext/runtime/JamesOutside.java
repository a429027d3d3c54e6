package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.expr.Outside;
import dev.jamesext.expr.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules may ask, asked of James: its name service with its cache, its domains and its users. Takes its time.
 *
 * <p>James's name service says of mail servers alone whether there are none or nobody could say. For other records it answers
 * alike; then the same name is asked for mail servers, to hear whether anybody answers for it.
 */
@Singleton
public final class JamesOutside implements Outside {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesOutside.class);

    private final DNSService dns;
    private final AddressBook book;

    @Inject
    public JamesOutside(DNSService dns, AddressBook book) {
        this.dns = dns;
        this.book = book;
    }

    @Override
    public Answer ask(Question question) {
        try {
            return new Answer.Known(value(question));
        } catch (Exception e) { // Each of James's services has exceptions of its own.
            // A macro may have brought in a part of the name, and the exception names it too.
            LOGGER.debug(
                    "no answer to a question about {}: {}",
                    question.subject(),
                    e.getClass().getName());
            return new Answer.Failed("no answer about " + question.name());
        }
    }

    private Value value(Question question) throws Exception {
        String name = question.name();
        return switch (question.subject()) {
            case LOCAL_DOMAIN -> Value.of(book.isLocal(Domain.of(name)));
            case LOCAL_ADDRESS -> Value.of(isLocalAddress(name));
            case MX -> mailServers(name);
            case IPV4 -> addresses(name);
            case TXT -> texts(name);
            case PTR -> names(name);
        };
    }

    private boolean isLocalAddress(String text) throws Exception {
        MailAddress address;
        try {
            address = new MailAddress(text);
        } catch (
                Exception
                        noAddress) { // James names an exception of the mail API, whose package depends on its version.
            return false;
        }
        return book.isLocal(address.getDomain())
                && (book.isUser(address) || !book.members(address).isEmpty());
    }

    /** In place of no records James gives the name itself if it has an address. Names of records end with a dot. */
    private Value mailServers(String name) throws Exception {
        return texts(dns.findMXRecords(name).stream().filter(host -> host.endsWith(".")));
    }

    private Value addresses(String name) throws Exception {
        try {
            return texts(dns.getAllByName(name).stream().map(InetAddress::getHostAddress));
        } catch (UnknownHostException noneOrNoAnswer) {
            return noneIfAnybodyAnswersFor(name);
        }
    }

    private Value texts(String name) throws Exception {
        Collection<String> found = dns.findTXTRecords(name);
        return found.isEmpty()
                ? noneIfAnybodyAnswersFor(name)
                : texts(found.stream().map(JamesOutside::unquoted));
    }

    private Value names(String text) throws Exception {
        InetAddress address = dns.getByName(text);
        if (!address.getHostAddress().equals(text)) {
            return new Value.Items(List.of());
        }
        String found = dns.getHostName(address);
        return found.equals(text) ? new Value.Items(List.of()) : texts(Stream.of(found));
    }

    private Value noneIfAnybodyAnswersFor(String name) throws Exception {
        dns.findMXRecords(name);
        return new Value.Items(List.of());
    }

    private static Value texts(Stream<String> texts) {
        return new Value.Items(texts.map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                .<Value>map(Value.Text::new)
                .toList());
    }

    /** The strings of a record as they are in a zone file: in quotes, with blanks between them. */
    private static String unquoted(String record) {
        String inside = record.startsWith("\"") && record.endsWith("\"") && record.length() > 1
                ? record.substring(1, record.length() - 1)
                : record;
        return inside.replace("\" \"", "");
    }
}
