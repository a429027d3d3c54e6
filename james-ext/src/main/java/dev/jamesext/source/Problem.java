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
}
