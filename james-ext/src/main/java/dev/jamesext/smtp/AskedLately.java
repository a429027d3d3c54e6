package dev.jamesext.smtp;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.runtime.ClientNetwork;
import dev.jamesext.runtime.KeyedCounts;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * How often VRFY and EXPN were answered to each client lately. A session that has logged in counts for its user, on whatever
 * connections; any other counts for the {@link ClientNetwork} it comes from. Users count apart from their address, since
 * many of them may be behind one.
 */
@Singleton
final class AskedLately {

    /** How long the questions of a client count, from the first of them. */
    static final Duration WINDOW = Duration.ofHours(1);

    /** Clients whose questions are counted; one too many drops one of those that asked least. */
    static final int CLIENTS_MAX = 10_000;

    private final KeyedCounts<Client> counts;

    @Inject
    AskedLately(Clock clock) {
        this.counts = new KeyedCounts<>(clock, WINDOW, CLIENTS_MAX);
    }

    /** Counts a question of a session, unless there are as many as may be. */
    boolean mayAsk(SMTPSession session, int max) {
        Optional<String> user = Optional.ofNullable(session.getUsername()).map(Username::asString);
        return mayAsk(user, session.getRemoteAddress().getAddress(), max);
    }

    boolean mayAsk(Optional<String> user, InetAddress address, int max) {
        Client client = user.map(name -> new Client(true, name))
                .orElseGet(() -> new Client(false, ClientNetwork.of(address).text()));
        return counts.addUpTo(client, 1, max);
    }

    private record Client(boolean isUser, String name) {}
}
