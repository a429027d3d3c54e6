package dev.jamesext.source;

/**
 * The line a problem is about, as it is shown: printable, cut around the place when it is long, with the caret's place.
 * A line that a macro brought in gives way to the macro. Only the shown part of a line is ever looked at: a policy may be
 * one line of 4 MiB.
 *
 * @param caretStart how many terminal columns stand before the caret
 * @param caretWidth how many terminal columns the caret covers, at least one
 */
record Snippet(String text, int caretStart, int caretWidth) {

    /** A line with more code points is shown in part. */
    static final int SHOWN_POINTS_MAX = 160;

    static Snippet cut(SourceText source, Span span) {
        if (source.macro().isPresent()) {
            String macro = Printable.of(Quoted.cut(source.macro().get(), SHOWN_POINTS_MAX));
            return new Snippet(macro, 0, columns(macro));
        }
        int line = source.line(span.start());
        int lineStart = source.offset(line, 1);
        int lineEnd = source.offset(line, Integer.MAX_VALUE);
        int caret = Math.min(wholePoint(source.text(), span.start()), lineEnd);
        int caretEnd = source.line(span.end()) == line ? Math.min(span.end(), lineEnd) : lineEnd;

        boolean fits = source.column(lineEnd) - 1 <= SHOWN_POINTS_MAX;
        int column = fits ? 1 : Math.max(1, source.column(caret) - SHOWN_POINTS_MAX / 2);
        int from = source.offset(line, column);
        int to = source.offset(line, column + SHOWN_POINTS_MAX);

        String prefix = from > lineStart ? "..." : "";
        return new Snippet(
                prefix + shown(source, from, to) + (to < lineEnd ? "..." : ""),
                prefix.length() + columns(shown(source, from, caret)),
                Math.max(1, columns(shown(source, caret, Math.min(caretEnd, to)))));
    }

    /** The offset itself, or the one before when it would cut a code point in half. */
    private static int wholePoint(String text, int offset) {
        boolean half = offset > 0
                && offset < text.length()
                && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
        return half ? offset - 1 : offset;
    }

    private static String shown(SourceText source, int from, int to) {
        return from >= to ? "" : Printable.of(source.text().substring(from, to).replace('\t', ' '));
    }

    private static int columns(String text) {
        return text.codePoints().map(Snippet::columns).sum();
    }

    /** How many columns a terminal gives a character: two for East Asian ones and pictographs, none for combining ones. */
    private static int columns(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = Character.isIdeographic(point)
                || switch (Character.UnicodeScript.of(point)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
                    default ->
                        (point >= 0x3000 && point <= 0x303e) // punctuation of these scripts
                                || (point >= 0xff01 && point <= 0xff60) // full-width forms
                                || (point >= 0x1f300 && point <= 0x1faff); // pictographs
                };
        return wide ? 2 : 1;
    }
}
