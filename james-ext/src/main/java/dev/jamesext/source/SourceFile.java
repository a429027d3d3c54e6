package dev.jamesext.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The octets of a file as text: bounded, strictly UTF-8 (RFC 3629), without a byte order mark at its start. */
public final class SourceFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private SourceFile() {}

    /**
     * Reads a file to its end or its limit.
     *
     * @param name what problems call the file
     * @param in the file; not closed
     * @param bytesMax how many octets it may have
     * @param problems told, at its place, what keeps the octets from being text
     * @return empty when a problem was reported
     * @throws IOException as {@code in} does
     */
    public static Optional<SourceText> read(String name, InputStream in, int bytesMax, Problems problems)
            throws IOException {
        byte[] bytes = in.readNBytes(bytesMax + 1);
        if (bytes.length > bytesMax) {
            refuse(name, bytes, 0, "the file is larger than " + bytesMax + " octets", problems);
            return Optional.empty();
        }
        ByteBuffer left = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(left, text, true);
        if (result.isError()) {
            String octet = String.format("0x%02x", bytes[left.position()]);
            refuse(name, bytes, left.position(), "octet " + octet + " is not UTF-8; save the file as UTF-8", problems);
            return Optional.empty();
        }
        return Optional.of(SourceText.of(name, withoutMark(text.flip().toString())));
    }

    /** The text as far as it can be shown; what is not UTF-8 becomes U+FFFD. */
    private static void refuse(String name, byte[] bytes, int at, String sentence, Problems problems) {
        String before = withoutMark(new String(bytes, 0, at, StandardCharsets.UTF_8));
        String behind = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
        problems.error(SourceText.of(name, before + behind), Span.at(before.length()), KeyPath.ROOT, sentence);
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
