package dev.jamesext.mailet;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times as the XML of mailets has them: {@code 5 minutes, 1 hour}. */
final class DelayText {

    private DelayText() {}

    /** @throws IllegalArgumentException when it is no list of times, at least one */
    static List<Duration> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(DelayText::one).toList();
    }

    /** @throws IllegalArgumentException when it is no time, or none to come */
    static Duration one(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9 || Long.parseLong(word.substring(0, digits)) == 0) {
            throw noTime(text);
        }
        long number = Long.parseLong(word.substring(0, digits));
        return switch (word.substring(digits).strip()) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "second", "seconds" -> Duration.ofSeconds(number);
            case "m", "minute", "minutes" -> Duration.ofMinutes(number);
            case "h", "hour", "hours" -> Duration.ofHours(number);
            case "d", "day", "days" -> Duration.ofDays(number);
            default -> throw noTime(text);
        };
    }

    private static IllegalArgumentException noTime(String text) {
        return new IllegalArgumentException(
                "'" + text.strip() + "' is no time: write such as '5 minutes' or '2 hours'");
    }
}
