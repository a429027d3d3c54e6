package dev.jamesext.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The collector handed through reader and compiler: they report and go on with the best value they can give. Not
 * thread-safe: one load, one collector.
 */
public final class Problems {

    /** How many errors, and how many warnings, are kept; more are counted and dropped. */
    public static final int PROBLEMS_MAX = 100;

    private static final Comparator<Problem> TEXT_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.source().name())
            .thenComparing(Problem::line)
            .thenComparing(problem -> problem.span().start())
            .thenComparing(Problem::severity)
            .thenComparing(Problem::sentence);

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int dropped;

    public void error(SourceText source, Span span, KeyPath key, String sentence) {
        add(new Problem(Problem.Severity.ERROR, source, span, key, sentence));
    }

    public void warning(SourceText source, Span span, KeyPath key, String sentence) {
        add(new Problem(Problem.Severity.WARNING, source, span, key, sentence));
    }

    /** An error at a span of an excerpt's text; without what macros brought in. */
    public void error(Excerpt excerpt, Span local, String sentence) {
        Excerpt.Place place = excerpt.locate(local);
        error(place.source(), place.span(), excerpt.key(), excerpt.masked(sentence));
    }

    /** A warning at a span of an excerpt's text; without what macros brought in. */
    public void warning(Excerpt excerpt, Span local, String sentence) {
        Excerpt.Place place = excerpt.locate(local);
        warning(place.source(), place.span(), excerpt.key(), excerpt.masked(sentence));
    }

    /** Keeps a problem. Errors and warnings have their own room: no flood of warnings hides an error. */
    public void add(Problem problem) {
        List<Problem> kept = problem.severity() == Problem.Severity.ERROR ? errors : warnings;
        if (kept.size() < PROBLEMS_MAX) {
            kept.add(problem);
        } else {
            dropped++;
        }
    }

    /**
     * Takes back what was reported under a key and those below it, to report something else instead. Once anything had no room
     * nothing is taken back: it may have been what matters.
     *
     * @return what was taken back, in text order
     */
    public List<Problem> withdraw(KeyPath key) {
        if (dropped > 0) {
            return List.of();
        }
        List<Problem> withdrawn =
                sorted().stream().filter(problem -> isAt(problem, key)).toList();
        errors.removeIf(problem -> isAt(problem, key));
        warnings.removeIf(problem -> isAt(problem, key));
        return withdrawn;
    }

    /** Whether an error was reported under a key or one below it. */
    public boolean hasErrors(KeyPath key) {
        return errors.stream().anyMatch(problem -> isAt(problem, key));
    }

    private static boolean isAt(Problem problem, KeyPath key) {
        String path = problem.key().text();
        return problem.key().equals(key) || path.startsWith(key.text() + ".") || path.startsWith(key.text() + "[");
    }

    /** Whether any error was reported: the policy must not be used. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    public boolean isEmpty() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    /** How many were reported beyond those that are kept. */
    public int dropped() {
        return dropped;
    }

    /** The kept problems in text order. */
    public List<Problem> sorted() {
        return Stream.concat(errors.stream(), warnings.stream())
                .sorted(TEXT_ORDER)
                .toList();
    }

    /** The kept warnings in text order. */
    public List<Problem> warnings() {
        return warnings.stream().sorted(TEXT_ORDER).toList();
    }

    /** All problems rendered in text order, one block after another, and how many were left out. */
    public String render() {
        return render(sorted());
    }

    /** The errors alone, rendered as {@link #render} does. */
    public String renderErrors() {
        return render(errors.stream().sorted(TEXT_ORDER).toList());
    }

    private String render(List<Problem> shown) {
        String blocks = shown.stream().map(Problem::render).collect(Collectors.joining("\n"));
        return dropped == 0
                ? blocks
                : blocks + "\n... and " + dropped + (dropped == 1 ? " more problem" : " more problems");
    }
}
