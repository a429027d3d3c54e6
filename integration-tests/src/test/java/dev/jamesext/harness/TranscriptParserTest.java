package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jamesext.harness.Transcript.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranscriptParserTest {
    private static final String HEAD = "@listener smtp\n";

    @Test
    void readsTheHeader() {
        Transcript transcript = parse("# t\n@listener submissions\n@tls implicit\n@from 127.0.0.5\n@user reader\n");
        assertThat(transcript)
                .isEqualTo(new Transcript("submissions", true, "127.0.0.5", List.of("reader"), List.of()));
    }

    @Test
    void joinsPipelinedLinesIntoOneSegment() {
        assertThat(parse(HEAD + "C| A\nC|\nC| B\nC: C\n").steps())
                .containsExactly(new Step.Send(2, "A\r\n\r\nB\r\n"), new Step.Send(5, "C\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"45 0d 0a | 69 13 10", "\"a\\r\\n\\0\\xff\\\\\\\"\\t\" | 97 13 10 0 255 92 34 9"})
    void readsRawOctets(String text, String octets) {
        Step.Send send = (Step.Send) parse(HEAD + "X: " + text).steps().get(0);
        assertThat(send.text().chars().mapToObj(String::valueOf).toList()).containsExactly(octets.split(" "));
    }

    @Test
    void tiesLineRulesToTheReplyAboveThem() {
        Step.ExpectReply reply = (Step.ExpectReply)
                parse(HEAD + "S* 250\nS+ A\nS- B.*\n").steps().get(0);
        assertThat(reply.rules())
                .extracting(rule -> rule.line() + " " + rule.present() + " " + rule.pattern())
                .containsExactly("3 true A", "4 false B.*");
    }

    @Test
    void nestsRepetitions() {
        Step.Repeat outer = (Step.Repeat) parse(HEAD + "@repeat 2\nC: A\n@repeat 3\nC: B\n@end\n@end\n")
                .steps()
                .get(0);
        assertThat(outer.times()).isEqualTo(2);
        assertThat(outer.steps().get(1)).isEqualTo(new Step.Repeat(4, 3, List.of(new Step.Send(5, "B\r\n"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "C: A                                | t:1: no @listener is named",
                "@listener imap                      | t:1: 'imap' is not a value",
                "@listener smtp#D: A                 | t:2: unknown line 'D: A'",
                "@listener smtp#S+ A                 | t:2: this line belongs",
                "@listener smtp#S: (                 | t:2: not a regular expression",
                "@listener smtp#@wait 1              | t:2: unknown directive '@wait'",
                "@listener smtp#C: A#@tls implicit   | t:3: this must stand before the first step",
                "@listener smtp#@repeat 2#C: A       | t:2: this @repeat has no @end",
                "@listener smtp#@end                 | t:2: no @repeat is open here",
                "@listener smtp#@repeat 10001#@end   | t:2: expected a number up to 10000",
                "@listener smtp#X: 4                 | t:2: expected octets",
                "@listener smtp#X: \"\\q\"           | t:2: expected octets",
                "@listener smtp#@mail who contains x | t:2: no @user 'who'",
                "@listener smtp#@no-mail who contains x | t:2: no @user 'who'",
                "@listener smtp#@user who#@no-mail who equals-file x | t:3: expected 'contains",
                "@listener smtp#M+ x | t:2: this line belongs directly below @mail",
                "@listener smtp#@user who#@mail who has \"x\" | t:3: expected 'contains",
            })
    void namesTheLineItDoesNotUnderstand(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace('#', '\n'))).hasMessageContaining(message);
    }

    @Test
    void knowsADeliveryByTheHeaderFieldsOnTopOfWhatWasSent() {
        String sent = "Subject: x\r\n\r\nbody\r\n";
        assertThat(TranscriptPlayer.isDelivery("Received: by a\r\n\tfor b\r\nA: b\r\n" + sent, sent))
                .isTrue();
        assertThat(TranscriptPlayer.isDelivery("Received: by a\r\n\r\n" + sent, sent))
                .isFalse();
        assertThat(TranscriptPlayer.isDelivery("Received: by a\r\n" + sent + "\r\n", sent))
                .isFalse();
    }

    private static Transcript parse(String text) {
        return TranscriptParser.parse("t", text);
    }
}
