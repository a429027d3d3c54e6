package dev.jamesext.lookup;

import dev.jamesext.pattern.PatternFailure;
import dev.jamesext.source.KeyPath;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Quoted;
import dev.jamesext.source.SourceText;
import dev.jamesext.source.Span;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file with one entry a line. Blanks around an entry, empty lines and comments are skipped; a name that ends in {@code .gz} is
 * decompressed. Read once, line by line: what of it stays in memory is the list.
 */
public final class ListFile {

    /** Octets of a file, after decompression. */
    public static final long LIST_FILE_BYTES_MAX = 512L * 1024 * 1024;

    /** Octets of a line. */
    static final int LIST_LINE_BYTES_MAX = 4096;

    /** Of one file as many problems are told; a file of another kind would have one in every line. */
    private static final int PROBLEMS_TOLD_MAX = 20;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final String comment;
    private final String separator;
    private final ListBuilder list;
    private final Problems problems;
    private final byte[] line = new byte[LIST_LINE_BYTES_MAX];
    private int lineNumber = 1;
    private int length;
    private boolean lineIsTooLong;
    private int told;
    private boolean commentWarned;
    private final Map<Doubt, Doubtful> doubts = new EnumMap<>(Doubt.class);

    private ListFile(String name, Reading reading, ListBuilder list, Problems problems) {
        this.name = name;
        this.comment = reading.comment;
        this.separator = reading.separator;
        this.list = list;
        this.problems = problems;
    }

    /**
     * How lines are read.
     *
     * @param comment what a line begins with that is no entry; empty when there are no comments
     * @param separator what stands between a name and its value; empty when the entries have no values
     */
    public record Reading(String comment, String separator) {}

    /**
     * Adds the entries of a file to a list.
     *
     * @param name what problems call it
     * @param problems told what is wrong with lines, at their places in the file
     * @throws IOException when it cannot be read to its end
     */
    public static void read(String name, Path file, Reading reading, ListBuilder list, Problems problems)
            throws IOException {
        try (InputStream in = open(file)) {
            new ListFile(name, reading, list, problems).read(in);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!file.toString().endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(new BufferedInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
        } catch (ZipException noArchive) {
            in.close();
            throw new IOException("its name ends in .gz and it is not compressed so", noArchive);
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        int count = in.read(buffer);
        while (count >= 0 && told < PROBLEMS_TOLD_MAX) {
            total += count;
            if (total > LIST_FILE_BYTES_MAX) {
                error("", new Span(0, 0), "the file is larger than " + LIST_FILE_BYTES_MAX + " octets");
                return;
            }
            for (int i = 0; i < count && told < PROBLEMS_TOLD_MAX; i++) {
                if (buffer[i] == '\n') {
                    endLine();
                } else if (length < line.length) {
                    line[length++] = buffer[i];
                } else {
                    lineIsTooLong = true;
                }
            }
            count = in.read(buffer);
        }
        if (count < 0) {
            endLine();
        }
        tellDoubts();
    }

    private void endLine() {
        if (lineIsTooLong) {
            error(lossy(), new Span(0, 0), "the line is longer than " + LIST_LINE_BYTES_MAX + " octets");
        } else if (length > 0) {
            decodeLine();
        }
        lineNumber++;
        length = 0;
        lineIsTooLong = false;
    }

    private void decodeLine() {
        try {
            String text = isAscii()
                    ? new String(line, 0, length, StandardCharsets.ISO_8859_1)
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line, 0, length))
                            .toString();
            entry(lineNumber == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            error(lossy(), new Span(0, 0), "the line is not UTF-8; save the file as UTF-8");
        }
    }

    private boolean isAscii() {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void entry(String text) {
        String entry = text.strip();
        if (entry.isEmpty() || (!comment.isEmpty() && entry.startsWith(comment))) {
            return;
        }
        int start = text.indexOf(entry);
        warnOfComment(text, entry, start);
        Optional<String> full = list.full();
        if (full.isPresent()) {
            error(text, new Span(start, start + entry.length()), full.get());
            told = PROBLEMS_TOLD_MAX;
            return;
        }
        try {
            add(entry);
            list.doubt(entry, separator)
                    .ifPresent(doubt -> doubted(doubt, text, new Span(start, start + entry.length())));
        } catch (PatternFailure failure) {
            Span span = failure.span();
            error(text, new Span(start + span.start(), start + span.end()), failure.sentence());
        }
    }

    private void add(String entry) {
        if (separator.isEmpty()) {
            list.add(entry);
        } else {
            list.addPair(entry, separator);
        }
    }

    /** One kind of doubt is told once for a file, which may have it in every line. */
    private void doubted(Doubt doubt, String text, Span span) {
        if (text.strip().startsWith("#")) {
            // Told as a comment.
            return;
        }
        doubts.computeIfAbsent(doubt, first -> new Doubtful(SourceText.from(name, lineNumber, text), span)).lines++;
    }

    private void tellDoubts() {
        doubts.forEach((doubt, first) -> {
            String more = first.lines == 1 ? "" : "; of " + first.lines + " lines this is the first";
            problems.warning(first.source, first.span, KeyPath.ROOT, list.sentence(doubt, separator) + more);
        });
    }

    /** The first line that is doubted for a reason, and how many are. */
    private static final class Doubtful {

        private final SourceText source;
        private final Span span;
        private int lines;

        Doubtful(SourceText source, Span span) {
            this.source = source;
            this.span = span;
        }
    }

    /** What looks like a comment and is taken as an entry was most often meant as a comment. */
    private void warnOfComment(String text, String entry, int start) {
        if (!commentWarned && comment.isEmpty() && entry.startsWith("#")) {
            commentWarned = true;
            problems.warning(
                    SourceText.from(name, lineNumber, text),
                    new Span(start, start + 1),
                    KeyPath.ROOT,
                    "this line is taken as an entry; for comments set comment = \"#\" beside values");
        }
    }

    private void error(String text, Span span, String sentence) {
        told++;
        problems.error(SourceText.from(name, lineNumber, text), span, KeyPath.ROOT, sentence);
        if (told == PROBLEMS_TOLD_MAX) {
            problems.error(
                    SourceText.from(name, lineNumber, text),
                    span,
                    KeyPath.ROOT,
                    "the file is not read further than its " + PROBLEMS_TOLD_MAX + " first problems");
        }
    }

    private String lossy() {
        return Quoted.cut(new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8), Quoted.WORD_CHARS_MAX);
    }
}
