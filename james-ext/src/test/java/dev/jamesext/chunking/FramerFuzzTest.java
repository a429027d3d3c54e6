package dev.jamesext.chunking;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Any input, cut anywhere, against a model that has it whole. */
final class FramerFuzzTest {

    private static final int INPUT_OCTETS_MAX = 20_000;

    /** What a fuzzer would not hit upon soon. */
    private static final String[] WORDS = {
        "DATA\r\n",
        "BDAT 5\r\n",
        "BDAT 12\r\n",
        "BDAT 0\r\n",
        "SLOW\r\n",
        "\r\n.\r\n",
        "\r\n..",
        ".\r\n",
        "\n.\n",
        "\r",
        "QUIT\r\n",
        "AUTH\r\n",
        "BDAT",
        "bdat:5\r\n",
        "BDAT\t5\r\n",
        "BDAT 5 LAST\0\r\n",
        "BDATA\r\n",
        "\nBDAT 5\r\n",
        " \t\0",
        "\n",
        "\r\n"
    };

    @FuzzTest(maxDuration = "10m")
    void everyInputIsCutAsTheModelCutsIt(FuzzedDataProvider data) {
        Random cuts = new Random(data.consumeLong());
        StringBuilder input = new StringBuilder();
        while (data.remainingBytes() > 0 && input.length() < INPUT_OCTETS_MAX) {
            int choice = data.consumeInt(0, WORDS.length + 2);
            if (choice < WORDS.length) {
                input.append(WORDS[choice]);
            } else if (choice == WORDS.length) {
                input.append("a".repeat(data.consumeInt(0, Framer.LINE_OCTETS_MAX + 2)));
            } else {
                input.append(new String(data.consumeBytes(data.consumeInt(1, 40)), StandardCharsets.ISO_8859_1));
            }
        }
        FramerTest.check(input.toString(), cuts);
    }

    @FuzzTest(maxDuration = "10m")
    void everyContentIsDeliveredAsItIsOrRefused(FuzzedDataProvider data) {
        Random cuts = new Random(data.consumeLong());
        MessageIntakeTest.check(new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1), cuts);
    }
}
