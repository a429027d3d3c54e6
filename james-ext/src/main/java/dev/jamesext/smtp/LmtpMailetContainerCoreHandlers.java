package dev.jamesext.smtp;

import java.util.List;
import org.apache.james.lmtpserver.MailetContainerCmdHandlerLoader;
import org.apache.james.protocols.lib.handler.HandlersPackage;

/**
 * The same as {@link LmtpCoreHandlers} for an LMTP listener that hands messages to the mailet container, as James's own
 * {@code MailetContainerCmdHandlerLoader} does.
 */
public final class LmtpMailetContainerCoreHandlers implements HandlersPackage {

    @Override
    public List<String> getHandlers() {
        return LmtpCoreHandlers.withOurs(new MailetContainerCmdHandlerLoader().getHandlers()).stream()
                .map(name -> name.equals(LmtpWelcomeHandler.class.getName())
                        ? LmtpToMailetsWelcomeHandler.class.getName()
                        : name)
                .toList();
    }
}
