package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.settings.TestSettings.Client;
import dev.jamesext.settings.TestSettings.Command;
import dev.jamesext.settings.TestSettings.Greeting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plays a client against a policy, without James: that of a policy test, or that of the command line's {@code explain}. It
 * greets, then says MAIL if it has a sender.
 */
public final class TestClient {

    private static final int PORT = 25;
    /** LMTP has no port of its own and must not take 25 (RFC 2033 5); James listens on this one. */
    private static final int LMTP_PORT = 24;

    /** For a listener that has no address of its own: one for documentation (RFC 5737). */
    private static final InetAddress LOCAL = documentationAddress();

    private static final SessionFacts.Tls TLS = new SessionFacts.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384");

    private static final Answers NOTHING_SAID =
            new Answers(Optional.empty(), "", List.of(), List.of(), List.of(), List.of());

    private final Policy policy;
    private final Instant now;

    /**
     * A player.
     *
     * @param now what time it is for everything played
     */
    public TestClient(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    Answers play(Client client) {
        Answers greeted =
                client.greeting().map(greeting -> greet(client, greeting)).orElse(NOTHING_SAID);
        if (client.sender().isEmpty() || greeted.refusal().isPresent()) {
            return greeted;
        }
        Answers mail = mail(client, client.sender().get(), client.greeting());
        // MAIL after a greeting is no question: what accepted the greeting decided.
        List<Trace.Entry> decided = mail.asked().isEmpty() ? greeted.asked() : mail.asked();
        return new Answers(
                mail.refusal(), mail.cause(), decided, greeted.lines(), greeted.shownLines(), greeted.askedForLines());
    }

    /** The session of a client before it says anything. */
    public SessionFacts facts(Client client) {
        return facts(Stage.EHLO, client).build();
    }

    /** The answers to MAIL behind the greeting that was accepted, if one was. */
    public Answers mail(Client client, String sender, Optional<Greeting> greeted) {
        SessionFacts.Builder facts = facts(Stage.MAIL, client).sender(sender);
        greeted.ifPresent(
                greeting -> facts.heloDomain(EhloName.of(greeting.argument()).text()));
        TraceList asked = new TraceList();
        return answers(policy.mail(facts.build(), asked), asked);
    }

    /** The answers to a greeting. */
    public Answers greet(Client client, Greeting greeting) {
        EhloName name = EhloName.of(greeting.argument());
        SessionFacts facts = facts(Stage.EHLO, client).heloDomain(name.text()).build();
        TraceList asked = new TraceList();
        Answers named =
                answers(policy.name(greeting.argument(), greeting.command().name(), facts, asked), asked);
        if (named.refusal().isPresent()) {
            return named;
        }
        Answers greeted = answers(policy.ehlo(name, facts, asked), asked);
        return greeted.refusal().isPresent() || !greeting.command().isExtended() ? greeted : offered(facts, greeted);
    }

    private Answers offered(SessionFacts facts, Answers greeted) {
        TraceList asked = new TraceList();
        Offering offering = policy.offers(facts, asked);
        if (offering instanceof Offering.Unknown unknown) {
            List<Trace.Entry> all = Stream.concat(greeted.asked().stream(), asked.entries().stream())
                    .toList();
            return new Answers(
                    Optional.of(unknown.failure().reply()),
                    unknown.failure().cause(),
                    all,
                    List.of(),
                    List.of(),
                    List.of());
        }
        Offers offers = ((Offering.Known) offering).offers();
        return new Answers(
                Optional.empty(),
                greeted.cause(),
                greeted.asked(),
                offers.lines(),
                offers.shownLines(),
                asked.entries());
    }

    private static Answers answers(Decision decision, TraceList asked) {
        if (decision instanceof Decision.Reject reject) {
            return refused(reject.shown(), "", asked);
        }
        if (decision instanceof Decision.TemporaryFailure failure) {
            return refused(failure.reply(), failure.cause(), asked);
        }
        String cause = decision instanceof Decision.AcceptAnyway anyway ? anyway.cause() : "";
        return new Answers(Optional.empty(), cause, asked.entries(), List.of(), List.of(), List.of());
    }

    private static Answers refused(Reply reply, String cause, TraceList asked) {
        return new Answers(Optional.of(reply), cause, asked.entries(), List.of(), List.of(), List.of());
    }

    private SessionFacts.Builder facts(Stage stage, Client client) {
        Protocol protocol = protocol(client);
        // The listener that most clients of a protocol talk to is called as the protocol is.
        String named = client.listener().orElse(protocol.word());
        Optional<InetSocketAddress> bound =
                client.listener().isPresent() || client.localPort().isEmpty()
                        ? policy.listenerNames().address(named)
                        : Optional.empty();
        InetAddress local = client.localIp()
                .or(() -> bound.map(InetSocketAddress::getAddress).filter(address -> !address.isAnyLocalAddress()))
                .orElse(LOCAL);
        int port = client.localPort()
                .or(() -> bound.map(InetSocketAddress::getPort))
                .orElse(protocol.isLmtp() ? LMTP_PORT : PORT);
        String listener =
                client.listener().isEmpty() && client.localPort().isPresent() ? policy.listenerAt(local, port) : named;
        SessionFacts.Builder facts = SessionFacts.builder(stage, now)
                .listener(listener)
                .protocol(protocol)
                .remote(client.remoteIp(), client.remotePort())
                .local(local, port)
                .authenticatedAs(client.authenticatedAs());
        return client.tls() ? facts.tls(TLS) : facts;
    }

    /** What a client speaks is known by its greeting. */
    public static Protocol protocol(Client client) {
        boolean lmtp = client.greeting()
                .filter(greeting -> greeting.command() == Command.LHLO)
                .isPresent();
        return lmtp ? client.mailets() ? Protocol.LMTP_TO_MAILETS : Protocol.LMTP : Protocol.SMTP;
    }

    private static InetAddress documentationAddress() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
