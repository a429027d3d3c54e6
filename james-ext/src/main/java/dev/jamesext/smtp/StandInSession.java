package dev.jamesext.smtp;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Username;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * A session of nobody: logged in, inside TLS, on this machine. Handlers are asked with it what they would announce, before a
 * client comes. Whatever is attached to it is forgotten.
 */
final class StandInSession {

    private static final Map<Class<?>, Object> ANSWERS = Map.of(
            boolean.class,
            true,
            int.class,
            0,
            long.class,
            0L,
            String.class,
            "",
            Optional.class,
            Optional.empty(),
            Map.class,
            Map.of(),
            List.class,
            List.of(),
            Set.class,
            Set.of(),
            Username.class,
            Username.of("nobody"),
            InetSocketAddress.class,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private StandInSession() {}

    static SMTPSession make() {
        return of(SMTPSession.class);
    }

    private static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                StandInSession.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer(self, method)));
    }

    private static @Nullable Object answer(Object self, Method method) {
        if (method.getReturnType() == SMTPConfiguration.class) {
            return of(SMTPConfiguration.class);
        }
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> false;
            default -> ANSWERS.get(method.getReturnType());
        };
    }
}
