package dev.jamesext.policy;

import dev.jamesext.expr.Outside;
import dev.jamesext.expr.Value;
import dev.jamesext.expr.Variable;
import dev.jamesext.expr.Variables;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is known about a session when the policy is asked. Immutable; a change of the session makes new facts. */
public final class SessionFacts implements Variables {

    private final Value[] values;
    private final Stage stage;
    private final Instant now;
    private final Protocol protocol;
    private final Optional<Tls> tls;
    private final boolean greeted;
    private final Outside outside;

    private SessionFacts(Builder builder) {
        this.values = builder.values.clone();
        this.stage = builder.stage;
        this.now = builder.now;
        this.protocol = builder.protocol;
        this.tls = builder.tls;
        this.greeted = builder.greeted;
        this.outside = Outside.NONE;
    }

    private SessionFacts(SessionFacts other, Outside outside) {
        this.values = other.values;
        this.stage = other.stage;
        this.now = other.now;
        this.protocol = other.protocol;
        this.tls = other.tls;
        this.greeted = other.greeted;
        this.outside = outside;
    }

    /** Facts to be filled in; what is left out reads as the empty text. */
    public static Builder builder(Stage stage, Instant now) {
        return new Builder(stage, now);
    }

    @Override
    public Value value(Variable variable) {
        return values[variable.slot()];
    }

    /** The value of a session variable as text, as scripts see it. */
    public String text(SessionVariable variable) {
        return values[variable.variable().slot()].asText();
    }

    /** Whether a session variable is a true value. */
    public boolean truth(SessionVariable variable) {
        return values[variable.variable().slot()].truth();
    }

    public Stage stage() {
        return stage;
    }

    /** When the policy is asked. */
    public Instant now() {
        return now;
    }

    @Override
    public Outside outside() {
        return outside;
    }

    /** The same facts, with somebody to ask. */
    public SessionFacts asking(Outside other) {
        return new SessionFacts(this, other);
    }

    /** What the listener speaks. */
    public Protocol protocol() {
        return protocol;
    }

    /** Whether the client has given a name, be it empty. */
    public boolean greeted() {
        return greeted;
    }

    /** The TLS session, when the connection is encrypted. */
    public Optional<Tls> tls() {
        return tls;
    }

    /**
     * The encryption of a session.
     *
     * @param protocol such as {@code TLSv1.3}
     * @param cipher the cipher suite's name
     */
    public record Tls(String protocol, String cipher) {}

    /** Collects facts. Not thread-safe. */
    public static final class Builder {

        private final Value[] values = new Value[SessionVariable.values().length];
        private final Stage stage;
        private final Instant now;
        private Protocol protocol = Protocol.SMTP;
        private Optional<Tls> tls = Optional.empty();
        private boolean greeted;

        private Builder(Stage stage, Instant now) {
            this.stage = stage;
            this.now = now;
            for (SessionVariable variable : SessionVariable.values()) {
                values[variable.variable().slot()] = switch (variable.variable().type()) {
                    case BOOLEAN -> Value.FALSE;
                    case NUMBER -> new Value.Whole(0);
                    default -> Value.EMPTY;
                };
            }
        }

        public Builder listener(String name) {
            return text(SessionVariable.LISTENER, name);
        }

        public Builder remote(InetAddress address, int port) {
            return address(SessionVariable.REMOTE_IP, address).number(SessionVariable.REMOTE_PORT, port);
        }

        public Builder local(InetAddress address, int port) {
            return address(SessionVariable.LOCAL_IP, address).number(SessionVariable.LOCAL_PORT, port);
        }

        /** The protocol of the listener; SMTP where nothing is said. */
        public Builder protocol(Protocol spoken) {
            protocol = spoken;
            return text(SessionVariable.PROTOCOL, spoken.word());
        }

        /** Says that the session is encrypted. */
        public Builder tls(Tls session) {
            tls = Optional.of(session);
            values[SessionVariable.IS_TLS.variable().slot()] = Value.TRUE;
            return this;
        }

        /** The name the client gives; kept in lower case and without one final dot, as lists compare names. */
        public Builder heloDomain(String name) {
            greeted = true;
            return text(SessionVariable.HELO_DOMAIN, withoutFinalDot(name.toLowerCase(Locale.ROOT)));
        }

        public Builder authenticatedAs(String login) {
            return text(SessionVariable.AUTHENTICATED_AS, login.toLowerCase(Locale.ROOT));
        }

        /** The reverse path without brackets; empty for the null sender. One final dot of its domain is dropped. */
        public Builder sender(String address) {
            String lower = withoutFinalDot(address.toLowerCase(Locale.ROOT));
            return text(SessionVariable.SENDER, lower)
                    .text(SessionVariable.SENDER_DOMAIN, lower.substring(lower.lastIndexOf('@') + 1));
        }

        public SessionFacts build() {
            return new SessionFacts(this);
        }

        /** A lone dot stays: a client that gave it has greeted. */
        private static String withoutFinalDot(String name) {
            return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        }

        private Builder text(SessionVariable variable, String text) {
            values[variable.variable().slot()] = new Value.Text(text);
            return this;
        }

        private Builder number(SessionVariable variable, int number) {
            values[variable.variable().slot()] = new Value.Whole(number);
            return this;
        }

        private Builder address(SessionVariable variable, InetAddress address) {
            values[variable.variable().slot()] = Value.Address.of(address);
            return this;
        }
    }
}
