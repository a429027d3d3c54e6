package org.example.probe;

import org.apache.james.core.Username;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.AuthHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** Logs users in by the password {@code probe}, and throws at the user {@code throw}; James's own hook is asked about others. */
public final class ProbeAuthHook implements AuthHook {

    @Override
    public HookResult doAuth(SMTPSession session, Username username, String password) {
        if (username.getLocalPart().equals("throw")) {
            throw new IllegalStateException("the probe throws");
        }
        if (!password.equals("probe")) {
            return HookResult.DECLINED;
        }
        session.setUsername(username);
        session.setRelayingAllowed(true);
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.ok())
                .smtpDescription("the probe knows you")
                .build();
    }

    @Override
    public HookResult doSasl(SMTPSession session, OidcSASLConfiguration configuration, String initialResponse) {
        return HookResult.DECLINED;
    }
}
