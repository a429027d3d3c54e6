package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VrfyArgumentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann|ann|true",
                "' <ann> '|ann|true",
                "ann@b.example|ann@b.example|false",
                "<ann@b.example>|ann@b.example|false",
                "ann smtputf8|ann|true",
                "<ann@b.example> SMTPUTF8|ann@b.example|false",
                "@b.example|@b.example|true",
                "SMTPUTF8|SMTPUTF8|true",
            })
    void readsWhomIsAskedAbout(String argument, String text, boolean user) {
        VrfyArgument read = VrfyArgument.of(argument).orElseThrow();
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.isUser()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<>", "< >", "\u00e4", "a\tb", "a\0"})
    void refusesWhatNamesNobody(String argument) {
        assertThat(VrfyArgument.of(argument)).isEmpty();
    }

    @Test
    void hasALimit() {
        assertThat(VrfyArgument.of("a".repeat(VrfyArgument.VRFY_CHARS_MAX))).isPresent();
        assertThat(VrfyArgument.of("a".repeat(VrfyArgument.VRFY_CHARS_MAX + 1))).isEmpty();
    }
}
