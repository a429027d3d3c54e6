package dev.jamesext.smtp;

import com.google.inject.Inject;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offering;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import dev.jamesext.runtime.SpoolQueue;
import java.util.EnumSet;
import java.util.Set;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.smtp.SMTPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the policy what a session is granted now (decision 25); what cannot be found out is counted and logged. */
final class Grants {

    private static final Logger LOGGER = LoggerFactory.getLogger(Grants.class);

    /** Those that keep a mail back for a while. */
    private static final Set<Extension> NEED_DELAYS = EnumSet.of(Extension.FUTURERELEASE, Extension.DELIVERBY);

    private final SpoolQueue spool;
    private final Metric failed;

    @Inject
    Grants(SpoolQueue spool, MetricFactory metrics) {
        this.spool = spool;
        this.failed = metrics.generate("ehlo_offers_failed");
    }

    /** All that is granted. */
    Offering all(SMTPSession session, SessionFacts facts) {
        return noted(session, ConnectionState.policy(session).offers(facts, Trace.NONE));
    }

    /** Which of some extensions are granted to a command that uses them. */
    Offering some(SMTPSession session, Set<Extension> some, SessionFacts facts) {
        return noted(session, ConnectionState.policy(session).uses(some, facts, Trace.NONE));
    }

    private Offering noted(SMTPSession session, Offering offering) {
        if (offering instanceof Offering.Unknown unknown) {
            failed.increment();
            LOGGER.warn(
                    "session {}: what to offer is unknown: {}",
                    session.getSessionID(),
                    TraceLog.oneLine(unknown.failure().cause()));
        }
        return offering instanceof Offering.Known known && !spool.keepsBack()
                ? new Offering.Known(known.offers().without(NEED_DELAYS))
                : offering;
    }
}
