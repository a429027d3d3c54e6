package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import java.util.Set;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the policy what a session is granted now (decision 25); what cannot be found out is counted and logged. */
final class Grants {

    private static final Logger LOGGER = LoggerFactory.getLogger(Grants.class);

    private final Metric failed;

    @Inject
    Grants(MetricFactory metrics) {
        this.failed = metrics.generate("ehlo_offers_failed");
    }

    /** All that is granted. */
    Offering all(SMTPSession session, SessionFacts facts) {
        return noted(session, ConnectionState.policy(session).offers(facts, Trace.NONE));
    }

    /** Which of some extensions are granted. */
    Offering some(SMTPSession session, Set<Extension> some, SessionFacts facts) {
        return noted(session, ConnectionState.policy(session).offers(some, facts, Trace.NONE));
    }

    private Offering noted(SMTPSession session, Offering offering) {
        if (offering instanceof Offering.Unknown unknown) {
            failed.increment();
            LOGGER.warn(
                    "session {}: what to offer is unknown: {}",
                    session.getSessionID(),
                    TraceLog.oneLine(unknown.failure().cause()));
        }
        return offering;
    }
}
