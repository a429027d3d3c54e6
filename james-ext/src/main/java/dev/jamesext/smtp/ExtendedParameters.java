package dev.jamesext.smtp;

import dev.jamesext.esmtp.PathArgument;
import dev.jamesext.policy.Reply;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/** The parameters of MAIL and RCPT belong to extensions, and extensions to clients that said EHLO (RFC 5321 4.1.1.11). */
final class ExtendedParameters {

    private static final Reply NO_EXTENSIONS =
            Reply.of(555, "5.5.4", "Parameters are for clients that say EHLO, not HELO");
    private static final Reply NO_EXTENSIONS_ON_LMTP =
            Reply.of(555, "5.5.4", "Parameters are for clients that say LHLO first");

    private ExtendedParameters() {}

    /** The refusal of parameters after HELO, or null. */
    static @Nullable Response refusal(SMTPSession session, @Nullable String argument) {
        boolean used =
                argument != null && !PathArgument.of(argument).parameters().isEmpty();
        if (!used || ConnectionState.isExtended(session)) {
            return null;
        }
        return Replies.response(
                switch (ConnectionState.protocol(session)) {
                    case SMTP -> NO_EXTENSIONS;
                    case LMTP -> NO_EXTENSIONS_ON_LMTP;
                });
    }
}
