package dev.jamesext.lookup;

import dev.jamesext.pattern.Glob;
import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.pattern.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a list of its entries, one after another. A builder is used once. */
public final class ListBuilder {

    /** Entries of one list. */
    public static final int LIST_ENTRIES_MAX = 10_000_000;

    /** Patterns of one list. */
    public static final int LIST_PATTERNS_MAX = 100_000;

    /** Patterns of one list that are tried on every key, because no text in them is long and rare enough to find them by. */
    public static final int UNSELECTIVE_PATTERNS_MAX = 200;

    private static final String FULL = "a list has at most " + LIST_ENTRIES_MAX + " entries, of which "
            + LIST_PATTERNS_MAX + " may be patterns; this is one more";

    private final String name;
    private final ListFormat format;
    private final boolean hasValues;
    private final NameTable.Builder names;
    private final List<PatternList.Pattern> patterns = new ArrayList<>();
    private final ListRoom room;
    private Function<String, Optional<String>> inAscii = Optional::of;
    private List<String> unselective = List.of();

    /**
     * A list yet without entries.
     *
     * @param hasValues whether entries have values
     * @param room what it and others may take
     */
    public ListBuilder(String name, ListFormat format, boolean hasValues, ListRoom room) {
        this.room = room;
        this.name = name;
        this.format = format;
        this.hasValues = hasValues;
        this.names = new NameTable.Builder(hasValues);
    }

    /**
     * The same, whose names with letters beyond US-ASCII are found by their names in US-ASCII too.
     *
     * @param names gives the name in US-ASCII, wildcards and a dot in front of it kept; empty when there is none
     */
    public ListBuilder alsoInAscii(Function<String, Optional<String>> names) {
        inAscii = names;
        return this;
    }

    /**
     * Adds an entry as written; where entries have values, with the empty one.
     *
     * @throws PatternFailure when it is no pattern, with the place in it
     */
    public void add(String entry) {
        add(entry, "");
    }

    /** Adds an entry with its value, which a list without values does not keep; throws as {@link #add(String)}. */
    public void add(String entry, String value) {
        put(entry, value);
        if (format != ListFormat.REGEX && !isAscii(entry)) {
            inAscii.apply(entry).filter(other -> !other.equals(entry)).ifPresent(other -> put(other, value));
        }
    }

    private void put(String entry, String value) {
        Optional<String> kept = hasValues ? Optional.of(value) : Optional.empty();
        if (format == ListFormat.REGEX) {
            room.take(ListRoom.PATTERN_OCTETS + entry.length() + value.length());
            patterns.add(PatternList.RegexPattern.of(Regex.compile(entry), kept));
            return;
        }
        Optional<Glob> glob = format == ListFormat.GLOB ? Optional.of(Glob.compile(entry)) : Optional.empty();
        if (glob.filter(Glob::hasWildcards).isPresent()) {
            room.take(ListRoom.PATTERN_OCTETS + entry.length() + value.length());
            patterns.add(PatternList.GlobPattern.of(entry, glob.get(), kept));
        } else {
            room.take(names.add(
                            glob.map(plain -> String.join("", plain.literals())).orElse(entry), value)
                    + ListRoom.NAME_OCTETS);
        }
    }

    /** Adds a name and its value, written as one text; what stands before the first separator is the name. */
    public void addPair(String pair, String separator) {
        int at = pair.indexOf(separator);
        add(
                name(pair, separator),
                at < 0 ? "" : pair.substring(at + separator.length()).strip());
    }

    /**
     * What is to be said about an entry that will most likely never match; empty when it may.
     *
     * @param separator as for {@link #addPair}; empty when entries have no values, or have them apart
     */
    Optional<Doubt> doubt(String entry, String separator) {
        Optional<Doubt> doubt = Doubt.about(entry, format, separator);
        // A login is no domain name.
        boolean domain = entry.indexOf('.') >= 0 && entry.indexOf('@') < 0 && format != ListFormat.REGEX;
        return doubt.isEmpty()
                        && domain
                        && !isAscii(entry)
                        && inAscii.apply(name(entry, separator)).isEmpty()
                ? Optional.of(Doubt.LETTERS)
                : doubt;
    }

    /** As {@link #doubt}, in words. */
    public Optional<String> advice(String entry, String separator) {
        return doubt(entry, separator).map(doubt -> sentence(doubt, separator));
    }

    String sentence(Doubt doubt, String separator) {
        return doubt.sentence(format, separator);
    }

    private static String name(String pair, String separator) {
        int at = separator.isEmpty() ? -1 : pair.indexOf(separator);
        return at < 0 ? pair : pair.substring(0, at).strip();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** How many entries were added. */
    public int size() {
        return names.size() + patterns.size();
    }

    /** Why there is room for no more entry; empty when there is. */
    public Optional<String> full() {
        if (size() == LIST_ENTRIES_MAX || patterns.size() == LIST_PATTERNS_MAX) {
            return Optional.of(FULL);
        }
        return room.isUsedUp() ? Optional.of(room.sentence(name)) : Optional.empty();
    }

    /** The list of all entries added; of one name given twice the later one counts. */
    public LookupList build() {
        ExactList exact = new ExactList(name, names.build());
        if (format == ListFormat.SUFFIX) {
            return new SuffixList(exact);
        }
        if (patterns.isEmpty()) {
            return exact;
        }
        PatternList list = new PatternList(exact, patterns);
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
