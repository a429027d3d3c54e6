package dev.jamesext.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.junit.jupiter.api.Test;

final class TransactionRecipientsTest {

    private static List<MailAddress> recipients(int count) throws Exception {
        List<MailAddress> recipients = new TransactionRecipients();
        for (int i = 1; i <= count; i++) {
            recipients.add(new MailAddress("r" + i + "@example.test"));
        }
        return recipients;
    }

    @Test
    void showsAsManyAsAreAllowedAsAPlainListDoes() throws Exception {
        List<MailAddress> recipients = recipients(TransactionRecipients.SHOWN_RECIPIENTS_MAX);
        assertThat(recipients).hasToString(new ArrayList<>(recipients).toString());
        assertThat(recipients(0)).hasToString("[]");
    }

    @Test
    void countsThoseThatItDoesNotShow() throws Exception {
        assertThat(recipients(TransactionRecipients.SHOWN_RECIPIENTS_MAX + 1).toString())
                .startsWith("[r1@example.test, r2@example.test, ")
                .endsWith(", r10@example.test and 1 more]");
    }

    /** What James does with this text it does once for each line of the client. */
    @Test
    void isNoLongerForManyRecipients() throws Exception {
        assertThat(recipients(5000).toString())
                .hasSameSizeAs(recipients(1000 + TransactionRecipients.SHOWN_RECIPIENTS_MAX)
                        .toString());
    }

    @Test
    void holdsThemAll() throws Exception {
        assertThat(recipients(50)).hasSize(50).isEqualTo(new ArrayList<>(recipients(50)));
    }
}
