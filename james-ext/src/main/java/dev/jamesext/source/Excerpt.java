package dev.jamesext.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text taken out of a {@link SourceText}, as the language inside it reads it: an expression or a script with
 * TOML's quotes and escapes gone. Keeps where each of its characters stands, so that an error at offset 7 of an
 * expression points at the right column of the policy. A value that pulls in other text (a macro) is joined from parts,
 * and its characters may stand in several sources. Text that a macro brought in from outside the policy is not to be shown
 * (decision 44): {@link #shown} has the macro in its place. Immutable.
 */
public final class Excerpt {

    /** In place of a shift: the text stands nowhere letter for letter. */
    private static final int NOWHERE = -1;

    private static final int[] NO_PARTS = {};

    private final SourceText source;
    private final KeyPath key;
    private final String text;
    private final Span whole;
    private final int @Nullable [] offsets;
    private final int shift;

    /** What is shown in place of the text; absent where the text itself is. A joined excerpt leaves that to its parts. */
    private final @Nullable String macro;

    // Only of a joined excerpt: its parts, none of them joined itself or empty, and where each begins in the text.
    private final List<Excerpt> parts;
    private final int[] partStarts;

    private Excerpt(
            SourceText source,
            KeyPath key,
            String text,
            Span whole,
            int @Nullable [] offsets,
            int shift,
            @Nullable String macro) {
        this.source = source;
        this.key = key;
        this.text = text;
        this.whole = whole;
        this.offsets = offsets;
        this.shift = shift;
        this.macro = macro;
        this.parts = List.of();
        this.partStarts = NO_PARTS;
    }

    private Excerpt(SourceText source, KeyPath key, String text, Span whole, List<Excerpt> parts) {
        this.source = source;
        this.key = key;
        this.text = text;
        this.whole = whole;
        this.offsets = null;
        this.shift = NOWHERE;
        this.macro = null;
        this.parts = List.copyOf(parts);
        this.partStarts = new int[parts.size()];
        for (int i = 1; i < partStarts.length; i++) {
            partStarts[i] = partStarts[i - 1] + parts.get(i - 1).text.length();
        }
    }

    /** Text that stands in the source letter for letter from an offset on. */
    public static Excerpt verbatim(SourceText source, KeyPath key, int start, int end) {
        return new Excerpt(source, key, source.text().substring(start, end), new Span(start, end), null, start, null);
    }

    /** The whole of a source: a script file, a command line option, a test's text. */
    public static Excerpt whole(SourceText source, KeyPath key) {
        return verbatim(source, key, 0, source.text().length());
    }

    /**
     * Text that differs from what is written, because escapes were resolved.
     *
     * @param offsets for each character of {@code text} where it stands in the source, and one entry more for the end
     */
    public static Excerpt mapped(SourceText source, KeyPath key, String text, int[] offsets) {
        if (offsets.length != text.length() + 1) {
            throw new IllegalArgumentException("an offset for each character and one for the end");
        }
        return new Excerpt(source, key, text, new Span(offsets[0], offsets[text.length()]), offsets.clone(), 0, null);
    }

    /**
     * Text that stands nowhere as such: a TOML boolean or number read as an expression, a default value. Every position
     * inside it is the whole of {@code span}.
     */
    public static Excerpt standIn(SourceText source, KeyPath key, String text, Span span) {
        return new Excerpt(source, key, text, span, null, NOWHERE, null);
    }

    /**
     * Text put together from parts, each of which keeps its own places.
     *
     * @param source where the value that holds the macros is written
     * @param span where in it
     * @param parts in order; their keys do not count
     */
    public static Excerpt joined(SourceText source, KeyPath key, Span span, List<Excerpt> parts) {
        List<Excerpt> flat = new ArrayList<>(parts.size());
        StringBuilder text = new StringBuilder();
        for (Excerpt part : parts) {
            text.append(part.text);
            if (!part.parts.isEmpty()) {
                flat.addAll(part.parts);
            } else if (!part.text.isEmpty()) {
                flat.add(part);
            }
        }
        return new Excerpt(source, key, text.toString(), span, flat);
    }

    /** The same text, not to be shown: it came by a macro. */
    public Excerpt hiddenBehind(String shownMacro) {
        if (parts.isEmpty()) {
            return new Excerpt(source, key, text, whole, offsets, shift, shownMacro);
        }
        return new Excerpt(
                source,
                key,
                text,
                whole,
                parts.stream().map(part -> part.hiddenBehind(shownMacro)).toList());
    }

    /** Whether any of the text is not to be shown. */
    public boolean isHidden() {
        return macro().isPresent();
    }

    /** The first macro whose text is not to be shown; empty when all of the text may be. */
    public Optional<String> macro() {
        return leaves().stream()
                .map(part -> part.macro)
                .filter(shown -> shown != null)
                .findFirst();
    }

    /** The text with macros in place of what they brought in. */
    public String shown() {
        StringBuilder shown = new StringBuilder();
        @Nullable String last = null;
        for (Excerpt part : leaves()) {
            if (part.macro == null) {
                shown.append(part.text);
            } else if (!part.macro.equals(last)) {
                shown.append(part.macro);
            }
            last = part.macro;
        }
        return shown.toString();
    }

    /** A sentence about the text, without what macros brought in. */
    public String masked(String sentence) {
        return macro().map(shown -> Hidden.sentence(sentence, shown, text, texts(true), texts(false)))
                .orElse(sentence);
    }

    /** What went wrong with the text in a run, without what macros brought in or what was made of that. */
    public String maskedReason(String reason) {
        return macro().map(Quoted::withheld).orElse(reason);
    }

    private List<Excerpt> leaves() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    private List<String> texts(boolean hidden) {
        return leaves().stream()
                .filter(part -> (part.macro != null) == hidden)
                .map(part -> part.text)
                .toList();
    }

    private Excerpt alike(Excerpt made) {
        return macro == null ? made : made.hiddenBehind(macro);
    }

    /** Where the value is written; single characters of a joined excerpt may stand elsewhere. */
    public SourceText source() {
        return source;
    }

    /** The key whose value this is. */
    public KeyPath key() {
        return key;
    }

    public String text() {
        return text;
    }

    /** Where the whole excerpt stands in {@link #source()}. */
    public Span span() {
        return whole;
    }

    /**
     * A place in one of the sources.
     *
     * @param span where in {@code source}
     */
    public record Place(SourceText source, Span span) {}

    /** Where a span of {@link #text()} stands; of one that reaches over parts of several sources, where it begins. */
    public Place locate(Span local) {
        if (parts.isEmpty()) {
            return new Place(source, locateHere(local));
        }
        int first = partAt(local.start());
        Place start = parts.get(first).locate(within(first, local));
        int last = local.end() > local.start() ? partAt(local.end() - 1) : first;
        if (last == first || start.source != source) {
            return start;
        }
        Place end = parts.get(last).locate(within(last, local));
        // A part may be another value of the same file: the stretch between the two would say nothing.
        boolean together = end.source == source && isInside(start.span) && isInside(end.span);
        return together ? new Place(source, start.span.cover(end.span)) : start;
    }

    /** A part of the text as an excerpt of its own, under the same key. */
    public Excerpt part(Span local) {
        int start = clamp(local.start());
        int end = clamp(local.end());
        if (!parts.isEmpty()) {
            return partOfJoined(new Span(start, end));
        }
        if (offsets != null) {
            return alike(mapped(source, key, text.substring(start, end), Arrays.copyOfRange(offsets, start, end + 1)));
        }
        return alike(
                shift == NOWHERE
                        ? standIn(source, key, text.substring(start, end), whole)
                        : verbatim(source, key, shift + start, shift + end));
    }

    /**
     * Text read out of this one, because escapes were resolved.
     *
     * @param localOffsets for each character of {@code decoded} where it stands in {@link #text()}, never falling, and one
     *     entry more for the end
     */
    public Excerpt decoded(String decoded, int[] localOffsets) {
        if (parts.isEmpty() && shift == NOWHERE) {
            return alike(standIn(source, key, decoded, whole));
        }
        if (parts.isEmpty()) {
            int[] inSource = new int[localOffsets.length];
            for (int i = 0; i < localOffsets.length; i++) {
                inSource[i] = locateHere(Span.at(localOffsets[i])).start();
            }
            return alike(mapped(source, key, decoded, inSource));
        }
        List<Excerpt> runs = new ArrayList<>();
        int from = 0;
        while (from < decoded.length()) {
            int part = partAt(localOffsets[from]);
            int to = from + 1;
            while (to < decoded.length() && partAt(localOffsets[to]) == part) {
                to++;
            }
            int[] inPart = Arrays.copyOfRange(localOffsets, from, to + 1);
            for (int i = 0; i < inPart.length; i++) {
                inPart[i] -= partStarts[part];
            }
            runs.add(parts.get(part).decoded(decoded.substring(from, to), inPart));
            from = to;
        }
        Place place = locate(new Span(localOffsets[0], localOffsets[decoded.length()]));
        return joined(place.source, key, place.span, runs);
    }

    private Excerpt partOfJoined(Span local) {
        List<Excerpt> cut = new ArrayList<>();
        for (int i = partAt(local.start()); i < parts.size() && partStarts[i] < local.end(); i++) {
            cut.add(parts.get(i).part(within(i, local)));
        }
        Place place = locate(local);
        return joined(place.source, key, place.span, cut);
    }

    /** The part a character stands in; of the end of the text the last one. */
    private int partAt(int local) {
        int found = Arrays.binarySearch(partStarts, clamp(local));
        return found >= 0 ? found : -found - 2;
    }

    /** What of a span lies in a part, in the part's own offsets. */
    private Span within(int part, Span local) {
        int length = parts.get(part).text.length();
        int start = Math.max(0, Math.min(local.start() - partStarts[part], length));
        return new Span(start, Math.max(start, Math.min(local.end() - partStarts[part], length)));
    }

    private boolean isInside(Span span) {
        return span.start() >= whole.start() && span.end() <= whole.end();
    }

    private Span locateHere(Span local) {
        if (shift == NOWHERE) {
            return whole;
        }
        return new Span(offset(local.start()), Math.max(offset(local.start()), offset(local.end())));
    }

    private int offset(int local) {
        int at = clamp(local);
        return offsets == null ? shift + at : offsets[at];
    }

    private int clamp(int local) {
        return Math.max(0, Math.min(local, text.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
