package dev.jamesext.esmtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a client says in an AUTH exchange: octets that travel as base64 (RFC 4954 4). */
public final class SaslMessage {

    /** How a message without octets is written behind AUTH, where a blank would be nothing. */
    private static final String EMPTY = "=";

    private final byte[] octets;

    private SaslMessage(byte[] octets) {
        this.octets = octets;
    }

    /** Decodes a line without its CRLF, or an initial response; empty when it is not base64. */
    public static Optional<SaslMessage> of(String base64) {
        try {
            return Optional.of(new SaslMessage(Base64.getDecoder().decode(base64.equals(EMPTY) ? "" : base64)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The message as text; empty when it is not UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /**
     * The names in a message of PLAIN, {@code [authzid] NUL authcid NUL passwd} (RFC 4616 2): first who logs in, then the user
     * to act for where one is given. As lenient as James: the first NUL may be missing, and so may the password; a NUL may
     * end the message.
     *
     * @return no names when the message has too many parts, names nobody, or is not UTF-8
     */
    public List<String> plainNames() {
        String[] parts = text().orElse("").split("\0", -1);
        int count = parts.length == 4 && parts[3].isEmpty() ? 3 : parts.length;
        String who = count == 3 ? parts[1] : parts[0];
        if (count > 3 || who.isEmpty()) {
            return List.of();
        }
        return count < 3 || parts[0].isEmpty() ? List.of(who) : List.of(who, parts[0]);
    }
}
