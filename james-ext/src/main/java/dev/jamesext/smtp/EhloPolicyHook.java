package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.esmtp.EhloName;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the policy about the name a client gives: facts, decision, translation. */
public final class EhloPolicyHook implements HeloHook {

    private static final Logger LOGGER = LoggerFactory.getLogger(EhloPolicyHook.class);

    private final SessionFactsReader factsReader;
    private final Metric accepted;
    private final Metric rejected;
    private final Metric failed;
    private final Metric acceptedAnyway;

    @Inject
    public EhloPolicyHook(SessionFactsReader factsReader, MetricFactory metrics) {
        this.factsReader = factsReader;
        this.accepted = metrics.generate("ehlo_policy_accepted");
        this.rejected = metrics.generate("ehlo_policy_rejected");
        this.failed = metrics.generate("ehlo_policy_failed");
        this.acceptedAnyway = metrics.generate("ehlo_policy_accepted_anyway");
    }

    /** Whether what stands behind a greeting may be given as a name. */
    boolean isName(SMTPSession session, String command, String argument) {
        return nameOf(session, command, argument).refusal().isEmpty();
    }

    /** The same as a decision; counted, and logged, where it could not be made. */
    Decision name(SMTPSession session, String command, String argument) {
        Decision decision = nameOf(session, command, argument);
        if (decision instanceof Decision.TemporaryFailure) {
            count(session, EhloName.of(argument), decision);
        }
        return decision;
    }

    private Decision nameOf(SMTPSession session, String command, String argument) {
        return EhloName.fault(argument) == null
                ? Decision.ACCEPT
                : ConnectionState.policy(session)
                        .name(argument, command, factsReader.atEhlo(session, EhloName.of(argument)), Trace.NONE);
    }

    /** The policy's decision; counted, and logged where an operator should know. */
    Decision decide(SMTPSession session, EhloName name) {
        SessionFacts facts = factsReader.atEhlo(session, name);
        Policy policy = ConnectionState.policy(session);
        Decision decision;
        if (LOGGER.isDebugEnabled()) {
            TraceLog trace = new TraceLog();
            decision = policy.ehlo(name, facts, trace);
            LOGGER.debug("session {}, EHLO {}: {}{}", session.getSessionID(), name.shown(), decision, trace);
        } else {
            decision = policy.ehlo(name, facts, TraceLog.NONE);
        }
        count(session, name, decision);
        return decision;
    }

    /** For a HELO handler that is not ours: a refusal of several lines is told in one. */
    @Override
    public HookResult doHelo(SMTPSession session, String name) {
        return HookResults.of(decide(session, EhloName.of(name)));
    }

    private void count(SMTPSession session, EhloName name, Decision decision) {
        if (decision instanceof Decision.TemporaryFailure failure) {
            failed.increment();
            LOGGER.warn(
                    "session {}, EHLO {}: temporary failure: {}",
                    session.getSessionID(),
                    name.shown(),
                    TraceLog.oneLine(failure.cause()));
        } else if (decision instanceof Decision.AcceptAnyway anyway) {
            acceptedAnyway.increment();
            LOGGER.warn(
                    "session {}, EHLO {}: accepted although the script failed (james-ext.on-error): {}",
                    session.getSessionID(),
                    name.shown(),
                    TraceLog.oneLine(anyway.cause()));
        } else if (decision instanceof Decision.Reject) {
            rejected.increment();
        } else {
            accepted.increment();
        }
    }
}
