package org.example.probe;

import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** Does what the first label of the name says. */
public final class ProbeHeloHook implements HeloHook {

    @Override
    public HookResult doHelo(SMTPSession session, String name) {
        Marks.asked(session, name);
        Marks.hookSees(session, name);
        return switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
            case "refuse" -> refusal(HookReturnCode.deny());
            case "refuse-softly" -> HookResult.DENYSOFT;
            case "disconnect" -> refusal(HookReturnCode.disconnected(HookReturnCode.Action.DENY));
            case "ok" -> HookResult.OK;
            case "throw" -> throw new IllegalStateException("the probe throws");
            case "misbuilt" -> throw new NoClassDefFoundError("the/probe/WasBuiltForAnotherJames");
            case "verdict" -> judged(session, "suspicious", HookResult.DECLINED);
            case "verdict-and-refuse" -> judged(session, "suspicious", refusal(HookReturnCode.deny()));
            case "look" -> judged(session, "it sees " + transaction(session), HookResult.DECLINED);
            default -> HookResult.DECLINED;
        };
    }

    private static HookResult judged(SMTPSession session, String verdict, HookResult result) {
        Marks.judge(session, verdict);
        return result;
    }

    /** Whether the hook sees the transaction that the accepted EHLO is about to end; with James's own handlers it does not. */
    private static String transaction(SMTPSession session) {
        return session.getAttachment(SMTPSession.SENDER, State.Transaction).isPresent() ? "a sender" : "no sender";
    }

    private static HookResult refusal(HookReturnCode code) {
        return HookResult.builder()
                .hookReturnCode(code)
                .smtpReturnCode("550")
                .smtpDescription("5.7.1 the probe refuses")
                .build();
    }

    @Override
    public Set<String> implementedEsmtpFeatures(SMTPSession session) {
        return Set.of("XHOOK");
    }
}
