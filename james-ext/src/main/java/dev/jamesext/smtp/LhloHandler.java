package dev.jamesext.smtp;

import com.google.inject.Inject;
import org.apache.james.metrics.api.MetricFactory;

/** LHLO: EHLO on LMTP, in all but its name (RFC 2033 4.1). */
public final class LhloHandler extends EhloHandler {

    @Inject
    public LhloHandler(MetricFactory metricFactory, OutsideQuestions questions) {
        super("LHLO", metricFactory, questions);
    }
}
