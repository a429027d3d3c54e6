package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.runtime.Installation;
import dev.jamesext.runtime.ServerLife;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.protocols.api.handler.ProtocolHandler;

/**
 * Tells the handlers of its chain the listener's name: {@code <handler class="dev.jamesext.smtp.Listener"><listener>smtp
 * </listener></handler>}. Core handlers get no configuration in James, so the name has to come in through a handler that
 * does.
 */
public final class Listener implements ProtocolHandler {

    private final ServerLife life;
    private String name = "";

    /** Asks for the installation, so that a half installed module is found by whichever half is there. */
    @Inject
    public Listener(Installation installation, ServerLife life) {
        this.life = life;
        if (installation.endpoints().isEmpty()) {
            throw new IllegalStateException("a chain has a Listener, yet the installation knows no endpoint");
        }
    }

    @Override
    public void init(Configuration configuration) {
        name = configuration.getString("listener", "").strip();
        life.enter();
    }

    /** James stops the server of this chain. */
    @Override
    public void destroy() {
        life.leave();
    }

    /** The name given in the XML; empty when there is none. */
    String name() {
        return name;
    }
}
