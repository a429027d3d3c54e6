package dev.jamesext.smtp;

import dev.jamesext.esmtp.AsciiCase;
import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Offers;
import java.util.Set;
import org.apache.james.protocols.smtp.SMTPSession;

/** 8BITMIME (RFC 6152): {@code BODY=} at MAIL. James passes all octets on, whatever a client says of them. */
final class EightBitMimeExtension implements EnvelopeExtension {

    private static final String BODY = "BODY";

    @Override
    public Set<String> mailKeywords() {
        return Set.of(BODY);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        String body = own.text(BODY).orElse("");
        return switch (AsciiCase.upper(body)) {
            case "7BIT", "8BITMIME" -> Verdict.taken(() -> {});
            case "BINARYMIME" -> Verdict.invalid("BINARYMIME is not offered");
            default -> Verdict.invalid("BODY is 7BIT or 8BITMIME");
        };
    }
}
