package dev.jamesext.lookup;

import java.util.Locale;

/** What the entries of a list are; the words are those of {@code store."name".format}. */
public enum ListFormat {
    /** Names. */
    LIST,
    /** Names, and endings of names that begin with a dot. */
    SUFFIX,
    /** Names, and patterns with {@code *} and {@code ?}. */
    GLOB,
    /** Regular expressions. */
    REGEX,
    /** Names with values. */
    MAP;

    /** The word that is written for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
