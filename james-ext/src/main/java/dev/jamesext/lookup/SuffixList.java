package dev.jamesext.lookup;

import java.util.Collection;

/**
 * A list of names and of endings of names: an entry {@code .example.org} stands for every name below it, and not for itself; any
 * other entry stands for itself. Asks for a name and for each of its endings, so that its size does not matter.
 */
public final class SuffixList implements LookupList {

    /** Characters of a name whose endings are looked at: no domain is longer. A longer key is compared as a whole. */
    static final int NAME_CHARS_MAX = 255;

    private final ExactList entries;

    SuffixList(ExactList entries) {
        this.entries = entries;
    }

    /** A list of entries as written; repeated ones count once. */
    public static SuffixList of(String name, Collection<String> entries) {
        return new SuffixList(ExactList.of(name, entries));
    }

    @Override
    public String name() {
        return entries.name();
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Answer find(String key, KeyComparison comparison) {
        Answer answer = entries.find(key, comparison);
        // Behind the first character: an ending is shorter than the name.
        int dot = key.length() > NAME_CHARS_MAX ? -1 : key.indexOf('.', 1);
        while (answer.equals(Answer.NOT_FOUND) && dot >= 0) {
            answer = entries.find(key.substring(dot), comparison);
            dot = key.indexOf('.', dot + 1);
        }
        return answer;
    }
}
