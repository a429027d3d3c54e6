package dev.jamesext.esmtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jamesext.esmtp.Parameters.Reading;
import java.nio.charset.StandardCharsets;

/** The grammars of the wire have an answer to every argument. */
final class EsmtpFuzzTest {

    private static final SolicitationKeywords UNWANTED =
            SolicitationKeywords.of("a,b:c").orElseThrow();

    @FuzzTest(maxDuration = "10m")
    void everyArgumentHasAnAnswer(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        PathArgument argument = PathArgument.of(text);
        assertThat(text).startsWith(argument.path()).contains(argument.parameters());
        assertThat(argument.path()).contains(argument.address());
        parameters(argument.parameters());
        EhloName name = EhloName.of(text);
        assertThat(name.text()).hasSizeLessThanOrEqualTo(text.length());
        assertThat(name.shown()).matches("[ -~]*");
        byte[] field = HeaderField.ascii(octets);
        if (field != octets) {
            assertThat(new String(field, StandardCharsets.ISO_8859_1)).matches("(?s)[\\x00-\\x7f]*\r\n");
        }
        VrfyArgument.of(text).ifPresent(asked -> assertThat(asked.text()).matches("[ -~]+"));
        BdatArgument.of(text).ifPresent(chunk -> assertThat(chunk.octets()).isNotNegative());
        values(text);
    }

    /** What is read is written as it goes over the wire, and read again as the same. */
    private static void parameters(String text) {
        if (Parameters.read(text) instanceof Reading.Read read) {
            assertThat(Parameters.read(read.parameters().toString())).isEqualTo(read);
            read.parameters()
                    .all()
                    .forEach(parameter -> values(parameter.value().orElse("")));
        }
    }

    private static void values(String text) {
        FutureRelease.holdFor(text).ifPresent(time -> assertThat(time).isPositive());
        FutureRelease.holdUntil(text).ifPresent(instant -> assertThat(instant).isNotNull());
        DeliverBy.of(text).ifPresent(by -> assertThat(Math.abs(by.seconds())).isLessThan(1_000_000_000));
        MtPriority.of(text)
                .ifPresent(priority -> assertThat(priority).isBetween(MtPriority.LOWEST, MtPriority.HIGHEST));
        SolicitationKeywords.ofWire(text)
                .ifPresent(keywords -> assertThat(keywords.toString()).isEqualTo(text));
        UNWANTED.firstInField(text).ifPresent(word -> assertThat(text).contains(word));
        Xtext.decode(text).ifPresent(decoded -> assertThat(decoded).hasSizeLessThanOrEqualTo(text.length()));
        Notify.of(text).ifPresent(occasions -> assertThat(occasions).isNotEmpty());
        EnvelopeId.of(text).ifPresent(id -> assertThat(id.text()).matches("[ -~]*"));
        OriginalRecipient.of(text)
                .ifPresent(original -> assertThat(original.field()).matches("[ -~]+;[ -~]+"));
    }
}
