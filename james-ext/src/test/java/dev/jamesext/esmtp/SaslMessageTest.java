package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SaslMessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'/ann/secret'|ann",
                "'ann/ann/secret'|ann,ann",
                "'boss/ann/secret'|ann,boss",
                "'ann/secret'|ann",
                "'ann'|ann",
                "'ann/'|ann",
                "'/ann/'|ann",
                "'/ann/secret/'|ann",
                "'boss/ann/secret/'|ann,boss",
            })
    void namesWhoLogsInByPlainAndForWhom(String message, String names) {
        assertThat(plain(message).plainNames()).containsExactly(names.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "///", "//secret", "/ann", "a/b/c/d", "a/b/c/d/e", "a/b/c//"})
    void plainThatNamesNobodyIsMalformed(String message) {
        assertThat(plain(message).plainNames()).isEmpty();
    }

    @Test
    void plainThatIsNotUtf8IsMalformed() {
        String base64 = Base64.getEncoder().encodeToString(new byte[] {0, (byte) 0xe4, 0, 'x'});
        assertThat(SaslMessage.of(base64).orElseThrow().plainNames()).isEmpty();
    }

    @Test
    void aMessageWithoutOctetsIsNothingOrAnEqualsSign() {
        for (String written : List.of("", "=")) {
            assertThat(SaslMessage.of(written).flatMap(SaslMessage::text)).contains("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "==", "a", "YW5u ", " YW5u", "YW5u\0", "YW5\u00e4", "YW5u=", "YW=u", "YW5u\r"})
    void whatIsNotBase64IsNoMessage(String text) {
        assertThat(SaslMessage.of(text)).isEmpty();
    }

    @Test
    void textIsUtf8OrNone() {
        assertThat(SaslMessage.of("w6Q=").flatMap(SaslMessage::text)).contains("\u00e4");
        assertThat(SaslMessage.of("5A==").flatMap(SaslMessage::text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"plain|PLAIN|", "PLAIN =|PLAIN|=", "Login  YQ== |LOGIN|YQ==", "X-A_9 a b|X-A_9|a b"})
    void takesTheArgumentOfAuthApart(String argument, String mechanism, String response) {
        assertThat(AuthArgument.of(argument)).contains(new AuthArgument(mechanism, Optional.ofNullable(response)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " YQ==", "PLAIN@HOME", "PL\u00c4IN", "PLAIN\tYQ==", "*"})
    void whatIsNoMechanismIsNone(String argument) {
        assertThat(AuthArgument.of(argument)).isEmpty();
    }

    @Test
    void mechanismsHaveALimit() {
        assertThat(AuthArgument.of("M".repeat(AuthArgument.MECHANISM_CHARS_MAX)))
                .isPresent();
        assertThat(AuthArgument.of("M".repeat(AuthArgument.MECHANISM_CHARS_MAX + 1)))
                .isEmpty();
    }

    /** A slash stands for NUL. */
    private static SaslMessage plain(String message) {
        byte[] octets = message.replace('/', '\0').getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(octets);
        return SaslMessage.of(base64).orElseThrow();
    }
}
