package dev.jamesext.chunking;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts our framer in the place of James's own, connection by connection. Where it cannot, because this James is built in
 * another way than those we know, it says so once and everything else works: without it there is no CHUNKING, DATA is
 * James's own, and commands that would take long fail for the time being.
 */
@Singleton
public final class Framing {

    private static final Logger LOGGER = LoggerFactory.getLogger(Framing.class);

    private final ChannelAccess access;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Checks James's transport once, at boot. */
    @Inject
    public Framing() {
        this(ChannelAccess.ofJames());
    }

    Framing(ChannelAccess access) {
        this.access = access;
        if (!access.works()) {
            warn("its transport has no field that holds a Netty channel");
        }
    }

    /**
     * Takes over the framing of a connection that is being accepted. To be called by its connect handler, before the
     * greeting is written.
     */
    public void install(SMTPSession session) {
        Optional<Channel> channel = access.channel(session);
        if (channel.isEmpty()) {
            warn("a session came without a Netty channel");
        } else if (!FramedConnection.install(session, channel.get())) {
            warn("its pipeline has other handlers: " + channel.get().pipeline().names());
        }
    }

    private void warn(String reason) {
        if (!warned.getAndSet(true)) {
            LOGGER.warn(
                    "this James is not one that james-ext knows how to frame for ({}): CHUNKING is not offered, and"
                            + " commands that need time are answered 451",
                    reason);
        }
    }
}
