package dev.jamesext.source;

import java.util.Arrays;
import java.util.Optional;

/**
 * A named text and its line starts. Lines and columns count from 1; columns count code points, as tomlj's do.
 *
 * <p>A line ends at LF; a CR before it belongs to the line end and is never shown. Immutable.
 */
public final class SourceText {

    /** How many characters lie between two marks of {@link #pointsBefore}. */
    private static final int MARK_CHARS = 1024;

    private final String name;
    private final String text;
    private final int linesBefore;
    private final int[] lineStarts;
    // How many code points end before each multiple of MARK_CHARS. Without the marks, a file of 4 MiB written in one
    // line would be counted from its start for each of its values.
    private final int[] pointsBefore;
    private final Optional<String> macro;

    private SourceText(
            String name, String text, int linesBefore, int[] lineStarts, int[] pointsBefore, Optional<String> macro) {
        this.name = name;
        this.text = text;
        this.linesBefore = linesBefore;
        this.lineStarts = lineStarts;
        this.pointsBefore = pointsBefore;
        this.macro = macro;
    }

    /**
     * Indexes a text.
     *
     * @param name what problems call this text: a path as the operator wrote it, or a label such as {@code <command line>}
     * @param text the whole text
     */
    public static SourceText of(String name, String text) {
        return from(name, 1, text);
    }

    /**
     * Indexes a part of a text that is too large to be held whole.
     *
     * @param firstLine the number, from 1, of the line that the part begins with
     * @param part lines of the text, the first of them from its first column on
     */
    public static SourceText from(String name, int firstLine, String part) {
        return new SourceText(name, part, firstLine - 1, lineStarts(part), pointsBefore(part), Optional.empty());
    }

    private static int[] lineStarts(String text) {
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
        return lineStarts;
    }

    private static int[] pointsBefore(String text) {
        int[] points = new int[text.length() / MARK_CHARS + 1];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % MARK_CHARS == 0) {
                points[i / MARK_CHARS] = count;
            }
            if (!isSecondHalf(text, i)) {
                count++;
            }
        }
        if (text.length() % MARK_CHARS == 0) {
            points[text.length() / MARK_CHARS] = count;
        }
        return points;
    }

    private static boolean isSecondHalf(String text, int index) {
        return index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
    }

    public String name() {
        return name;
    }

    /**
     * The same text behind a macro: its places may be told, its lines may not be shown.
     *
     * @param shownName what problems call it
     * @param shownMacro what is shown in place of a line
     */
    public SourceText hiddenBehind(String shownName, String shownMacro) {
        return new SourceText(shownName, text, linesBefore, lineStarts, pointsBefore, Optional.of(shownMacro));
    }

    /** What is shown in place of a line; empty where the lines themselves are. */
    public Optional<String> macro() {
        return macro;
    }

    public String text() {
        return text;
    }

    /** The line an offset stands in, from 1. An offset beyond the text counts as its end. */
    public int line(int offset) {
        return linesBefore + row(offset) + 1;
    }

    /** The line an offset stands in, counted from 0 in this part of the text. */
    private int row(int offset) {
        int index = Arrays.binarySearch(lineStarts, clamp(offset));
        return index >= 0 ? index : -index - 2;
    }

    /** The column an offset stands in, in code points, from 1. */
    public int column(int offset) {
        int at = clamp(offset);
        return points(at) - points(lineStarts[row(at)]) + 1;
    }

    /**
     * The offset of a line and column, both from 1, columns in code points. A column beyond the line counts as the line's
     * end, a line beyond the text as the text's end.
     */
    public int offset(int line, int column) {
        int row = line - linesBefore - 1;
        if (row >= lineStarts.length) {
            return text.length();
        }
        if (row < 0) {
            return 0;
        }
        int start = lineStarts[row];
        int end = lineEnd(row);
        int before = points(start);
        int inLine = points(end) - before;
        if (column > inLine) {
            return end;
        }
        int wanted = before + Math.max(0, column - 1);
        int mark = Arrays.binarySearch(pointsBefore, wanted);
        int from = Math.max(start, (mark >= 0 ? mark : -mark - 2) * MARK_CHARS);
        int at = from > start && isSecondHalf(text, from) ? from + 1 : from;
        for (int missing = wanted - points(at); missing > 0 && at < end; missing--) {
            at += Character.charCount(text.codePointAt(at));
        }
        return Math.min(at, end);
    }

    /** How many code points begin before an offset; one cut in half by the offset counts. */
    private int points(int offset) {
        int mark = offset / MARK_CHARS;
        int count = pointsBefore[mark];
        for (int i = mark * MARK_CHARS; i < offset; i++) {
            if (!isSecondHalf(text, i)) {
                count++;
            }
        }
        return count;
    }

    /** The text of a line, numbered as {@link #line} does, without its line end. */
    public String lineText(int line) {
        int row = line - linesBefore - 1;
        return text.substring(lineStarts[row], lineEnd(row));
    }

    private int lineEnd(int row) {
        int end = row + 1 < lineStarts.length ? lineStarts[row + 1] - 1 : text.length();
        return end > lineStarts[row] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }

    @Override
    public String toString() {
        return name;
    }
}
