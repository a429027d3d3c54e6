package dev.jamesext.mailet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.mailet.Mail;

/**
 * What a report returns of the message it is about. RFC 3461 6.2 lets a server return less than was asked for: whoever named the
 * sender need not be the one who gets the report, so that a small message must not become a large report.
 */
final class Returned {

    /** Octets of a header that are returned; a longer one is cut behind its last whole line. */
    static final int HEADER_OCTETS_MAX = 50 * 1024;

    /** Octets of the largest message that is returned whole. */
    static final int MESSAGE_OCTETS_MAX = 100 * 1024;

    private static final String WHOLE = "message/rfc822";
    private static final String HEADER = "text/rfc822-headers";

    private final String type;
    private final byte[] octets;
    private final Optional<String> note;

    private Returned(String type, byte[] octets, Optional<String> note) {
        this.type = type;
        this.octets = octets;
        this.note = note;
    }

    /** Nothing of the message, and a sentence that says why. */
    static Returned nothing(String why) {
        return new Returned("", new byte[0], Optional.of(why));
    }

    /**
     * The message of a mail, or its header alone.
     *
     * @throws IOException when James cannot read it
     */
    static Returned of(Mail mail, boolean whole) throws IOException {
        return of(out -> MessageText.write(mail, out), whole);
    }

    /** Writes a message. */
    interface Message {
        void writeTo(OutputStream out) throws IOException;
    }

    static Returned of(Message message, boolean whole) throws IOException {
        if (whole) {
            Beginning all = new Beginning(MESSAGE_OCTETS_MAX);
            message.writeTo(all);
            if (!all.isCut()) {
                return new Returned(WHOLE, all.octets(), Optional.empty());
            }
        }
        Beginning header = new Beginning(HEADER_OCTETS_MAX);
        message.writeTo(new HeaderStream(header));
        String tooLarge = whole
                ? "The message is larger than " + kib(MESSAGE_OCTETS_MAX) + ": its header alone is returned."
                : "";
        String tooLong = header.isCut()
                ? "Its header is longer than " + kib(HEADER_OCTETS_MAX) + ": the rest of it is left out."
                : "";
        String note = (tooLarge + " " + tooLong).strip();
        return new Returned(HEADER, header.lines(), note.isEmpty() ? Optional.empty() : Optional.of(note));
    }

    private static String kib(int octets) {
        return octets / 1024 + " KiB";
    }

    /** The media type of the part; only where there is one. */
    String type() {
        return type;
    }

    boolean isNothing() {
        return type.isEmpty();
    }

    /** What the report says to a human where something is left out. */
    Optional<String> note() {
        return note;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(octets);
    }
}
