package dev.jamesext.sieve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The relations of {@code :value} and {@code :count} (RFC 5231 section 4). */
enum Relation {
    GT,
    GE,
    LT,
    LE,
    EQ,
    NE;

    static Optional<Relation> named(String word) {
        return Stream.of(values())
                .filter(relation -> relation.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(Relation::word).toList();
    }

    /** Whether it holds, given how the left side compares with the right one. */
    boolean holds(int comparison) {
        return switch (this) {
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case EQ -> comparison == 0;
            case NE -> comparison != 0;
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
