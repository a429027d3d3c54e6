package dev.jamesext.lookup;

import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.pattern.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a list of its entries, one after another. A builder is used once. */
public final class ListBuilder {

    /** Entries of one list. */
    public static final int LIST_ENTRIES_MAX = 10_000_000;

    /** Patterns of one list. */
    public static final int LIST_PATTERNS_MAX = 100_000;

    /** Patterns of one list that are tried on every key, because no text in them is long and rare enough to find them by. */
    public static final int UNSELECTIVE_PATTERNS_MAX = 200;

    /** What is said of an entry beyond {@link #isFull}. */
    public static final String FULL = "a list has at most " + LIST_ENTRIES_MAX + " entries, of which "
            + LIST_PATTERNS_MAX + " may be patterns; this is one more";

    private final String name;
    private final ListFormat format;
    private final TextBlock.Builder names = new TextBlock.Builder();
    private final List<PatternList.Pattern> patterns = new ArrayList<>();
    private TextBlock.@Nullable Builder nameValues;
    private TextBlock.@Nullable Builder patternValues;
    private List<String> unselective = List.of();

    /** A list yet without entries. */
    public ListBuilder(String name, ListFormat format) {
        this.name = name;
        this.format = format;
    }

    /**
     * Adds an entry as written.
     *
     * @throws PatternFailure when it is no pattern, with the place in it
     */
    public void add(String entry) {
        if (format == ListFormat.REGEX) {
            patterns.add(PatternList.RegexPattern.of(Regex.compile(entry)));
            return;
        }
        Glob glob = format == ListFormat.GLOB ? Glob.compile(entry) : null;
        if (glob != null && glob.hasWildcards()) {
            patterns.add(PatternList.GlobPattern.of(entry, glob));
        } else {
            names.add(glob == null ? entry : String.join("", glob.literals()));
        }
    }

    /** Adds an entry with its value. In a list that has values every entry has one. */
    public void add(String entry, String value) {
        int before = patterns.size();
        add(entry);
        if (patterns.size() > before) {
            patternValues = patternValues == null ? new TextBlock.Builder() : patternValues;
            patternValues.add(value);
        } else {
            nameValues = nameValues == null ? new TextBlock.Builder() : nameValues;
            nameValues.add(value);
        }
    }

    /** Adds a name and its value, written as one text; what stands before the first separator is the name. */
    public void addPair(String pair, String separator) {
        int at = pair.indexOf(separator);
        add(
                at < 0 ? pair : pair.substring(0, at).strip(),
                at < 0 ? "" : pair.substring(at + separator.length()).strip());
    }

    /** How many entries were added. */
    public int size() {
        return names.size() + patterns.size();
    }

    /** Whether there is room for one more entry. */
    public boolean isFull() {
        return size() == LIST_ENTRIES_MAX || patterns.size() == LIST_PATTERNS_MAX;
    }

    /** The list of all entries added; of one name given twice the later one counts. */
    public LookupList build() {
        ExactList exact = new ExactList(
                name, names.build(), Optional.ofNullable(nameValues).map(TextBlock.Builder::build));
        if (format == ListFormat.SUFFIX) {
            return new SuffixList(exact);
        }
        if (patterns.isEmpty()) {
            return exact;
        }
        PatternList list = new PatternList(
                exact, patterns, Optional.ofNullable(patternValues).map(TextBlock.Builder::build));
        unselective = list.unselective();
        return list;
    }

    /**
     * After {@link #build}: the patterns that are tried on every key, as written. With more than
     * {@link #UNSELECTIVE_PATTERNS_MAX} of them the list must not be used.
     */
    public List<String> unselective() {
        return unselective;
    }
}
