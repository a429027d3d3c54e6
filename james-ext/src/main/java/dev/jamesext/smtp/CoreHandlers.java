package dev.jamesext.smtp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.ExpnCmdHandler;
import org.apache.james.protocols.smtp.core.HeloCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.MailSizeEsmtpExtension;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;
import org.apache.james.smtpserver.JamesDataCmdHandler;
import org.apache.james.smtpserver.JamesMailCmdHandler;
import org.apache.james.smtpserver.JamesRcptCmdHandler;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;

/**
 * James's own core handlers with ours in the place of those they replace, made from James's list at run time so that
 * handlers of other versions stay. Named in {@code <handlerchain coreHandlersPackage="...">}.
 */
public final class CoreHandlers implements HandlersPackage {

    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            replacement(JamesWelcomeMessageHandler.class, WelcomeHandler.class),
            replacement(CommandDispatcher.class, StrictDispatcher.class),
            replacement(JamesDataCmdHandler.class, DataHandler.class),
            replacement(EhloCmdHandler.class, EhloHandler.class),
            replacement(HeloCmdHandler.class, HeloHandler.class),
            replacement(JamesMailCmdHandler.class, MailHandler.class),
            replacement(JamesRcptCmdHandler.class, RcptHandler.class),
            replacement(VrfyCmdHandler.class, VrfyHandler.class),
            replacement(ExpnCmdHandler.class, ExpnHandler.class),
            replacement(MailSizeEsmtpExtension.class, SizeHandler.class),
            replacement(StartTlsCmdHandler.class, StartTlsHandler.class),
            replacement(UnknownCmdHandler.class, UnknownHandler.class));

    /** They come first, in this order. */
    private static final List<String> ADDITIONS = List.of(
            InstallationGuard.class.getName(),
            EnhancedCodes.class.getName(),
            EhloPolicyHook.class.getName(),
            PolicyEhloExtension.class.getName(),
            BdatHandler.class.getName(),
            EnvelopeExtensionsHook.class.getName(),
            ChainReview.class.getName());

    @Override
    public List<String> getHandlers() {
        return withOurs(new CoreCmdHandlerLoader().getHandlers()).toList();
    }

    /** A list of James's with ours in it, as far as the handlers of SMTP and LMTP are the same. */
    static Stream<String> withOurs(List<String> stock) {
        return Stream.concat(
                ADDITIONS.stream(),
                stock.stream()
                        .map(name -> REPLACEMENTS.getOrDefault(name, name))
                        .flatMap(LineParts::before));
    }

    private static Map.Entry<String, String> replacement(Class<?> james, Class<?> ours) {
        return Map.entry(james.getName(), ours.getName());
    }
}
