package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.source.Printable;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many reports on the mail of one sender go out in an hour, and how many octets: {@code james-ext.reports-per-hour-max} and
 * {@code report-octets-per-hour-max}. The hour of a sender begins with the first report. For any thread.
 */
@Singleton
public final class ReportLimits {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportLimits.class);

    /** Senders that are remembered ({@link KeyedCounts} says which one goes when there is one too many). */
    static final int SENDERS_MAX = 10_000;

    private static final Duration HOUR = Duration.ofHours(1);

    private final LongSupplier reportsMax;
    private final LongSupplier octetsMax;
    private final Metric refused;
    private final KeyedCounts<String> reports;
    private final KeyedCounts<String> octets;
    private final KeyedCounts<String> refusals;

    @Inject
    public ReportLimits(PolicyInForce policy, MetricFactory metrics, Clock clock) {
        this(
                () -> policy.get().orElseThrow().reportsPerHourMax(),
                () -> policy.get().orElseThrow().reportOctetsPerHourMax(),
                metrics.generate("dsn_reports_over_limit"),
                clock);
    }

    ReportLimits(LongSupplier reportsMax, LongSupplier octetsMax, Metric refused, Clock clock) {
        this.reportsMax = reportsMax;
        this.octetsMax = octetsMax;
        this.refused = refused;
        this.reports = new KeyedCounts<>(clock, HOUR, SENDERS_MAX);
        this.octets = new KeyedCounts<>(clock, HOUR, SENDERS_MAX);
        this.refusals = new KeyedCounts<>(clock, HOUR, SENDERS_MAX);
    }

    /**
     * Whether one more report may be sent; it counts if so. One that may not is counted by the metric
     * {@code dsn_reports_over_limit}, and the first of an hour is logged.
     *
     * @param sender whose mail the report is about: a user, or the sender's address
     * @param size octets of the report, 1 or more
     */
    public boolean take(String sender, long size) {
        if (counts(sender, size)) {
            return true;
        }
        refused.increment();
        if (refusals.add(sender, 1) == 1) {
            LOGGER.warn("no more reports on mail of {} in this hour: the limit is reached", Printable.of(sender));
        }
        return false;
    }

    /** Both counts or none. */
    private synchronized boolean counts(String sender, long size) {
        return reports.count(sender) < reportsMax.getAsLong()
                && octets.addUpTo(sender, size, octetsMax.getAsLong())
                && reports.addUpTo(sender, 1, reportsMax.getAsLong());
    }
}
