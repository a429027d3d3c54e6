package dev.jamesext.chunking;

import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The header of the PROXY protocol, as James's decoder gives it. One that names no client ({@code UNKNOWN} of version 1,
 * {@code LOCAL} or {@code UNSPEC} of version 2) comes from the proxy itself, which looks whether the server lives: the
 * protocol demands that such a connection is served with the addresses of the socket. James throws there.
 */
final class ProxyHeader {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProxyHeader.class);

    private ProxyHeader() {}

    /** Takes a message out of the pipeline if it is such a header. James then knows nothing but the socket. */
    static boolean takesOut(Object message) {
        if (!(message instanceof HAProxyMessage header) || header.proxiedProtocol() != HAProxyProxiedProtocol.UNKNOWN) {
            return false;
        }
        LOGGER.debug("a proxy speaks for itself: {} {}", header.protocolVersion(), header.command());
        header.release();
        return true;
    }
}
