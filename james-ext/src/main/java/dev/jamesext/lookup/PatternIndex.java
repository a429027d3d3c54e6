package dev.jamesext.lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * Tells which of many patterns a name may match, without asking the others. Of the texts that a pattern cannot match without
 * (its literal parts) the index knows some letters in a row, the rarest among all patterns; a name is cut into such runs, and the
 * patterns of the runs it holds are the candidates. Case does not count. Immutable.
 *
 * <p>A pattern without such a run, or whose run is that of many others, is a candidate for every name ({@link #unselective}).
 */
final class PatternIndex {

    /** The runs: a text of six letters or more is known by six of them. */
    static final int LONG_RUN_CHARS = 6;

    /** A shorter text is known by three, and one below that says too little. */
    static final int SHORT_RUN_CHARS = 3;

    /** Patterns that may be known by the same run. */
    static final int RUN_PATTERNS_MAX = 64;

    private static final int BITS_PER_CHAR = 10;

    /** The patterns of each run, by {@link #run}. Two runs that meet in one key only make more candidates. */
    private final RunTable runs;

    private final int[] unselective;

    private PatternIndex(RunTable runs, int[] unselective) {
        this.runs = runs;
        this.unselective = unselective;
    }

    /**
     * An index.
     *
     * @param requirements for each pattern what a match needs: of every list in it at least one of the texts, in any case; empty when
     *     nothing is known
     */
    static PatternIndex of(List<List<List<String>>> requirements) {
        Map<Long, Integer> counts = new HashMap<>();
        for (List<List<String>> needed : requirements) {
            needed.forEach(texts -> texts.forEach(text -> forEachRun(text, run -> counts.merge(run, 1, Integer::sum))));
        }
        Map<Long, List<Integer>> patterns = new HashMap<>();
        List<Integer> unselective = new ArrayList<>();
        for (int pattern = 0; pattern < requirements.size(); pattern++) {
            List<Long> chosen = rarest(requirements.get(pattern), counts, patterns);
            if (chosen.isEmpty()) {
                unselective.add(pattern);
            }
            for (long run : chosen) {
                patterns.computeIfAbsent(run, any -> new ArrayList<>()).add(pattern);
            }
        }
        return new PatternIndex(
                new RunTable(patterns),
                unselective.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The patterns, by number, that are candidates for every name; in rising order. */
    int[] unselective() {
        return unselective.clone();
    }

    /** The lowest number of a pattern that matches, or -1; only candidates are asked. */
    int first(String name, IntPredicate matches) {
        String folded = folded(name);
        int first = Integer.MAX_VALUE;
        for (int at = 0; at + SHORT_RUN_CHARS <= folded.length(); at++) {
            first = first(runs.patterns(run(folded, at, SHORT_RUN_CHARS)), first, matches);
            if (at + LONG_RUN_CHARS <= folded.length()) {
                first = first(runs.patterns(run(folded, at, LONG_RUN_CHARS)), first, matches);
            }
        }
        first = first(unselective, first, matches);
        return first == Integer.MAX_VALUE ? -1 : first;
    }

    /** The first of the candidates that matches, if it comes before the one known so far. */
    private static int first(int[] candidates, int known, IntPredicate matches) {
        for (int candidate : candidates) {
            if (candidate >= known) {
                break;
            }
            if (matches.test(candidate)) {
                return candidate;
            }
        }
        return known;
    }

    /** One run for each text of the requirement whose commonest run is the rarest; none when no requirement has room. */
    private static List<Long> rarest(
            List<List<String>> requirements, Map<Long, Integer> counts, Map<Long, List<Integer>> patterns) {
        List<Long> best = List.of();
        int fewest = Integer.MAX_VALUE;
        for (List<String> texts : requirements) {
            List<Long> chosen = new ArrayList<>();
            int most = 0;
            for (String text : texts) {
                long rarest = rarest(text, counts, patterns);
                if (rarest == RunTable.NO_RUN) {
                    most = Integer.MAX_VALUE;
                    break;
                }
                chosen.add(rarest);
                most = Math.max(most, counts.getOrDefault(rarest, 0));
            }
            if (!chosen.isEmpty() && most < fewest) {
                best = chosen;
                fewest = most;
            }
        }
        return best;
    }

    private static long rarest(String text, Map<Long, Integer> counts, Map<Long, List<Integer>> patterns) {
        long[] rarest = {RunTable.NO_RUN, Long.MAX_VALUE};
        forEachRun(text, run -> {
            boolean hasRoom = patterns.getOrDefault(run, List.of()).size() < RUN_PATTERNS_MAX;
            int count = counts.getOrDefault(run, 0);
            if (hasRoom && count < rarest[1]) {
                rarest[0] = run;
                rarest[1] = count;
            }
        });
        return rarest[0];
    }

    private static void forEachRun(String text, LongConsumer consumer) {
        String folded = folded(text);
        int chars = folded.length() >= LONG_RUN_CHARS ? LONG_RUN_CHARS : SHORT_RUN_CHARS;
        for (int at = 0; at + chars <= folded.length(); at++) {
            consumer.accept(run(folded, at, chars));
        }
    }

    /** A to Z as a to z; every other character stays. */
    static String folded(String text) {
        int at = 0;
        while (at < text.length() && !isUpper(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        char[] folded = text.toCharArray();
        for (; at < folded.length; at++) {
            folded[at] = isUpper(folded[at]) ? (char) (folded[at] + ('a' - 'A')) : folded[at];
        }
        return new String(folded);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** The characters as one number, never 0; of the rare ones beyond ten bits only these count. */
    private static long run(String text, int at, int chars) {
        long run = 1;
        for (int i = at; i < at + chars; i++) {
            run = run << BITS_PER_CHAR | (text.charAt(i) & ((1 << BITS_PER_CHAR) - 1));
        }
        return run;
    }

    /** A map from runs to patterns that boxes nothing when it is asked. */
    private static final class RunTable {

        static final long NO_RUN = 0;

        private static final int[] NO_PATTERNS = {};

        private final long[] runs;
        private final int[][] patterns;

        RunTable(Map<Long, List<Integer>> patternsOfRuns) {
            int slots = Integer.highestOneBit(Math.max(1, patternsOfRuns.size() * 2)) * 2;
            runs = new long[slots];
            patterns = new int[slots][];
            Arrays.fill(patterns, NO_PATTERNS);
            patternsOfRuns.forEach((run, numbers) -> {
                int slot = slot(run);
                runs[slot] = run;
                Collections.sort(numbers);
                patterns[slot] =
                        numbers.stream().mapToInt(Integer::intValue).distinct().toArray();
            });
        }

        int[] patterns(long run) {
            return patterns[slot(run)];
        }

        private int slot(long run) {
            long stirred = run * 0x9E3779B97F4A7C15L;
            int slot = (int) (stirred >>> 32) & runs.length - 1;
            while (runs[slot] != NO_RUN && runs[slot] != run) {
                slot = slot + 1 & runs.length - 1;
            }
            return slot;
        }
    }
}
