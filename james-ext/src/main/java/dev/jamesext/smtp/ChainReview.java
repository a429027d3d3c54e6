package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.runtime.PolicyRuntime;
import java.util.List;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the handlers of its chain once, when James has made them, and warns of those that work against each other. */
public final class ChainReview implements ProtocolHandler, ExtensibleHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChainReview.class);

    private final PolicyRuntime runtime;
    private final EnvelopeExtensions extensions;

    @Inject
    public ChainReview(PolicyRuntime runtime, EnvelopeExtensions extensions) {
        this.runtime = runtime;
        this.extensions = extensions;
    }

    @Override
    public List<Class<?>> getMarkerInterfaces() {
        return List.of(ProtocolHandler.class);
    }

    @Override
    public void wireExtensions(Class<?> type, List<?> handlers) {
        new HandlerConflicts(runtime.current(), extensions, handlers).warnings().forEach(LOGGER::warn);
    }
}
