package dev.jamesext.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.runtime.SetClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AskedLatelyTest {

    private static final int MAX = 3;

    private final SetClock clock = new SetClock();
    private final AskedLately asked = new AskedLately(clock);

    private boolean mayAsk(String address) throws UnknownHostException {
        return asked.mayAsk(Optional.empty(), InetAddress.getByName(address), MAX);
    }

    private boolean mayAsk(String user, String address) throws UnknownHostException {
        return asked.mayAsk(Optional.of(user), InetAddress.getByName(address), MAX);
    }

    @Test
    void anAddressHasSoManyQuestionsInAnHour() throws UnknownHostException {
        for (int i = 0; i < MAX; i++) {
            assertThat(mayAsk("192.0.2.1")).isTrue();
        }
        assertThat(mayAsk("192.0.2.1")).isFalse();
        assertThat(mayAsk("192.0.2.2")).isTrue();
        clock.pass(AskedLately.WINDOW.minus(Duration.ofMillis(1)));
        assertThat(mayAsk("192.0.2.1")).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(mayAsk("192.0.2.1")).isTrue();
    }

    @Test
    void aNetworkOfIpv6IsOneClient() throws UnknownHostException {
        for (int i = 0; i < MAX; i++) {
            assertThat(mayAsk("2001:db8:1:2::" + i)).isTrue();
        }
        assertThat(mayAsk("2001:db8:1:2:ffff::")).isFalse();
        assertThat(mayAsk("2001:db8:1:3::")).isTrue();
    }

    @Test
    void aUserCountsWhereverItComesFromAndApartFromOthersThere() throws UnknownHostException {
        for (int i = 0; i < MAX; i++) {
            assertThat(mayAsk("ann@example.org", "192.0.2." + i)).isTrue();
        }
        assertThat(mayAsk("ann@example.org", "192.0.2.9")).isFalse();
        assertThat(mayAsk("bob@example.org", "192.0.2.9")).isTrue();
        assertThat(mayAsk("192.0.2.9")).isTrue();
    }

    @Test
    void noneAtAllIsALimitToo() throws UnknownHostException {
        assertThat(asked.mayAsk(Optional.empty(), InetAddress.getByName("192.0.2.1"), 0))
                .isFalse();
    }

    /** Whoever comes from many addresses does not get rid of what it has asked from one. */
    @Test
    void aFloodOfAddressesDropsItsOwnCounts() throws UnknownHostException {
        for (int i = 0; i < MAX; i++) {
            mayAsk("192.0.2.1");
        }
        for (int i = 0; i < 2 * AskedLately.CLIENTS_MAX; i++) {
            mayAsk("10.1." + i / 250 + "." + i % 250);
        }
        assertThat(mayAsk("192.0.2.1")).isFalse();
    }
}
