package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "POST",
                "post /",
                "CONNECT 192.0.2.1:25 HTTP/1.1",
                "HEAD / HTTP/1.0",
                "PRI * HTTP/2.0",
                "PROPFIND / HTTP/1.1",
                "OPTIONS rtsp://example.test/ RTSP/1.0",
                "DESCRIBE rtsp://example.test/ RTSP/2.0",
                "INVITE sip:ann@example.test SIP/2.0",
                "SSH-2.0-OpenSSH_9.9"
            })
    void isOfAnotherProtocol(String line) {
        assertThat(ForeignLine.is(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "GETTER / ",
                "HTTP/1.1",
                "HTTP/1.1 200 OK",
                "POSTS",
                "Host: example.test",
                "SSH",
                "ssh-2.0-lower",
                "FOO HTTP",
                "FOO HTTP/1.1 bar",
                "\u00dfET /",
                "PO\u017fT /",
                "HELP GET"
            })
    void isNot(String line) {
        assertThat(ForeignLine.is(line)).isFalse();
    }
}
