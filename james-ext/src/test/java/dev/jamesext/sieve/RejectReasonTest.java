package dev.jamesext.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.policy.Reply;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectReasonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "551 5.1.1 gone                 | 551 5.1.1 gone",
                "551 gone                       | 551 5.7.1 gone",
                "450 later                      | 450 4.7.1 later",
                "450 4.2.1 later                | 450 4.2.1 later",
                "421 bye                        | 421 4.7.1 bye",
                "421 4.3.2 bye                  | 421 4.3.2 bye",
                "551-gone                       | 551 5.7.1 gone",
                "551-5.1.1 gone                 | 551 5.1.1 gone",
                "551-x                          | 551 5.7.1 x",
                "551                            | 551 5.7.1 refused by policy",
                "\"551 \"                       | 551 5.7.1 refused by policy",
                "551-                           | 551 5.7.1 refused by policy",
                "551 5.1.1                      | 551 5.1.1 refused by policy",
                "551   5.1.1   gone             | 551 5.1.1 gone",
                "551\t5.1.1\tgone               | 551 5.1.1 gone",
                "551 4.7.1 x                    | 551 5.7.1 x",
                "551 4.1.8 x                    | 551 5.1.8 x",
                "450 5.1.8 x                    | 450 4.1.8 x",
                "551 2.1.5 x                    | 551 5.1.5 x",
                "551 3.1.5 x                    | 551 5.7.1 3.1.5 x",
                "551 5.1 x                      | 551 5.7.1 5.1 x",
                "551 5.1.1: x                   | 551 5.7.1 5.1.1: x",
                "551 5.1.1.1 x                  | 551 5.7.1 5.1.1.1 x",
                "551 5.999.999 x                | 551 5.999.999 x",
                "551 5.1000.1 x                 | 551 5.7.1 5.1000.1 x",
                "551 55.1.1 x                   | 551 5.7.1 55.1.1 x",
                "551 5..1 x                     | 551 5.7.1 5..1 x",
                "599 never                      | 550 5.7.1 never",
                "560 never                      | 550 5.7.1 never",
                "559 at the edge                | 559 5.7.1 at the edge",
                "599                            | 550 5.7.1 refused by policy",
                "599-5.1.8 never                | 550 5.1.8 never",
                "460 later                      | 450 4.7.1 later",
                "480 4.2.2 later                | 450 4.2.2 later",
                "480 5.2.2 later                | 450 4.2.2 later",
                "459 at the edge                | 459 4.7.1 at the edge",
                "250 ok                         | 550 5.7.1 250 ok",
                "354 go on                      | 550 5.7.1 354 go on",
                "999 x                          | 550 5.7.1 999 x",
                "099 x                          | 550 5.7.1 099 x",
                "55 x                           | 550 5.7.1 55 x",
                "5511 x                         | 550 5.7.1 5511 x",
                "551x                           | 550 5.7.1 551x",
                "551. x                         | 550 5.7.1 551. x",
                "no such user                   | 550 5.7.1 no such user",
                "5.1.1 no such user             | 550 5.7.1 5.1.1 no such user",
                "\"\"                           | 550 5.7.1 refused by policy",
                "\"   \"                        | 550 5.7.1 refused by policy",
                "\" 551 x\"                     | 550 5.7.1 551 x",
                "\"551 a\r\nb\nc\rd\r\n\"       | 551 5.7.1 a / b / c / d",
                "\"551\r\na\"                   | 551 5.7.1 a",
                "\"551 5.1.1\r\na\"             | 551 5.1.1 a",
                "\"551 a\r\n250 ok\"            | 551 5.7.1 a / 250 ok",
                "551 grün ÿ                     | 551 5.7.1 gr?n ?",
                "٥٥١ x                          | 550 5.7.1 ??? x",
            })
    void readsReasonAsReply(String reason, String expected) {
        assertThat(RejectReason.reply(reason)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "599 never    | '599' is no code of SMTP, whose second digit is 0 to 5: 550 is sent in its place",
                "460-later    | '460' is no code of SMTP, whose second digit is 0 to 5: 450 is sent in its place",
                "250 2.0.0 OK | '250' is no code of a refusal: it is shown as text behind 550 5.7.1; codes begin with 4 or 5",
                "559 gone     |",
                "450 later    |",
                "600 reasons  |",
                "599gone      |",
                "5990 times   |",
                "599          |",
                "gone         |",
            })
    void advisesAboutCodesThatAreNotSent(String start, @Nullable String advice) {
        assertThat(RejectReason.advice(start)).isEqualTo(Optional.ofNullable(advice));
    }

    @Test
    void wrapsFiveThousandCharacters() {
        Reply reply = RejectReason.reply("551 " + "word ".repeat(999) + "end");
        assertThat(reply.lines()).hasSizeBetween(2, Reply.LINES_MAX);
        assertThat(String.join(" ", reply.lines())).isEqualTo("word ".repeat(999) + "end");
    }

    @Test
    void makesARefusalOfAnyTextWhatever() {
        Random random = new Random(16);
        String digits = "0123456789.- \r\n\u00e9\u0000x";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder reason = new StringBuilder(random.nextBoolean() ? "55" : "");
            for (int j = random.nextInt(14); j > 0; j--) {
                reason.append(digits.charAt(random.nextInt(digits.length())));
            }
            assertThat(RejectReason.reply(reason.toString()).code())
                    .isBetween(400, 559)
                    .matches(Reply::isCode);
        }
    }
}
