package dev.jamesext.smtp;

import dev.jamesext.esmtp.Parameters;
import dev.jamesext.esmtp.Parameters.Parameter;
import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Offers;
import dev.jamesext.policy.Protocol;
import dev.jamesext.policy.Reply;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * SMTPUTF8 (RFC 6531): the flag at MAIL, after which addresses may have internationalised domains. James gets them as
 * A-labels; its addresses cannot hold anything else (decision 26). Headers are seen to where content is taken in, whatever
 * the client said.
 */
final class SmtpUtf8Extension implements EnvelopeExtension {

    private static final String SMTPUTF8 = "SMTPUTF8";

    private static final AttachmentKey<Boolean> SAID = AttachmentKey.of("james-ext.smtputf8", Boolean.class);

    private static final Reply NOT_SAID =
            Reply.of(553, "5.6.7", "An address beyond US-ASCII needs SMTPUTF8 at MAIL, said after EHLO");
    private static final Reply NOT_POSSIBLE = Reply.of(
            553, "5.6.7", "This server takes addresses beyond US-ASCII only in their domains, if these are valid");

    /** A path as James can take it, or why it cannot. */
    sealed interface Path {

        record Ascii(PathArgument argument) implements Path {}

        record Refused(Reply reply) implements Path {}
    }

    @Override
    public boolean fits(Protocol protocol) {
        return protocol.hasMailets();
    }

    @Override
    public Set<String> mailKeywords() {
        return Set.of(SMTPUTF8);
    }

    @Override
    public Verdict onMail(SMTPSession session, Parameters own, Offers offers) {
        return own.find(SMTPUTF8).flatMap(Parameter::value).isPresent()
                ? Verdict.invalid("SMTPUTF8 has no value")
                : Verdict.taken(() -> session.setAttachment(SAID, true, State.Transaction));
    }

    /** The path of MAIL, which may say in the same command that it is internationalised. */
    static Path ofMail(SMTPSession session, PathArgument argument) {
        boolean said = Parameters.read(argument.parameters()) instanceof Parameters.Reading.Read read
                && read.parameters().find(SMTPUTF8).isPresent()
                && ConnectionState.isExtended(session)
                && ConnectionState.protocol(session).hasMailets();
        return ascii(argument, said);
    }

    /** The path of RCPT, in a transaction whose MAIL said that it is. */
    static Path ofRcpt(SMTPSession session, PathArgument argument) {
        return ascii(argument, session.getAttachment(SAID, State.Transaction).isPresent());
    }

    private static Path ascii(PathArgument argument, boolean said) {
        if (argument.isAscii()) {
            return new Path.Ascii(argument);
        }
        if (!said) {
            return new Path.Refused(NOT_SAID);
        }
        Optional<PathArgument> ascii = argument.withAsciiDomain();
        return ascii.isPresent() ? new Path.Ascii(ascii.get()) : new Path.Refused(NOT_POSSIBLE);
    }
}
