package dev.jamesext.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions as text: measured first, compiled then. The engine matches in linear time, but it takes any time and
 * memory to compile <code>(a{1000}){1000}</code>, and no end to fold the case of U+1C80; {@link PatternMeasure} keeps both
 * from it.
 */
public final class Regex {

    /** How many places of a complaint are tried; the first is taken when none of them is it. */
    private static final int PLACES_TRIED = 32;

    private static final List<String> LOOK_AROUND = List.of("(?=", "(?!", "(?<=", "(?<!");

    private static final String IGNORING_CASE = "(?i)";

    private final Pattern pattern;

    /** Of which every match holds one, to answer no without asking the engine; empty when none are known. */
    private final List<String> required;

    private Regex(Pattern pattern, List<String> required) {
        this.pattern = pattern;
        this.required = required;
    }

    /**
     * A pattern ready to match; upper and lower case are different unless it says otherwise.
     *
     * @throws PatternFailure with the place in the pattern
     */
    public static Regex compile(String pattern) {
        PatternMeasure measure = PatternMeasure.of(pattern);
        try {
            return new Regex(Pattern.compile(pattern), RequiredTexts.of(pattern));
        } catch (PatternSyntaxException failure) {
            throw complaint(pattern, measure, failure);
        }
    }

    /** How many groups it captures, the whole match not counted. */
    public int groupCount() {
        return pattern.groupCount();
    }

    /** The first match anywhere in a text, with its groups; null when there is none. */
    public @Nullable Matcher find(String text) {
        if (!RequiredTexts.allow(required, text)) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher : null;
    }

    /** The same pattern without regard to the case of A to Z; empty where the engine cannot do that. */
    public Optional<Regex> ignoringCase() {
        try {
            return Optional.of(compile(IGNORING_CASE + pattern.pattern()));
        } catch (PatternFailure beyondAscii) {
            return Optional.empty();
        }
    }

    /** Texts, in any case: of each of the lists every match holds at least one; none when nothing is known. */
    public List<List<String>> requirements() {
        String text = pattern.pattern();
        return RequiredTexts.allOf(text.startsWith(IGNORING_CASE) ? text.substring(IGNORING_CASE.length()) : text);
    }

    /** What matches, for tests of what it costs. */
    Pattern engine() {
        return pattern;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** The engine's complaint with its place, or a better one where it has none. */
    private static PatternFailure complaint(String pattern, PatternMeasure measure, PatternSyntaxException failure) {
        String part = Objects.requireNonNullElse(failure.getPattern(), "");
        String description = Objects.requireNonNullElse(failure.getDescription(), "");
        boolean parenthesis = description.equals("missing closing )") || description.contains("internal error");
        if (parenthesis && measure.lonelyParenthesis().isPresent()) {
            int at = measure.lonelyParenthesis().getAsInt();
            String sentence = pattern.charAt(at) == '(' ? "'(' is never closed" : "')' closes nothing";
            return new PatternFailure(new Span(at, at + 1), "no pattern: " + sentence);
        }
        Span span = locate(pattern, failure);
        for (String group : LOOK_AROUND) {
            if (pattern.startsWith(group, span.start())) {
                return new PatternFailure(
                        new Span(span.start(), span.start() + group.length()),
                        "no pattern: '" + group + "' looks around, which takes more than linear time");
            }
        }
        return new PatternFailure(span, "no pattern: " + description + (part.isEmpty() ? "" : " " + Quoted.of(part)));
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
