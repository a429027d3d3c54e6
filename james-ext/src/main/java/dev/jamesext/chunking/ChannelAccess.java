package dev.jamesext.chunking;

import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * The Netty channel of a session. James hands it to nobody, so it is read from the one field that holds it, found by its
 * type. No other field of James is opened, and one of Netty ({@link StockFramer}); what else is looked up by name is public.
 */
final class ChannelAccess {

    private final Optional<Field> field;

    private ChannelAccess(Optional<Field> field) {
        this.field = field;
    }

    /** The access to this James's transport. */
    static ChannelAccess ofJames() {
        return of(NettyProtocolTransport.class);
    }

    /** The access to a transport: by its first instance field that can hold a channel. */
    static ChannelAccess of(Class<?> transport) {
        Optional<Field> found = Stream.of(transport.getDeclaredFields())
                .filter(candidate -> Channel.class.isAssignableFrom(candidate.getType()))
                .findFirst();
        try {
            found.ifPresent(candidate -> candidate.setAccessible(true));
            return new ChannelAccess(found);
        } catch (RuntimeException closed) {
            // InaccessibleObjectException: James has become a module that does not open itself to us.
            return new ChannelAccess(Optional.empty());
        }
    }

    /** Whether this James has such a field. */
    boolean works() {
        return field.isPresent();
    }

    /** The channel of a session; empty when it has another transport than the one looked at. */
    Optional<Channel> channel(SMTPSession session) {
        if (field.isEmpty() || !(session instanceof ProtocolSessionImpl implementation)) {
            return Optional.empty();
        }
        ProtocolTransport transport = implementation.getProtocolTransport();
        if (!field.get().getDeclaringClass().isInstance(transport)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable((Channel) field.get().get(transport));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("the field was made accessible", impossible);
        }
    }
}
