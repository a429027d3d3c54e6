package dev.jamesext.runtime;

import dev.jamesext.esmtp.MtPriority;
import org.apache.james.queue.api.MailPrioritySupport;

/**
 * How this James writes down what is urgent. Its numbers differ with the version: 0 to 9 in 3.8, -9 to 9 in 3.9. Read by
 * reflection, since the compiler would write down those of the James it saw.
 */
public final class PriorityScale {

    private static final int LOWEST = number("LOW_PRIORITY");
    private static final int HIGHEST = number("HIGH_PRIORITY");

    private PriorityScale() {}

    /** What James's queue knows a priority of RFC 6710 by. */
    public static int of(int priority) {
        return of(priority, LOWEST, HIGHEST);
    }

    /** The same place on another scale; half way between two numbers the higher one, so that 0 is James's normal. */
    static int of(int priority, int lowest, int highest) {
        double part = (double) (priority - MtPriority.LOWEST) / (MtPriority.HIGHEST - MtPriority.LOWEST);
        return lowest + (int) Math.round(part * (highest - lowest));
    }

    private static int number(String constant) {
        try {
            return MailPrioritySupport.class.getField(constant).getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this James does not say what " + constant + " is", e);
        }
    }
}
