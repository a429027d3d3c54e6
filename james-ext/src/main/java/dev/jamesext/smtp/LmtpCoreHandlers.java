package dev.jamesext.smtp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.lmtpserver.CoreCmdHandlerLoader;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.lmtp.core.LhloCmdHandler;
import org.apache.james.protocols.lmtp.core.WelcomeMessageHandler;

/**
 * James's core handlers of an LMTP listener that puts messages into mailboxes itself, with ours in the place of those they
 * replace. Named in {@code <handlerchain coreHandlersPackage="...">} of {@code lmtpserver.xml}.
 */
public final class LmtpCoreHandlers implements HandlersPackage {

    private static final Map<String, String> REPLACEMENTS = Map.of(
            WelcomeMessageHandler.class.getName(), LmtpWelcomeHandler.class.getName(),
            LhloCmdHandler.class.getName(), LhloHandler.class.getName());

    /** James's lists for LMTP lack the second, so that an unknown command got a reply without enhanced code. */
    private static final List<String> ADDITIONS =
            List.of(LhloOnlyHandler.class.getName(), UnknownHandler.class.getName());

    @Override
    public List<String> getHandlers() {
        return withOurs(new CoreCmdHandlerLoader().getHandlers());
    }

    /** A list of James's for LMTP with ours in it. */
    static List<String> withOurs(List<String> stock) {
        return Stream.concat(CoreHandlers.withOurs(stock), ADDITIONS.stream())
                .map(name -> REPLACEMENTS.getOrDefault(name, name))
                .distinct()
                .toList();
    }
}
