package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PortWatchTest {
    @Test
    @Timeout(20)
    void remembersAPortThatWasOpenForAMomentAndNoOther() throws IOException, InterruptedException {
        Map<Port, Integer> ports = Port.free();
        try (PortWatch watch = PortWatch.of(ports)) {
            assertThat(watch.opened()).isEmpty();
            try (ServerSocket lmtp = new ServerSocket(
                    Objects.requireNonNull(ports.get(Port.LMTP)), 1, InetAddress.getLoopbackAddress())) {
                lmtp.accept().close();
            }
            while (watch.opened().isEmpty()) {
                Thread.sleep(5);
            }
            assertThat(watch.opened()).isEqualTo(Set.of(Port.LMTP));
        }
    }
}
