package dev.jamesext.smtp;

import dev.jamesext.esmtp.Parameters;
import dev.jamesext.policy.Extension;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Protocol;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Mail;

/**
 * What James has to do with one extension of the envelope: its parameters at MAIL and RCPT are read and kept with the
 * transaction, and the mail carries them on. One class each, listed in {@link EnvelopeExtensions}; nothing else knows its
 * keywords. Serves all connections at once, so that it keeps nothing in fields.
 */
interface EnvelopeExtension {

    /** The extension that has to be granted for its parameters; empty where they may always be used. */
    default Optional<Extension> ruledBy() {
        return Optional.empty();
    }

    /** Whether a protocol has room for it (decision 38). */
    default boolean fits(Protocol protocol) {
        return ruledBy().map(extension -> extension.fits(protocol)).orElse(true);
    }

    /** Its parameters at MAIL, in upper case. */
    default Set<String> mailKeywords() {
        return Set.of();
    }

    /** Its parameters at RCPT, in upper case. */
    default Set<String> rcptKeywords() {
        return Set.of();
    }

    /**
     * Judges its parameters at MAIL. Must not change the session: the command may still fail.
     *
     * @param own its parameters in the command, at least one
     * @param offers what is granted now; knows about the extensions that own parameters in this command and no others
     */
    default Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        throw new IllegalStateException("has no parameters at MAIL");
    }

    /** The same at RCPT; the recipient is the last of the transaction's when its parameters are kept. */
    default Verdict onRcpt(SMTPSession session, Parameters own, Offers offers) {
        throw new IllegalStateException("has no parameters at RCPT");
    }

    /**
     * Makes the promise: puts on the mail what has been kept with the transaction, before the mail is queued.
     *
     * @return why the message is refused, if it is
     */
    default Optional<Reply> onMessage(SMTPSession session, Mail mail) {
        return Optional.empty();
    }

    /** What an extension says to its parameters. */
    sealed interface Verdict {

        /** The command is refused. */
        record Refused(Reply reply) implements Verdict {}

        /**
         * The parameters are in order.
         *
         * @param keep keeps them with the transaction, once the command has been accepted
         * @param remark the text of one more line of the reply, with its enhanced code, when the client should know more
         */
        record Taken(Runnable keep, Optional<String> remark) implements Verdict {}

        /** The command is refused with 501 5.5.4: the value is none, or beyond what is granted. */
        static Verdict invalid(String text) {
            return new Refused(Reply.of(501, "5.5.4", text));
        }

        static Verdict taken(Runnable keep) {
            return new Taken(keep, Optional.empty());
        }
    }
}
