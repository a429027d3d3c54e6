package dev.jamesext.smtp;

import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.AbstractHookableCmdHandler;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EHLO, HELO and LHLO (RFC 5321 4.1.1.1, RFC 2033 4.1) in the order of decision 12: syntax, our policy, then the hooks of
 * others; only when all of them agree does anything change. James's own handlers reset the transaction and overwrite the
 * name first and ask then, which is why they are replaced and not only hooked. Hooks see the name all the same, and the whole
 * argument; what they refuse is put back.
 */
abstract class GreetingHandler extends AbstractHookableCmdHandler<HeloHook> {

    private static final Logger LOGGER = LoggerFactory.getLogger(GreetingHandler.class);

    private final String command;
    private final OutsideQuestions questions;
    private Optional<EhloPolicyHook> policyHook = Optional.empty();

    GreetingHandler(String command, MetricFactory metricFactory, OutsideQuestions questions) {
        super(metricFactory);
        this.command = command;
        this.questions = questions;
    }

    /** The reply to an accepted greeting. Must not change the session, but for what {@link #greet} puts back: it may still fail. */
    abstract Response welcome(SMTPSession session, EhloName name);

    @Override
    public final Response onCommand(SMTPSession session, Request request) {
        String argument = argument(request.getArgument());
        return policy().isName(session, command, argument)
                ? questions.ofEhlo(session, EhloName.of(argument), () -> greet(session, request))
                : greet(session, request);
    }

    private EhloPolicyHook policy() {
        return policyHook.orElseThrow(() -> new IllegalStateException("EhloPolicyHook is not in this chain"));
    }

    private Response greet(SMTPSession session, Request request) {
        TransactionCopy before = TransactionCopy.take(session);
        ConnectionState.Greeting former = ConnectionState.greeting(session);
        Response response;
        try {
            response = super.onCommand(session, request);
        } catch (RuntimeException | LinkageError bug) {
            // LinkageError: the hook of another extension, compiled against another James. To James it would be the end
            // of the connection.
            LOGGER.error("{} failed in session {}", command, session.getSessionID(), bug);
            response = Replies.response(
                    Policy.temporaryFailure("a bug, see the log").reply());
        }
        if (response.getRetCode().equals(SMTPRetCode.MAIL_OK)) {
            TransactionCopy.end(session);
            ConnectionState.greet(session, command, EhloName.of(argument(request.getArgument())));
            return response;
        }
        before.putBack(session);
        former.putBack(session);
        return RefusedGreetings.count(session, response);
    }

    @Override
    protected final @Nullable Response doFilterChecks(SMTPSession session, String verb, @Nullable String parameters) {
        String argument = argument(parameters);
        Decision name = policy().name(session, command, argument);
        Decision decision = name.refusal().isPresent() ? name : policy().decide(session, EhloName.of(argument));
        Optional<Response> refusal = decision.refusal().map(Replies::response);
        if (refusal.isEmpty()) {
            ConnectionState.showArgument(session, argument);
        }
        return refusal.orElse(null);
    }

    @Override
    protected final Response doCoreCmd(SMTPSession session, String verb, @Nullable String parameters) {
        ConnectionState.showCommand(session, command);
        return welcome(session, EhloName.of(argument(parameters)));
    }

    /** The line every greeting is answered with, EHLO's first (RFC 5321 4.2.5: the domain comes first). */
    static String greeting(SMTPSession session, EhloName name) {
        String shown = name.text().isEmpty() ? "" : name.shown() + " ";
        return session.getConfiguration().getHelloName() + " Hello " + shown + "["
                + session.getRemoteAddress().getAddress().getHostAddress() + "]";
    }

    private static String argument(@Nullable String parameters) {
        return parameters == null ? "" : parameters;
    }

    @Override
    public final Collection<String> getImplCommands() {
        return Set.of(command);
    }

    @Override
    protected final Class<HeloHook> getHookInterface() {
        return HeloHook.class;
    }

    @Override
    protected final HookResult callHook(HeloHook hook, SMTPSession session, @Nullable String parameters) {
        return hook.doHelo(session, EhloName.shown(argument(parameters)));
    }

    /** Takes our own hook out of the chain: it is asked first, wherever it stands, and before anything changes. */
    @Override
    public void wireExtensions(Class<?> type, List<?> handlers) {
        if (type != HeloHook.class) {
            super.wireExtensions(type, handlers);
            return;
        }
        policyHook = handlers.stream()
                .filter(EhloPolicyHook.class::isInstance)
                .map(EhloPolicyHook.class::cast)
                .findFirst();
        super.wireExtensions(
                type,
                handlers.stream()
                        .filter(hook -> !(hook instanceof EhloPolicyHook))
                        .toList());
    }
}
