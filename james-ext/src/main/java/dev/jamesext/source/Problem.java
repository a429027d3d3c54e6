package dev.jamesext.source;

/**
 * A complaint about policy text.
 *
 * @param severity whether the policy may be used all the same
 * @param source the text complained about
 * @param span where in it
 * @param key the key concerned; {@link KeyPath#ROOT} when there is none, as in a list file
 * @param sentence what was found and what would have been right; lower-case start, no final full stop, one line
 */
public record Problem(Severity severity, SourceText source, Span span, KeyPath key, String sentence) {

    /** Whether a policy with the problem can be used. */
    public enum Severity {
        ERROR,
        WARNING;

        @Override
        public String toString() {
            return this == ERROR ? "error" : "warning";
        }
    }

    /** A line longer than this is shown in part, around the place complained about. */
    static final int SHOWN_CHARS_MAX = 160;

    public int line() {
        return source.line(span.start());
    }

    public int column() {
        return source.column(span.start());
    }

    /** The first line of {@link #render()}: {@code file:line:col: error: key: sentence}. */
    public String headline() {
        String where = source.name() + ":" + line() + ":" + column() + ": " + severity + ": ";
        return where + (key.equals(KeyPath.ROOT) ? "" : Printable.of(key.text()) + ": ") + Printable.of(sentence);
    }

    /** The headline, the line it is about, and a caret below the place; lines separated by LF, none at the end. */
    public String render() {
        String number = Integer.toString(line());
        Snippet snippet = Snippet.cut(source, span);
        return headline()
                + "\n  " + number + " | " + snippet.text()
                + "\n  " + " ".repeat(number.length()) + " | " + " ".repeat(snippet.caretStart())
                + "^".repeat(snippet.caretWidth());
    }

    /** The shown part of a line; the caret's place counts code points of it. */
    private record Snippet(String text, int caretStart, int caretWidth) {

        static Snippet cut(SourceText source, Span span) {
            int line = source.line(span.start());
            String text = source.lineText(line);
            int[] points = text.codePoints().toArray();
            int caret = Math.min(source.column(span.start()) - 1, points.length);
            int caretEnd = source.line(span.end()) == line
                    ? Math.min(source.column(span.end()) - 1, points.length)
                    : points.length;
            int from = points.length <= SHOWN_CHARS_MAX ? 0 : Math.max(0, caret - SHOWN_CHARS_MAX / 2);
            int to = Math.min(points.length, from + SHOWN_CHARS_MAX);
            String shown = Printable.of(new String(points, from, to - from).replace('\t', ' '));
            String before = Printable.of(new String(points, from, caret - from).replace('\t', ' '));
            String marked = Printable.of(new String(points, caret, Math.max(0, Math.min(caretEnd, to) - caret))
                    .replace('\t', ' '));
            String prefix = from > 0 ? "..." : "";
            return new Snippet(
                    prefix + shown + (to < points.length ? "..." : ""),
                    prefix.length() + before.codePointCount(0, before.length()),
                    Math.max(1, marked.codePointCount(0, marked.length())));
        }
    }
}
