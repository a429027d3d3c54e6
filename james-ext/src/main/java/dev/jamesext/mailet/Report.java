package dev.jamesext.mailet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery status notification as it goes over the wire (RFC 3464).
 *
 * @param action what has become of the mail for all recipients
 * @param server the name of the server that reports
 * @param from the address the report comes from
 * @param to the sender of the mail
 * @param envelopeId what the sender calls the mail
 * @param arrival when the mail came
 * @param recipients at least one
 * @param now when the report is written
 */
record Report(
        Action action,
        String server,
        String from,
        String to,
        Optional<String> envelopeId,
        Optional<ZonedDateTime> arrival,
        List<Recipient> recipients,
        ZonedDateTime now) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    /**
     * One recipient. All texts are one line of printable US-ASCII.
     *
     * @param original the field {@code Original-Recipient}
     * @param address where the mail was to go in the end
     * @param status the enhanced status (RFC 3463)
     * @param explanation of the server that did not take the mail, or ours
     * @param isFromSmtp whether the explanation is the reply of an SMTP server
     */
    record Recipient(
            Optional<String> original,
            String address,
            String status,
            Optional<String> explanation,
            boolean isFromSmtp) {}

    /** The octets of the report. */
    byte[] octets(Returned returned) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeTo(out, returned);
        return out.toByteArray();
    }

    /** Writes the report, with what is returned of the message as its third part (RFC 6522 3), if anything is. */
    private void writeTo(OutputStream out, Returned returned) throws IOException {
        String boundary = "=_" + UUID.randomUUID();
        text(out, head(boundary));
        text(out, part(boundary, "text/plain; charset=us-ascii") + human(returned));
        text(out, part(boundary, "message/delivery-status") + fields());
        if (!returned.isNothing()) {
            text(out, part(boundary, returned.type()));
            returned.writeTo(out);
        }
        text(out, "\r\n--" + boundary + "--\r\n");
    }

    /** The content is returned as it came, 8-bit octets and all, so that the whole is 8bit (RFC 2045 6.4). */
    private String head(String boundary) {
        return "From: Mail Delivery System <" + from + ">\r\n"
                + "To: <" + to + ">\r\n"
                + "Subject: " + action.subject() + "\r\n"
                + "Date: " + DATE.format(now) + "\r\n"
                + "Message-ID: <" + UUID.randomUUID() + "@" + server + ">\r\n"
                + "Auto-Submitted: auto-replied\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status;\r\n"
                + "\tboundary=\"" + boundary + "\"\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n"
                + "\r\n"
                + "This is a delivery status notification (RFC 3464).\r\n";
    }

    private static String part(String boundary, String type) {
        String encoding = type.startsWith("message/delivery-status") || type.startsWith("text/plain") ? "7bit" : "8bit";
        return "\r\n--" + boundary + "\r\n"
                + "Content-Type: " + type + "\r\n"
                + "Content-Transfer-Encoding: " + encoding + "\r\n"
                + "\r\n";
    }

    private String human(Returned returned) {
        StringBuilder human =
                new StringBuilder("This is the mail server " + server + ".\r\n\r\n" + action.text() + "\r\n\r\n");
        for (Recipient recipient : recipients) {
            human.append("    ").append(recipient.address()).append("\r\n");
            recipient
                    .explanation()
                    .ifPresent(text -> human.append("        ").append(text).append("\r\n"));
        }
        returned.note().ifPresent(note -> human.append("\r\n").append(note).append("\r\n"));
        return human.toString();
    }

    /** RFC 3464 2.1: the fields of the message, then a group for each recipient, an empty line before each. */
    private String fields() {
        StringBuilder fields = new StringBuilder();
        envelopeId.ifPresent(id -> field(fields, "Original-Envelope-Id", id));
        field(fields, "Reporting-MTA", "dns; " + server);
        arrival.ifPresent(date -> field(fields, "Arrival-Date", DATE.format(date)));
        for (Recipient recipient : recipients) {
            fields.append("\r\n");
            recipient.original().ifPresent(original -> field(fields, "Original-Recipient", original));
            field(fields, "Final-Recipient", "rfc822; " + recipient.address());
            field(fields, "Action", action.word());
            field(fields, "Status", recipient.status());
            recipient
                    .explanation()
                    .ifPresent(text ->
                            field(fields, "Diagnostic-Code", (recipient.isFromSmtp() ? "smtp; " : "x-james; ") + text));
            field(fields, "Last-Attempt-Date", DATE.format(now));
        }
        return fields.toString();
    }

    private static void field(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
