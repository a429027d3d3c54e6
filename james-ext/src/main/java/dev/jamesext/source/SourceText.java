package dev.jamesext.source;

import java.util.Arrays;

/**
 * A named text and its line starts. Lines and columns count from 1; columns count code points, as tomlj's do.
 *
 * <p>A line ends at LF; a CR before it belongs to the line end and is never shown. Immutable.
 */
public final class SourceText {

    private final String name;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String name, String text, int[] lineStarts) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts;
    }

    /**
     * Indexes a text.
     *
     * @param name what problems call this text: a path as the operator wrote it, or a label such as {@code <command line>}
     * @param text the whole text
     */
    public static SourceText of(String name, String text) {
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        int[] lineStarts = new int[lines];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lineStarts[line++] = i + 1;
            }
        }
        return new SourceText(name, text, lineStarts);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The line an offset stands in, from 1. An offset beyond the text counts as its end. */
    public int line(int offset) {
        int index = Arrays.binarySearch(lineStarts, clamp(offset));
        return index >= 0 ? index + 1 : -index - 1;
    }

    /** The column an offset stands in, in code points, from 1. */
    public int column(int offset) {
        int at = clamp(offset);
        return text.codePointCount(lineStarts[line(at) - 1], at) + 1;
    }

    /**
     * The offset of a line and column, both from 1, columns in code points. A column beyond the line counts as the line's
     * end, a line beyond the text as the text's end.
     */
    public int offset(int line, int column) {
        if (line > lineStarts.length) {
            return text.length();
        }
        int start = lineStarts[line - 1];
        int end = lineEnd(line);
        int points = Math.min(column - 1, text.codePointCount(start, end));
        return text.offsetByCodePoints(start, Math.max(0, points));
    }

    /** The text of a line, counted from 1, without its line end. */
    public String lineText(int line) {
        return text.substring(lineStarts[line - 1], lineEnd(line));
    }

    private int lineEnd(int line) {
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        return end > lineStarts[line - 1] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }

    @Override
    public String toString() {
        return name;
    }
}
