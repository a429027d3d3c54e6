package org.example.probe;

import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.UnknownHook;

/** Remembers what was unknown; whoever says {@code PLEASE-GO} has to. */
public final class ProbeUnknownHook implements UnknownHook {

    @Override
    public HookResult doUnknown(SMTPSession session, String command) {
        Marks.unknown(session, command);
        return command.equals("PLEASE-GO")
                ? HookResult.builder()
                        .hookReturnCode(HookReturnCode.disconnected(HookReturnCode.Action.DENY))
                        .smtpReturnCode("521")
                        .smtpDescription("Gone")
                        .build()
                : HookResult.DECLINED;
    }
}
