package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Stage;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/** James's session as the facts a policy is asked with; the one place that knows both vocabularies. */
final class SessionFactsReader {

    private final Clock clock;

    @Inject
    SessionFactsReader(Clock clock) {
        this.clock = clock;
    }

    /** The facts of a connection that has said nothing yet. */
    SessionFacts atConnect(SMTPSession session) {
        return builder(Stage.EHLO, session).build();
    }

    /** The facts at EHLO: the name offered counts as the name of the session. */
    SessionFacts atEhlo(SMTPSession session, EhloName offered) {
        return OutsideQuestions.withAnswers(
                session, builder(Stage.EHLO, session).heloDomain(offered.text()).build());
    }

    /** The facts behind MAIL, with the transaction's sender. */
    SessionFacts atMail(SMTPSession session) {
        return atMail(session, sender(session));
    }

    /** The transaction's sender; empty for the null sender, and where there is no transaction. */
    static String sender(SMTPSession session) {
        return session.getAttachment(SMTPSession.SENDER, State.Transaction)
                .map(SessionFactsReader::address)
                .orElse("");
    }

    /** The facts at MAIL: the sender it names counts as the sender of the session. */
    SessionFacts atMail(SMTPSession session, String sender) {
        SessionFacts.Builder builder = builder(Stage.MAIL, session).sender(sender);
        ConnectionState.heloName(session).ifPresent(builder::heloDomain);
        return OutsideQuestions.withAnswers(session, builder.build());
    }

    private SessionFacts.Builder builder(Stage stage, SMTPSession session) {
        InetSocketAddress remote = session.getRemoteAddress();
        InetSocketAddress local = session.getLocalAddress();
        SessionFacts.Builder builder = SessionFacts.builder(stage, clock.instant())
                .listener(listener(session, local))
                .protocol(ConnectionState.protocol(session))
                .remote(remote.getAddress(), remote.getPort())
                .local(local.getAddress(), local.getPort());
        Optional.ofNullable(session.getUsername()).map(Username::asString).ifPresent(builder::authenticatedAs);
        if (session.isTLSStarted()) {
            builder.tls(tls(session.getSSLSession()));
        }
        return builder;
    }

    private static SessionFacts.Tls tls(Optional<SSLSession> session) {
        return session.map(tls -> new SessionFacts.Tls(tls.getProtocol(), tls.getCipherSuite()))
                .orElseGet(() -> new SessionFacts.Tls("", ""));
    }

    private static String address(MaybeSender sender) {
        return sender.isNullSender() ? "" : sender.asString();
    }

    private static String listener(SMTPSession session, InetSocketAddress local) {
        String configured = ConnectionState.listener(session);
        return configured.isEmpty()
                ? ConnectionState.policy(session).listenerAt(local.getAddress(), local.getPort())
                : configured;
    }
}
