package dev.jamesext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {

    @Test
    void writesObjectsAndListsTwoBlanksALevel() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a");
        object.put("number", -12);
        object.put("truth", true);
        object.put("nothing", Optional.empty());
        object.put("something", Optional.of("b"));
        object.put("list", List.of("a", Map.of("b", List.of())));
        object.put("empty", Map.of());
        assertThat(Json.of(object)).isEqualTo("""
                {
                  "text": "a",
                  "number": -12,
                  "truth": true,
                  "nothing": null,
                  "something": "b",
                  "list": [
                    "a",
                    {
                      "b": []
                    }
                  ],
                  "empty": {}
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "22, \\\"",
                "5c, \\\\",
                "2f, /",
                "0, \\u0000",
                "1b, \\u001b",
                "a, \\u000a",
                "7e, ~",
                "7f, \\u007f",
                "e9, \\u00e9",
                "2028, \\u2028",
                "1f600, \\ud83d\\ude00",
                "d83d, \\ud83d",
            })
    void escapesWhatIsNotPlainAscii(String point, String written) {
        String text = new String(Character.toChars(Integer.parseInt(point, 16)));
        assertThat(Json.of(Map.of("k" + text, text))).isEqualTo("{\n  \"k" + written + "\": \"" + written + "\"\n}\n");
    }

    @Test
    void refusesWhatIsNoValueOfJson() {
        assertThatThrownBy(() -> Json.of(Map.of("k", 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Double");
    }
}
