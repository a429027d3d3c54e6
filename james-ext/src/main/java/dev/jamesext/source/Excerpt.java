package dev.jamesext.source;

import org.jspecify.annotations.Nullable;

/**
 * A piece of text taken out of a {@link SourceText}, as the language inside it reads it: an expression or a script with
 * TOML's quotes and escapes gone. Keeps where each of its characters stands in the file, so that an error at offset 7 of
 * an expression points at the right column of the policy. Immutable.
 */
public final class Excerpt {

    /** In place of a shift: the text stands nowhere letter for letter. */
    private static final int NOWHERE = -1;

    private final SourceText source;
    private final KeyPath key;
    private final String text;
    private final Span whole;
    private final int @Nullable [] offsets;
    private final int shift;

    private Excerpt(SourceText source, KeyPath key, String text, Span whole, int @Nullable [] offsets, int shift) {
        this.source = source;
        this.key = key;
        this.text = text;
        this.whole = whole;
        this.offsets = offsets;
        this.shift = shift;
    }

    /** Text that stands in the source letter for letter from an offset on. */
    public static Excerpt verbatim(SourceText source, KeyPath key, int start, int end) {
        return new Excerpt(source, key, source.text().substring(start, end), new Span(start, end), null, start);
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
        return new Excerpt(source, key, text, new Span(offsets[0], offsets[text.length()]), offsets.clone(), 0);
    }

    /**
     * Text that stands nowhere as such: a TOML boolean or number read as an expression, a default value. Every position
     * inside it is the whole of {@code span}.
     */
    public static Excerpt standIn(SourceText source, KeyPath key, String text, Span span) {
        return new Excerpt(source, key, text, span, null, NOWHERE);
    }

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

    /** Where a span of {@link #text()} stands in {@link #source()}. */
    public Span locate(Span local) {
        if (shift == NOWHERE) {
            return whole;
        }
        return new Span(offset(local.start()), Math.max(offset(local.start()), offset(local.end())));
    }

    private int offset(int local) {
        int at = Math.max(0, Math.min(local, text.length()));
        return offsets == null ? shift + at : offsets[at];
    }

    @Override
    public String toString() {
        return text;
    }
}
