package dev.jamesext.smtp;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.Protocol;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/** What we keep with a connection, and the few places of James's own state that we change. */
final class ConnectionState {

    private static final AttachmentKey<Policy> POLICY = AttachmentKey.of("james-ext.policy", Policy.class);
    private static final AttachmentKey<String> LISTENER = AttachmentKey.of("james-ext.listener", String.class);

    private static final AttachmentKey<Protocol> PROTOCOL = AttachmentKey.of("james-ext.protocol", Protocol.class);

    /** The name as the client gave it; James gets it as it may be shown. */
    private static final AttachmentKey<String> NAME = AttachmentKey.of("james-ext.name", String.class);

    private ConnectionState() {}

    /**
     * Fixes the policy a connection is accepted with, what it speaks, and the listener's name in the XML (empty when it has
     * none).
     */
    static void accept(SMTPSession session, Policy policy, Protocol protocol, String listener) {
        session.setAttachment(POLICY, policy, State.Connection);
        session.setAttachment(PROTOCOL, protocol, State.Connection);
        session.setAttachment(LISTENER, listener, State.Connection);
    }

    /** The listener's name in the XML; empty when it has none. */
    static String listener(SMTPSession session) {
        return session.getAttachment(LISTENER, State.Connection).orElse("");
    }

    /** The policy the connection was accepted with. */
    static Policy policy(SMTPSession session) {
        return fixed(session, POLICY);
    }

    /** What the connection speaks. */
    static Protocol protocol(SMTPSession session) {
        return fixed(session, PROTOCOL);
    }

    private static <T> T fixed(SMTPSession session, AttachmentKey<T> key) {
        return session.getAttachment(key, State.Connection)
                .orElseThrow(() -> new IllegalStateException("the welcome handler of james-ext has not run"));
    }

    /** The name accepted from the client; empty before EHLO and HELO. */
    static Optional<String> heloName(SMTPSession session) {
        return session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection)
                .map(shown -> session.getAttachment(NAME, State.Connection)
                        .filter(name -> EhloName.shown(name).equals(shown))
                        .orElse(shown));
    }

    /** Whether the client said EHLO or LHLO, so that it may use extensions. */
    static boolean isExtended(SMTPSession session) {
        return session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection)
                .filter("EHLO"::equals)
                .isPresent();
    }

    /** The greeting that was accepted before, to be put back when another is refused. */
    record Greeting(Optional<String> name, Optional<String> command) {

        void putBack(SMTPSession session) {
            put(session, SMTPSession.CURRENT_HELO_NAME, name);
            put(session, SMTPSession.CURRENT_HELO_MODE, command);
        }

        private static void put(SMTPSession session, AttachmentKey<String> key, Optional<String> text) {
            text.ifPresentOrElse(
                    value -> session.setAttachment(key, value, State.Connection),
                    () -> session.removeAttachment(key, State.Connection));
        }
    }

    static Greeting greeting(SMTPSession session) {
        return new Greeting(
                session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection),
                session.getAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection));
    }

    /** Shows hooks what they would see with James's own handlers: all that stands behind the command. */
    static void showArgument(SMTPSession session, String argument) {
        session.setAttachment(SMTPSession.CURRENT_HELO_NAME, EhloName.shown(argument), State.Connection);
    }

    /** Shows those who announce something the command, as James's own handlers do. */
    static void showCommand(SMTPSession session, String command) {
        session.setAttachment(SMTPSession.CURRENT_HELO_MODE, mode(command), State.Connection);
    }

    /** Stores an accepted name and the command it came with; James notes LHLO as EHLO, and so do hooks of others. */
    static void greet(SMTPSession session, String command, EhloName name) {
        session.setAttachment(NAME, name.text(), State.Connection);
        session.setAttachment(SMTPSession.CURRENT_HELO_NAME, name.shown(), State.Connection);
        showCommand(session, command);
    }

    private static String mode(String command) {
        return command.equals("LHLO") ? "EHLO" : command;
    }

    /** Forgets the greeting, as STARTTLS demands (RFC 3207 4.2). */
    static void forgetGreeting(SMTPSession session) {
        session.removeAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection);
        session.removeAttachment(SMTPSession.CURRENT_HELO_MODE, State.Connection);
    }
}
