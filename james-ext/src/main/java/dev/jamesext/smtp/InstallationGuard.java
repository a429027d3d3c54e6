package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.runtime.Installation;
import org.apache.james.protocols.api.handler.ProtocolHandler;

/**
 * Asks for the installation before any other core handler of ours is made. With {@code extensions.properties} and the
 * {@link Listener} both forgotten nobody else would: the injector would only say that it lacks a binding.
 */
public final class InstallationGuard implements ProtocolHandler {

    @Inject
    public InstallationGuard(Installation installation) {
        if (installation.endpoints().isEmpty()) {
            throw new IllegalStateException("a chain has our core handlers, yet the installation knows no endpoint");
        }
    }
}
