package dev.jamesext.smtp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.ExpnCmdHandler;
import org.apache.james.protocols.smtp.core.HeloCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;
import org.apache.james.smtpserver.JamesMailCmdHandler;
import org.apache.james.smtpserver.JamesRcptCmdHandler;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;

/**
 * James's own core handlers with ours in the place of those they replace, made from James's list at run time so that
 * handlers of other versions stay. Named in {@code <handlerchain coreHandlersPackage="...">}.
 */
public final class CoreHandlers implements HandlersPackage {

    private static final Map<String, String> REPLACEMENTS = Map.of(
            JamesWelcomeMessageHandler.class.getName(), WelcomeHandler.class.getName(),
            CommandDispatcher.class.getName(), StrictDispatcher.class.getName(),
            EhloCmdHandler.class.getName(), EhloHandler.class.getName(),
            HeloCmdHandler.class.getName(), HeloHandler.class.getName(),
            JamesMailCmdHandler.class.getName(), MailHandler.class.getName(),
            JamesRcptCmdHandler.class.getName(), RcptHandler.class.getName(),
            VrfyCmdHandler.class.getName(), VrfyHandler.class.getName(),
            ExpnCmdHandler.class.getName(), ExpnHandler.class.getName(),
            StartTlsCmdHandler.class.getName(), StartTlsHandler.class.getName());

    /** They come first, in this order. */
    private static final List<String> ADDITIONS = List.of(
            InstallationGuard.class.getName(), EhloPolicyHook.class.getName(), PolicyEhloExtension.class.getName());

    @Override
    public List<String> getHandlers() {
        return Stream.concat(
                        ADDITIONS.stream(),
                        new CoreCmdHandlerLoader()
                                .getHandlers().stream().map(name -> REPLACEMENTS.getOrDefault(name, name)))
                .toList();
    }
}
