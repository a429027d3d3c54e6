package dev.jamesext.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The collector handed through reader and compiler: they report and go on with the best value they can give. Not
 * thread-safe: one load, one collector.
 */
public final class Problems {

    /** How many problems are kept; more are counted and dropped. */
    public static final int PROBLEMS_MAX = 100;

    private static final Comparator<Problem> TEXT_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.source().name())
            .thenComparing(problem -> problem.span().start())
            .thenComparing(Problem::severity)
            .thenComparing(Problem::sentence);

    private final List<Problem> kept = new ArrayList<>();
    private int dropped;
    private boolean errors;

    public void error(SourceText source, Span span, KeyPath key, String sentence) {
        add(new Problem(Problem.Severity.ERROR, source, span, key, sentence));
    }

    public void warning(SourceText source, Span span, KeyPath key, String sentence) {
        add(new Problem(Problem.Severity.WARNING, source, span, key, sentence));
    }

    /** An error at a span of an excerpt's text. */
    public void error(Excerpt excerpt, Span local, String sentence) {
        error(excerpt.source(), excerpt.locate(local), excerpt.key(), sentence);
    }

    /** A warning at a span of an excerpt's text. */
    public void warning(Excerpt excerpt, Span local, String sentence) {
        warning(excerpt.source(), excerpt.locate(local), excerpt.key(), sentence);
    }

    public void add(Problem problem) {
        errors |= problem.severity() == Problem.Severity.ERROR;
        if (kept.size() < PROBLEMS_MAX) {
            kept.add(problem);
        } else {
            dropped++;
        }
    }

    /** Whether any error, kept or dropped, was reported: the policy must not be used. */
    public boolean hasErrors() {
        return errors;
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The kept problems in text order. */
    public List<Problem> sorted() {
        return kept.stream().sorted(TEXT_ORDER).toList();
    }

    /** All problems rendered in text order, one block after another, and how many were left out. */
    public String render() {
        String blocks = sorted().stream().map(Problem::render).collect(Collectors.joining("\n"));
        return dropped == 0
                ? blocks
                : blocks + "\n... and " + dropped + (dropped == 1 ? " more problem" : " more problems");
    }
}
