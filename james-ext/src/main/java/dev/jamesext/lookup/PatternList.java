package dev.jamesext.lookup;

import dev.jamesext.pattern.CharMatch;
import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.Regex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A list of patterns, and of names that are looked for first. Of several patterns that match the first in the order of the
 * list gives the value.
 */
final class PatternList implements LookupList {

    /** One pattern under both comparisons. Immutable. */
    interface Pattern {

        /** As written in the list. */
        String entry();

        /** What stands beside it; empty where the list has no values. */
        Optional<String> value();

        /** Whether a key matches that is in lower case and ends in no dot. */
        boolean matchesDomain(String folded);

        /** Whether a key matches as written. */
        boolean matchesOctets(String key);

        /** What a match needs, as {@link PatternIndex} takes it. */
        List<List<String>> requirements();
    }

    private final ExactList names;
    private final List<Pattern> patterns;
    private final PatternIndex index;

    PatternList(ExactList names, List<Pattern> patterns) {
        this.names = names;
        this.patterns = List.copyOf(patterns);
        this.index =
                PatternIndex.of(patterns.stream().map(Pattern::requirements).toList());
    }

    @Override
    public String name() {
        return names.name();
    }

    @Override
    public int size() {
        return names.size() + patterns.size();
    }

    /** The patterns that are tried on every key, as written. */
    List<String> unselective() {
        return Arrays.stream(index.unselective())
                .mapToObj(number -> patterns.get(number).entry())
                .toList();
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        Answer exact = names.find(key, comparison);
        if (exact instanceof Answer.Found) {
            return exact;
        }
        String domain = comparison == KeyComparison.DOMAIN ? domain(key) : key;
        int first = index.first(
                domain,
                comparison == KeyComparison.DOMAIN
                        ? pattern -> patterns.get(pattern).matchesDomain(domain)
                        : pattern -> patterns.get(pattern).matchesOctets(domain));
        if (first < 0) {
            return Answer.NOT_FOUND;
        }
        return Answer.found(patterns.get(first).value());
    }

    private static String domain(String key) {
        String folded = PatternIndex.folded(key);
        return folded.length() > 1 && folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    }

    /** A glob. As a domain name it is compared without a final dot, like any other. */
    record GlobPattern(String entry, Glob written, Glob domain, Optional<String> value) implements Pattern {

        static GlobPattern of(String entry, Glob glob, Optional<String> value) {
            return new GlobPattern(entry, glob, glob.withoutFinalDot(), value);
        }

        @Override
        public boolean matchesDomain(String folded) {
            return domain.matches(folded, CharMatch.ASCII_FOLDED);
        }

        @Override
        public boolean matchesOctets(String key) {
            return written.matches(key, CharMatch.EXACT);
        }

        @Override
        public List<List<String>> requirements() {
            return domain.literals().stream().map(List::of).toList();
        }
    }

    /**
     * A regular expression, searched for anywhere in the key. As a domain name the key is in lower case, and the pattern's own
     * case does not count.
     */
    record RegexPattern(Regex written, Regex domain, Optional<String> value) implements Pattern {

        static RegexPattern of(Regex regex, Optional<String> value) {
            // A pattern with letters beyond ASCII keeps its case; what it is held against has none.
            return new RegexPattern(regex, regex.ignoringCase().orElse(regex), value);
        }

        @Override
        public String entry() {
            return written.toString();
        }

        @Override
        public boolean matchesDomain(String folded) {
            return domain.find(folded) != null;
        }

        @Override
        public boolean matchesOctets(String key) {
            return written.find(key) != null;
        }

        @Override
        public List<List<String>> requirements() {
            return written.requirements();
        }
    }
}
