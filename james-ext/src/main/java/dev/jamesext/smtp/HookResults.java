package dev.jamesext.smtp;

import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Reply;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** Our decisions in James's words. */
final class HookResults {

    private HookResults() {}

    /** No objection is DECLINED, never OK: OK would silence the hooks after ours. */
    static HookResult of(Decision decision) {
        return decision.refusal().map(HookResults::denial).orElse(HookResult.DECLINED);
    }

    static HookResult denial(Reply reply) {
        HookReturnCode.ConnectionStatus connection = reply.closes()
                ? HookReturnCode.ConnectionStatus.DISCONNECTED
                : HookReturnCode.ConnectionStatus.CONNECTED;
        HookReturnCode.Action action =
                reply.code() / 100 == 4 ? HookReturnCode.Action.DENYSOFT : HookReturnCode.Action.DENY;
        return HookResult.builder()
                .hookReturnCode(new HookReturnCode(action, connection))
                .smtpReturnCode(Integer.toString(reply.code()))
                .smtpDescription(reply.enhanced() + " " + String.join(" ", reply.lines()))
                .build();
    }
}
