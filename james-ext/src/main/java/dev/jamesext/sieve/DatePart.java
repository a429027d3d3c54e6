package dev.jamesext.sieve;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of a date (RFC 5260 section 4.2). */
enum DatePart {
    YEAR("uuuu"),
    MONTH("MM"),
    DAY("dd"),
    DATE("uuuu-MM-dd"),
    /** The modified Julian day. */
    JULIAN(date -> Long.toString(date.getLong(JulianFields.MODIFIED_JULIAN_DAY))),
    HOUR("HH"),
    MINUTE("mm"),
    SECOND("ss"),
    TIME("HH:mm:ss"),
    ISO8601("uuuu-MM-dd'T'HH:mm:ssxxx"),
    STD11("EEE, dd MMM uuuu HH:mm:ss xx"),
    ZONE("xx"),
    /** 0 is Sunday. */
    WEEKDAY(date -> Integer.toString(date.getDayOfWeek().getValue() % 7));

    private final Function<ZonedDateTime, String> text;

    DatePart(String pattern) {
        this(DateTimeFormatter.ofPattern(pattern, Locale.US)::format);
    }

    DatePart(Function<ZonedDateTime, String> text) {
        this.text = text;
    }

    /** The part of a name, case ignored. */
    static Optional<DatePart> named(String word) {
        return Stream.of(values())
                .filter(part -> part.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(DatePart::word).toList();
    }

    String of(ZonedDateTime date) {
        return text.apply(date);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
