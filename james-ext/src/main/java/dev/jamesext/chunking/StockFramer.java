package dev.jamesext.chunking;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.lang.reflect.Field;
import java.util.Optional;

/** What James's own framer, which is Netty's for lines, did with what it took before it was removed. */
final class StockFramer {

    /** Says in Netty's framer that a line longer than any is being dropped, of which it tells nobody before its end. */
    private static final Optional<Field> DISCARDING = discarding();

    /** By its name, since the class is not the same in all versions of James. */
    private static final String SUSPICION = "org.apache.james.protocols.netty.CommandInjectionDetectedException";

    private StockFramer() {}

    /**
     * Whether a framer that was removed had dropped the beginning of a line. To be asked on its executor.
     *
     * @return false too when this Netty does not show it
     */
    static boolean dropsALine(ChannelHandler framer) {
        if (DISCARDING.isEmpty() || !(framer instanceof LineBasedFrameDecoder)) {
            return false;
        }
        try {
            return DISCARDING.get().getBoolean(framer);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("the field was made accessible", impossible);
        }
    }

    /** Whether a failure is what a framer of James takes for an attack; it has let go of nothing then. */
    static boolean isSuspicion(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && cause.getClass().getName().equals(SUSPICION);
    }

    private static Optional<Field> discarding() {
        try {
            Field field = LineBasedFrameDecoder.class.getDeclaredField("discarding");
            field.setAccessible(true);
            return field.getType() == boolean.class ? Optional.of(field) : Optional.empty();
        } catch (NoSuchFieldException | RuntimeException other) {
            // Another Netty, or one that has become a module that does not open itself to us.
            return Optional.empty();
        }
    }
}
