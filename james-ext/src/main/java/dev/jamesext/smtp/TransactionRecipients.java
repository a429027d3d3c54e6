package dev.jamesext.smtp;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;

/**
 * The recipients of a transaction, as James keeps them, with a text of bounded length.
 *
 * <p>James writes the text of this list into its log context before each line that a client sends. With the text of a plain
 * list a transaction would cost the square of its recipients: half a second of CPU for 5,000 of them.
 */
final class TransactionRecipients extends ArrayList<MailAddress> {

    private static final long serialVersionUID = 1L;

    /** Recipients that the text shows. */
    static final int SHOWN_RECIPIENTS_MAX = 10;

    /** The text of a plain list, up to {@link #SHOWN_RECIPIENTS_MAX}; from then on {@code [a@b.test, ... and 5 more]}. */
    @Override
    public String toString() {
        return size() <= SHOWN_RECIPIENTS_MAX
                ? super.toString()
                : subList(0, SHOWN_RECIPIENTS_MAX).stream()
                        .map(MailAddress::toString)
                        .collect(Collectors.joining(", ", "[", " and " + (size() - SHOWN_RECIPIENTS_MAX) + " more]"));
    }
}
