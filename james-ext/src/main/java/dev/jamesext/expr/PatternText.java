package dev.jamesext.expr;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.jamesext.source.Span;
import java.util.List;
import java.util.Objects;

/**
 * Regular expressions as text: measured first, compiled then. The engine matches in linear time, but it takes any time and
 * memory to compile <code>(a{1000}){1000}</code>, and no end to fold the case of U+1C80; {@link PatternMeasure} keeps both
 * from it.
 */
final class PatternText {

    /** How many places of a complaint are tried; the first is taken when none of them is it. */
    private static final int PLACES_TRIED = 32;

    private static final List<String> LOOK_AROUND = List.of("(?=", "(?!", "(?<=", "(?<!");

    private PatternText() {}

    /**
     * A pattern ready to match.
     *
     * @throws SyntaxFailure with the place in the pattern
     */
    static Pattern compile(String pattern) {
        PatternMeasure measure = PatternMeasure.of(pattern);
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException failure) {
            throw complaint(pattern, measure, failure);
        }
    }

    /** The engine's complaint with its place, or a better one where it has none. */
    private static SyntaxFailure complaint(String pattern, PatternMeasure measure, PatternSyntaxException failure) {
        String part = Objects.requireNonNullElse(failure.getPattern(), "");
        String description = Objects.requireNonNullElse(failure.getDescription(), "");
        boolean parenthesis = description.equals("missing closing )") || description.contains("internal error");
        if (parenthesis && measure.lonelyParenthesis().isPresent()) {
            int at = measure.lonelyParenthesis().getAsInt();
            String sentence = pattern.charAt(at) == '(' ? "'(' is never closed" : "')' closes nothing";
            return new SyntaxFailure(new Span(at, at + 1), "no pattern: " + sentence);
        }
        Span span = locate(pattern, failure);
        for (String group : LOOK_AROUND) {
            if (pattern.startsWith(group, span.start())) {
                return new SyntaxFailure(
                        new Span(span.start(), span.start() + group.length()),
                        "no pattern: '" + group + "' looks around, which takes more than linear time");
            }
        }
        return new SyntaxFailure(span, "no pattern: " + description + (part.isEmpty() ? "" : " " + Token.quoted(part)));
    }

    /**
     * Where a complaint belongs. The engine tells only the characters it is about: the place is the first one where they,
     * with all that stands before them, earn the same complaint.
     */
    private static Span locate(String pattern, PatternSyntaxException failure) {
        String part = Objects.requireNonNullElse(failure.getPattern(), "");
        int first = part.isEmpty() ? -1 : pattern.indexOf(part);
        int at = first;
        for (int tried = 0; at >= 0 && tried < PLACES_TRIED; tried++) {
            if (fails(pattern.substring(0, at + part.length()), failure)) {
                return new Span(at, at + part.length());
            }
            at = pattern.indexOf(part, at + 1);
        }
        return first < 0 ? new Span(0, pattern.length()) : new Span(first, first + part.length());
    }

    private static boolean fails(String pattern, PatternSyntaxException expected) {
        try {
            Pattern.compile(pattern);
            return false;
        } catch (PatternSyntaxException failure) {
            return Objects.equals(expected.getMessage(), failure.getMessage());
        }
    }
}
