package dev.jamesext.esmtp;

import java.util.Set;

/**
 * Lines by which a client shows that it takes us for a server of another kind: it will not understand a reply, and what it
 * sends next may hold mail commands that somebody else has put there.
 */
public final class ForeignLine {

    /** RFC 9110 9.3, RFC 5789 2, RFC 9113 3.4. None of them is a command of SMTP or of an extension of it. */
    private static final Set<String> HTTP_METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PRI", "PUT", "TRACE");

    /** What a request line ends in (RFC 9112 3, RFC 7826 20.2.1, RFC 3261 7.1), also one with another method. */
    private static final Set<String> VERSIONS = Set.of("HTTP/", "RTSP/", "SIP/");

    /** RFC 4253 4.2. */
    private static final String SSH = "SSH-";

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR_VERSION = 0x03;

    /** Octets that show a TLS hello. */
    public static final int TLS_HELLO_OCTETS = 2;

    private ForeignLine() {}

    /** Whether a line without its end is of HTTP, RTSP, SIP or SSH. To be asked about a line that is no command here. */
    public static boolean is(String line) {
        int blank = line.indexOf(' ');
        String method = blank < 0 ? line : line.substring(0, blank);
        String last = line.substring(line.lastIndexOf(' ') + 1);
        return HTTP_METHODS.contains(AsciiCase.upper(method))
                || line.startsWith(SSH)
                || (blank >= 0 && VERSIONS.stream().anyMatch(last::startsWith));
    }

    /** Whether a client begins TLS whose first two octets are these: the record of a handshake (RFC 8446 5.1). */
    public static boolean isTlsHello(byte first, byte second) {
        return first == TLS_HANDSHAKE && second == TLS_MAJOR_VERSION;
    }
}
