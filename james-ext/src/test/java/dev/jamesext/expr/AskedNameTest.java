package dev.jamesext.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.expr.Outside.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AskedNameTest {

    @ParameterizedTest
    @CsvSource({
        "MX, example.org, example.org",
        "MX, example.org., example.org",
        "MX, example.org..,",
        "MX, localhost, localhost",
        "MX, a_b.-c-.example, a_b.-c-.example",
        "MX, '',",
        "MX, '.',",
        "IPV4, [127.0.0.2],",
        "IPV4, 127.0.0.2,",
        "IPV4, 00:11:22:33:44:55,",
        "IPV4, 00-11-22-33-44-55, 00-11-22-33-44-55",
        "IPV4, a b.example,",
        "IPV4, 2.0.0.127.zen.example, 2.0.0.127.zen.example",
        "TXT, 2001:db8::1,",
        "TXT, example.7,",
        "TXT, 7.example, 7.example",
        "PTR, 192.0.2.1, 192.0.2.1",
        "PTR, 2001:db8:0::1, 2001:db8::1",
        "PTR, [192.0.2.1],",
        "PTR, example.org,",
        "LOCAL_DOMAIN, example.org, example.org",
        "LOCAL_DOMAIN, [192.0.2.1], [192.0.2.1]",
        "LOCAL_DOMAIN, [ipv6:2001:db8::1], [ipv6:2001:db8::1]",
        "LOCAL_DOMAIN, 192.0.2.1, 192.0.2.1",
        "LOCAL_DOMAIN, [example.org],",
        "LOCAL_DOMAIN, ann@example.org,",
        "LOCAL_ADDRESS, ann@example.org, ann@example.org",
        "LOCAL_ADDRESS, 'ann@example.org.', ann@example.org",
        "LOCAL_ADDRESS, ann@[192.0.2.1], ann@[192.0.2.1]",
        "LOCAL_ADDRESS, ann,",
        "LOCAL_ADDRESS, @example.org,",
        "LOCAL_ADDRESS, ann@,",
        "LOCAL_ADDRESS, a nn@example.org,",
    })
    void isWhatTheSubjectIsAbout(Subject subject, String text, @Nullable String asked) {
        assertThat(AskedName.of(subject, text)).isEqualTo(Optional.ofNullable(asked));
    }

    @Test
    void hasTheLengthsOfDomainNames() {
        String label = "a".repeat(AskedName.LABEL_CHARS_MAX);
        assertThat(AskedName.of(Subject.MX, label)).contains(label);
        assertThat(AskedName.of(Subject.MX, label + "a")).isEmpty();
        String longest = (label + ".").repeat(3) + "d".repeat(AskedName.DOMAIN_CHARS_MAX - 3 * 64);
        assertThat(longest).hasSize(AskedName.DOMAIN_CHARS_MAX);
        assertThat(AskedName.of(Subject.MX, longest)).contains(longest);
        assertThat(AskedName.of(Subject.MX, longest + "d")).isEmpty();
    }
}
