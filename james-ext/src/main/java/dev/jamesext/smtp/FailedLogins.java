package dev.jamesext.smtp;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.chunking.FramedConnection;
import dev.jamesext.policy.Reply;
import dev.jamesext.runtime.ClientNetwork;
import dev.jamesext.runtime.KeyedCounts;
import dev.jamesext.source.Printable;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failed login costs (decision 41): its reply comes late, the later the more there were on this connection or from this
 * address, and number {@code max-failed-auth} of a connection is its last. What the client sends meanwhile waits; no thread
 * does. Each is counted and logged. One for the server, so that a client that connects again does not begin anew.
 */
@Singleton
final class FailedLogins {

    /** Seconds from a failed login to its reply. Mail programs wait longer than that. */
    static final int DELAY_SECONDS_MAX = 8;

    /** Characters of a user's name that the log shows. */
    static final int NAME_CHARS_MAX = 128;

    /** Addresses whose failed logins are remembered. */
    static final int ADDRESSES_MAX = 10_000;

    /** Minutes from the first failed login of an address until it begins anew. */
    static final int REMEMBERED_MINUTES_MAX = 15;

    private static final Logger LOGGER = LoggerFactory.getLogger(FailedLogins.class);

    private static final AttachmentKey<Integer> COUNT = AttachmentKey.of("james-ext.failed-logins", Integer.class);

    private static final Reply TOO_MANY = Reply.of(421, "4.7.0", "Too many failed logins, closing the connection");

    private final KeyedCounts<ClientNetwork> addresses;
    private final Metric failed;

    @Inject
    FailedLogins(Clock clock, MetricFactory metrics) {
        this.addresses = new KeyedCounts<>(clock, Duration.ofMinutes(REMEMBERED_MINUTES_MAX), ADDRESSES_MAX);
        this.failed = metrics.generate("ehlo_auth_failed");
    }

    /**
     * Counts a failed login. Without our framing nothing can be put off, and the reply comes at once.
     *
     * @param refusal the reply to it
     * @param name the user's, as far as it is known; any text
     * @return what the handler has to return
     */
    Response answer(SMTPSession session, Response refusal, String mechanism, String name) {
        InetAddress address = session.getRemoteAddress().getAddress();
        int here = session.getAttachment(COUNT, State.Connection).orElse(0) + 1;
        session.setAttachment(COUNT, here, State.Connection);
        long lately = addresses.add(ClientNetwork.of(address), 1);
        failed.increment();
        LOGGER.info(
                "session {}: AUTH failed from {} ({} on this connection, {} of this address lately): {} '{}'",
                session.getSessionID(),
                address.getHostAddress(),
                here,
                lately,
                mechanism,
                shown(name));
        Response last = here >= ConnectionState.policy(session).failedAuthMax() ? Replies.response(TOO_MANY) : refusal;
        Optional<FramedConnection> connection = FramedConnection.of(session);
        return connection
                .map(framed ->
                        framed.answerLater(last, TimeUnit.SECONDS.toMillis(delaySeconds(Math.max(here, lately)))))
                .orElse(last);
    }

    /** One second for the first failure, twice as long for each further one. */
    static int delaySeconds(long failures) {
        long doublings = Math.min(failures - 1, Integer.numberOfTrailingZeros(DELAY_SECONDS_MAX));
        return 1 << doublings;
    }

    private static String shown(String name) {
        return Printable.of(name.length() > NAME_CHARS_MAX ? name.substring(0, NAME_CHARS_MAX) + "..." : name);
    }
}
