package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Reply;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;

/**
 * Every line whose first word is no command of the chain, after the hooks that count or judge unknown ones. James's own reply
 * repeats the word; ours does so only where it could be a command.
 */
public final class UnknownHandler extends UnknownCmdHandler {

    private static final Reply NOT_A_COMMAND = Reply.of(500, "5.5.2", "That is not a command");

    @Inject
    public UnknownHandler(MetricFactory metricFactory) {
        super(metricFactory);
    }

    @Override
    protected Response doCoreCmd(SMTPSession session, String command, String parameters) {
        return StrictDispatcher.isVerb(command)
                ? super.doCoreCmd(session, command, parameters)
                : Replies.response(NOT_A_COMMAND);
    }
}
