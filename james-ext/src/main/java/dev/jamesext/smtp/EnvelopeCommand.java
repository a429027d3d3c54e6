package dev.jamesext.smtp;

import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Offers;
import dev.jamesext.smtp.EnvelopeExtension.Verdict;
import java.util.Set;
import org.apache.james.protocols.smtp.SMTPSession;

/** The commands that take parameters of extensions. */
enum EnvelopeCommand {
    MAIL {
        @Override
        Set<String> keywords(EnvelopeExtension extension) {
            return extension.mailKeywords();
        }

        @Override
        Verdict verdict(EnvelopeExtension extension, SMTPSession session, Parameters own, Offers offers) {
            return extension.onMail(session, own, offers);
        }
    },
    RCPT {
        @Override
        Set<String> keywords(EnvelopeExtension extension) {
            return extension.rcptKeywords();
        }

        @Override
        Verdict verdict(EnvelopeExtension extension, SMTPSession session, Parameters own, Offers offers) {
            return extension.onRcpt(session, own, offers);
        }
    };

    /** The parameters that an extension has at this command. */
    abstract Set<String> keywords(EnvelopeExtension extension);

    /** What an extension says to its parameters at this command. */
    abstract Verdict verdict(EnvelopeExtension extension, SMTPSession session, Parameters own, Offers offers);
}
