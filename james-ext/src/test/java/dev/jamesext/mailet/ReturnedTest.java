package dev.jamesext.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A small message must not become a large report. */
final class ReturnedTest {

    private static final String LINE = "X: " + "x".repeat(95) + "\r\n";

    private static Returned of(String message, boolean whole) throws IOException {
        return Returned.of(out -> out.write(message.getBytes(StandardCharsets.ISO_8859_1)), whole);
    }

    private static String text(Returned returned) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        returned.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** A header of so many octets, with the empty line behind it. */
    private static String header(int octets) {
        int rest = octets - "\r\n".length();
        String lines = LINE.repeat(rest / LINE.length() - 1);
        return lines + "Y: " + "y".repeat(rest - lines.length() - 5) + "\r\n\r\n";
    }

    @Test
    void theHeaderIsReturnedUpToItsLimit() throws IOException {
        String header = header(Returned.HEADER_OCTETS_MAX);
        Returned returned = of(header + "body\r\n", false);
        assertThat(text(returned)).isEqualTo(header);
        assertThat(returned.type()).isEqualTo("text/rfc822-headers");
        assertThat(returned.note()).isEmpty();
    }

    @Test
    void aLongerHeaderIsCutBehindItsLastWholeLine() throws IOException {
        String header = header(Returned.HEADER_OCTETS_MAX + 1);
        Returned returned = of(header + "body\r\n", false);
        assertThat(header).startsWith(text(returned));
        assertThat(text(returned)).endsWith("\r\n").hasSizeGreaterThan(Returned.HEADER_OCTETS_MAX - LINE.length() * 3);
        assertThat(returned.note()).contains("Its header is longer than 50 KiB: the rest of it is left out.");
    }

    @Test
    void aLineWithoutEndIsCutToo() throws IOException {
        Returned returned = of("X: " + "x".repeat(1_000_000), false);
        assertThat(text(returned)).hasSize(Returned.HEADER_OCTETS_MAX);
        assertThat(returned.note()).isPresent();
    }

    @Test
    void theWholeMessageIsReturnedUpToItsLimit() throws IOException {
        String head = "A: b\r\n\r\n";
        String message = head + "b".repeat(Returned.MESSAGE_OCTETS_MAX - head.length());
        Returned whole = of(message, true);
        assertThat(text(whole)).isEqualTo(message);
        assertThat(whole.type()).isEqualTo("message/rfc822");
        assertThat(whole.note()).isEmpty();

        Returned header = of(message + "b", true);
        assertThat(text(header)).isEqualTo(head);
        assertThat(header.type()).isEqualTo("text/rfc822-headers");
        assertThat(header.note()).contains("The message is larger than 100 KiB: its header alone is returned.");
    }

    @Test
    void bothMayBeTooLong() throws IOException {
        assertThat(of(LINE.repeat(2000) + "\r\n", true).note())
                .contains("The message is larger than 100 KiB: its header alone is returned."
                        + " Its header is longer than 50 KiB: the rest of it is left out.");
    }

    @Test
    void octetsMayComeOneByOne() throws IOException {
        Returned returned = Returned.of(
                out -> {
                    for (byte octet : (LINE.repeat(600) + "\r\nbody").getBytes(StandardCharsets.ISO_8859_1)) {
                        out.write(octet);
                    }
                },
                false);
        assertThat(text(returned)).isEqualTo(LINE.repeat(Returned.HEADER_OCTETS_MAX / LINE.length()));
    }
}
