package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 12, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private static final Report.Recipient BOB = new Report.Recipient(
            Optional.of("rfc822;robert@example.org"),
            "bob@example.test",
            "5.1.1",
            Optional.of("550 5.1.1 nobody"),
            true);
    private static final Report.Recipient CAT = new Report.Recipient(
            Optional.empty(), "cat@example.test", "5.2.0", Optional.of("The mailbox is full"), false);

    private static String written(Action action, Returned returned, Report.Recipient... recipients) throws IOException {
        byte[] octets = new Report(
                        action,
                        "mail.example.test",
                        "postmaster@example.test",
                        "ann@example.test",
                        Optional.of("id"),
                        Optional.of(NOW),
                        List.of(recipients),
                        NOW)
                .octets(returned);
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private static Returned message(String text, boolean whole) throws IOException {
        return Returned.of(out -> out.write(text.getBytes(StandardCharsets.US_ASCII)), whole);
    }

    /** RFC 3464 2.1: the fields of the message once, then a group for each recipient. */
    @Test
    void oneReportHasAGroupForEachRecipient() throws IOException {
        assertThat(written(Action.FAILED, message("Subject: x\r\n\r\ncontent", false), BOB, CAT))
                .contains("""
                        Content-Type: message/delivery-status
                        Content-Transfer-Encoding: 7bit

                        Original-Envelope-Id: id
                        Reporting-MTA: dns; mail.example.test
                        Arrival-Date: Tue, 1 Dec 2026 12:00:00 +0000

                        Original-Recipient: rfc822;robert@example.org
                        Final-Recipient: rfc822; bob@example.test
                        Action: failed
                        Status: 5.1.1
                        Diagnostic-Code: smtp; 550 5.1.1 nobody
                        Last-Attempt-Date: Tue, 1 Dec 2026 12:00:00 +0000

                        Final-Recipient: rfc822; cat@example.test
                        Action: failed
                        Status: 5.2.0
                        Diagnostic-Code: x-james; The mailbox is full
                        Last-Attempt-Date: Tue, 1 Dec 2026 12:00:00 +0000
                        """.replace("\n", "\r\n"))
                .contains("    bob@example.test\r\n        550 5.1.1 nobody\r\n    cat@example.test\r\n");
    }

    @Test
    void returnsTheHeaderOrTheWhole() throws IOException {
        assertThat(written(Action.FAILED, message("Subject: x\r\n\r\ncontent", false), BOB))
                .contains("Content-Type: text/rfc822-headers\r\n", "\r\n\r\nSubject: x\r\n\r\n\r\n--")
                .doesNotContain("\r\ncontent");
        assertThat(written(Action.FAILED, message("Subject: x\r\n\r\ncontent", true), BOB))
                .contains("Content-Type: message/rfc822\r\n", "\r\n\r\nSubject: x\r\n\r\ncontent\r\n--");
    }

    /** What is left out is said where a human reads first. */
    @Test
    void saysWhatIsLeftOut() throws IOException {
        String report = written(Action.DELIVERED, message("X: y\r\n".repeat(100_000) + "\r\n", false), BOB);
        assertThat(report.substring(0, report.indexOf("message/delivery-status")))
                .contains("\r\nIts header is longer than 50 KiB: the rest of it is left out.\r\n");
        assertThat(report).hasSizeBetween(Returned.HEADER_OCTETS_MAX, Returned.HEADER_OCTETS_MAX + 4096);
    }

    /** RFC 6522 3: the third part may be missing. */
    @Test
    void mayReturnNothing() throws IOException {
        String report = written(Action.FAILED, Returned.nothing("Nothing is returned today."), BOB);
        assertThat(report)
                .contains("\r\nNothing is returned today.\r\n")
                .doesNotContain("rfc822-headers", "message/rfc822");
        assertThat(report.split("\r\n--=_", -1)).as("two parts and the end").hasSize(4);
    }
}
