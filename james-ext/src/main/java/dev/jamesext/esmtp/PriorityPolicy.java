package dev.jamesext.esmtp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The priority policies of MT-PRIORITY that are registered (RFC 6710 9.3, its appendices): which of the nineteen priorities
 * a server tells apart.
 */
public enum PriorityPolicy {
    /** X.400 and MIXER: non-urgent, normal, urgent. */
    MIXER(-4, 0, 4),
    /** Military messages: deferred, routine, priority, immediate, flash, override. */
    STANAG4406(-4, -2, 0, 2, 4, 6),
    /** National security and emergency preparedness: five levels, disaster recovery to executive leadership. */
    NSEP(0, 2, 4, 6, 8);

    private final int[] levels;

    PriorityPolicy(int... levels) {
        this.levels = levels;
    }

    /** The words that name them in a policy file. */
    public static List<String> words() {
        return Arrays.stream(values()).map(PriorityPolicy::word).toList();
    }

    /** The policy of a word, as {@link #words} has it. */
    public static Optional<PriorityPolicy> of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The level that a priority counts as: the next one that is not above it, so that nobody gets more than was asked for;
     * below them all, the lowest.
     */
    public int level(int priority) {
        int found = levels[0];
        for (int level : levels) {
            if (level <= priority) {
                found = level;
            }
        }
        return found;
    }
}
