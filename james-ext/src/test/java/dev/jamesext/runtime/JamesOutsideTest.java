package dev.jamesext.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Outside.Answer;
import dev.jamesext.expr.Outside.Question;
import dev.jamesext.expr.Outside.Subject;
import dev.jamesext.expr.Value;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.user.api.UsersRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DNS by a service that answers as James's does: nobody answers for broken.test, nothing.test has no records. */
final class JamesOutsideTest {

    private static final class Names implements DNSService {

        @Override
        public Collection<String> findMXRecords(String name) throws TemporaryResolutionException {
            if (name.endsWith("broken.test")) {
                throw new TemporaryResolutionException("no answer");
            }
            // Without records James gives the name itself, if it has an address.
            return switch (name) {
                case "example.org" -> List.of("mx1.example.org.", "mx2.example.org.");
                case "host.test" -> List.of("host.test");
                default -> List.of();
            };
        }

        @Override
        public Collection<String> findTXTRecords(String name) {
            return name.equals("example.org") ? List.of("\"v=spf1 \" \"-all\"", "\"b\"") : List.of();
        }

        @Override
        public Collection<InetAddress> getAllByName(String name) throws UnknownHostException {
            if (name.equals("example.org")) {
                return List.of(address(192, 0, 2, 1), address(192, 0, 2, 2));
            }
            throw new UnknownHostException(name);
        }

        @Override
        public InetAddress getByName(String name) throws UnknownHostException {
            return name.equals("192.0.2.1")
                    ? address(192, 0, 2, 1)
                    : name.equals("192.0.2.9") ? address(192, 0, 2, 9) : address(198, 51, 100, 7);
        }

        @Override
        public InetAddress getLocalHost() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public String getHostName(InetAddress address) {
            return address.getHostAddress().equals("192.0.2.1") ? "mx.example.org." : address.getHostAddress();
        }

        private static InetAddress address(int... octets) throws UnknownHostException {
            byte[] bytes = new byte[octets.length];
            for (int i = 0; i < octets.length; i++) {
                bytes[i] = (byte) octets[i];
            }
            return InetAddress.getByAddress(bytes);
        }
    }

    private final JamesOutside outside = new JamesOutside(
            new Names(),
            new AddressBook(none(DomainList.class), none(UsersRepository.class), none(RecipientRewriteTable.class)));

    private static <T> T none(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new IllegalStateException("the database is down");
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "MX, example.org, mx1.example.org mx2.example.org",
        "MX, nothing.test, ''",
        "MX, host.test, ''",
        "IPV4, example.org, 192.0.2.1 192.0.2.2",
        "IPV4, nothing.test, ''",
        "TXT, example.org, v=spf1 -all b",
        "TXT, nothing.test, ''",
        "PTR, 192.0.2.1, mx.example.org",
        "PTR, 192.0.2.9, ''",
        "PTR, not.an.address, ''",
    })
    void tellsRecords(Subject subject, String name, String records) {
        Answer answer = outside.ask(new Question(subject, name));
        assertThat(answer).isInstanceOf(Answer.Known.class);
        Value.Items items = (Value.Items) ((Answer.Known) answer).value();
        assertThat(String.join(" ", items.values().stream().map(Value::asText).toList()))
                .isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource({
        "MX, broken.test",
        "IPV4, broken.test",
        "TXT, broken.test",
        "LOCAL_DOMAIN, example.org",
        "LOCAL_ADDRESS, ann@example.org",
    })
    void saysWhenNobodyAnswers(Subject subject, String name) {
        assertThat(outside.ask(new Question(subject, name))).isInstanceOf(Answer.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"no-address", "a@", "@", "a b@c"})
    void isNoAddressOfOurs(String text) {
        assertThat(Stream.of(outside.ask(new Question(Subject.LOCAL_ADDRESS, text))))
                .containsExactly(new Answer.Known(Value.FALSE));
    }
}
