package dev.jamesext.lookup;

/** One named list. Safe for use by many threads at once; never changes. */
public interface LookupList {

    /** The name rules and scripts use, such as {@code list/blocked-domains}. */
    String name();

    /** How many different entries it holds. */
    int size();

    /** Asks the list. Never blocks, never throws. */
    Answer find(String key, KeyComparison comparison);
}
