package dev.jamesext.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets of a file as text. */
final class Utf8 {

    private Utf8() {}

    /** The octets are not UTF-8. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final int octet;

        private Malformed(int line, int octet) {
            super("not UTF-8 at byte " + octet);
            this.line = line;
            this.octet = octet;
        }

        /** The line of the first wrong octet, from 1. */
        int line() {
            return line;
        }

        /** How many octets stand before it. */
        int octet() {
            return octet;
        }
    }

    /** Decodes strictly; a byte order mark goes. */
    static String decode(byte[] bytes) throws Malformed {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Malformed(line, in.position());
        }
    }
}
