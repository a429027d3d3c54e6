package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link EnvelopeId}, {@link Notify} and {@link OriginalRecipient}: the values of DSN's parameters. */
final class DsnParametersTest {

    @ParameterizedTest
    @CsvSource({
        "NEVER, NEVER",
        "success, SUCCESS",
        "FAILURE|Delay, 'FAILURE,DELAY'",
        "DELAY|SUCCESS|FAILURE, 'SUCCESS,FAILURE,DELAY'",
    })
    void readsNotify(String value, String wanted) {
        Set<Notify> all = Arrays.stream(wanted.split(",")).map(Notify::valueOf).collect(Collectors.toSet());
        assertThat(Notify.of(value.replace('|', ','))).contains(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "SUCCESS,",
                ",SUCCESS",
                "NEVER,SUCCESS",
                "SUCCESS,NEVER",
                "SUCCESS,SUCCESS",
                "ALWAYS",
                "SUCCESS FAILURE",
                "SUCCEſS",
                "faılure"
            })
    void refusesWhatIsNoNotify(String value) {
        assertThat(Notify.of(value)).isEmpty();
    }

    @Test
    void readsAnEnvelopeIdOfHundredCharacters() {
        assertThat(EnvelopeId.of("x".repeat(100))).isPresent();
        assertThat(EnvelopeId.of("x".repeat(101))).isEmpty();
        assertThat(EnvelopeId.of("QQ+2B+20314159").map(EnvelopeId::text)).contains("QQ+ 314159");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+0Db", "a+0A", "+00", "+E9", "+7F", "a=b", "+"})
    void refusesWhatIsNoEnvelopeId(String value) {
        assertThat(EnvelopeId.of(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rfc822;ann@example.org, rfc822;ann@example.org",
        "RFC822;ann+2Bnews@example.org, RFC822;ann+news@example.org",
        "x400;/C=us/, ",
        "'x400;/C+3Dus/', 'x400;/C=us/'",
        "utf-8;größe@b.example, utf-8;gr\\x{F6}\\x{DF}e@b.example",
        "utf-8;gr\\x{F6}e@b.example, utf-8;gr\\x{F6}e@b.example",
        "rfc822;a;b@c.example, rfc822;a;b@c.example",
    })
    void readsOriginalRecipients(String value, String field) {
        if (field == null) {
            assertThat(OriginalRecipient.of(value)).isEmpty();
        } else {
            assertThat(OriginalRecipient.of(value).map(OriginalRecipient::field))
                    .contains(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "rfc822",
                "rfc822;",
                ";ann@example.org",
                "rfc 822;a@b",
                "r(c;a@b",
                "rfc822;a+0D+0Ab@c",
                "rfc822;größe@b.example",
                "utf-8;gr\ufffdße",
                "rfc822;a=b@c"
            })
    void refusesWhatIsNoOriginalRecipient(String value) {
        assertThat(OriginalRecipient.of(value)).isEmpty();
    }

    @Test
    void readsAnOriginalRecipientOf500Characters() {
        assertThat(OriginalRecipient.of("rfc822;" + "x".repeat(493))).isPresent();
        assertThat(OriginalRecipient.of("rfc822;" + "x".repeat(494))).isEmpty();
    }
}
