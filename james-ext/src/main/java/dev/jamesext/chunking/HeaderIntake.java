package dev.jamesext.chunking;

import dev.jamesext.chunking.MessageIntake.Terms;
import dev.jamesext.esmtp.HeaderField;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the header of a message: octets cut anywhere in, lines out, each with its CRLF. James holds a header in memory at more
 * than ten times its size, and takes a CR or an LF alone for the end of a line, which it then writes as one; so its size
 * is limited and its lines are strict, whatever holds for the body. A field with octets beyond US-ASCII goes out without
 * them.
 *
 * <p>Each octet is looked at and copied a fixed number of times, whatever the pieces it comes in.
 */
final class HeaderIntake {

    /** What can be wrong with a header. */
    enum Fault {
        /** A CR without its LF, or an LF without its CR where the body may not have one either. */
        BARE_LINE_END,
        /** A NUL. IMAP cannot carry it (RFC 9051 4.3), and what stands behind it is there for one reader and not for another. */
        NUL,
        /** The first line begins with a blank: it would continue the field that James writes above it, {@code Received}. */
        BEGINS_WITH_BLANK,
        /** A line has more than {@link MessageIntake#LINE_OCTETS_MAX} octets. */
        LINE_TOO_LONG,
        /** It has more octets than {@link Terms#headerOctetsMax}. */
        TOO_MANY_OCTETS,
        /** It has more fields than {@link Terms#headerFieldsMax}. */
        TOO_MANY_FIELDS
    }

    private static final byte[] NOTHING = {};

    private final Terms terms;
    private final Predicate<byte[]> lines;

    /** Octets of the lines that are complete, without the empty line at the end. */
    private long octets;

    private int fields;
    /** The beginning of a line whose end has not come yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    /** The lines so far of the field that may have more of them. */
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();

    private boolean lineBeyondAscii;
    private boolean fieldBeyondAscii;
    /** Whether the last octet was a CR. */
    private boolean afterCr;

    private boolean ended;
    private boolean unwanted;
    private @Nullable Fault fault;

    /**
     * @param lines takes a line with its CRLF, the empty one at the end too; says whether it wants more of them
     */
    HeaderIntake(Terms terms, Predicate<byte[]> lines) {
        this.terms = terms;
        this.lines = lines;
    }

    /** Whether the empty line has come that ends a header. */
    boolean ended() {
        return ended;
    }

    /** What is wrong with the header; it takes nothing any more then. */
    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * Takes the octets of a block up to the end of the header.
     *
     * @return the index of the first octet of the body; the length of the block while the header has not ended
     */
    int take(byte[] block) {
        int from = 0;
        for (int i = 0; i < block.length; i++) {
            byte octet = block[i];
            if (octet == '\n') {
                if (!afterCr && !terms.bareLineEnds()) {
                    fault = Fault.BARE_LINE_END;
                } else {
                    endLine(block, from, i);
                    from = i + 1;
                }
            } else if (afterCr) {
                fault = Fault.BARE_LINE_END;
            } else if (octet == 0) {
                fault = Fault.NUL;
            }
            if (fault != null || unwanted) {
                return block.length;
            }
            if (ended) {
                return from;
            }
            afterCr = octet == '\r';
            lineBeyondAscii |= octet < 0;
        }
        begun.write(block, from, block.length - from);
        checkLine(begun.size(), begun.size() - (afterCr ? 1 : 0));
        return block.length;
    }

    /** The message is complete though its header has not ended. */
    void finish() {
        if (begun.size() > 0) {
            if (afterCr) {
                fault = Fault.BARE_LINE_END;
            } else {
                endLine(NOTHING, 0, 0);
            }
        }
        if (fault == null) {
            endField();
        }
    }

    /** Completes a line by the octets of a block up to its LF, and gives it a CRLF. */
    private void endLine(byte[] block, int from, int to) {
        int before = begun.size();
        int text = before + to - from - (afterCr ? 1 : 0);
        if (text > 0) {
            checkLine(text + 2, text);
            if (fault != null) {
                return;
            }
            octets += text + 2;
        }
        byte[] line = Arrays.copyOf(begun.toByteArray(), text + 2);
        if (text > before) {
            System.arraycopy(block, from, line, before, text - before);
        }
        line[text] = '\r';
        line[text + 1] = '\n';
        begun.reset();
        takeLine(line);
    }

    private void checkLine(int whole, int text) {
        if (octets + whole > terms.headerOctetsMax()) {
            fault = Fault.TOO_MANY_OCTETS;
        } else if (text > MessageIntake.LINE_OCTETS_MAX) {
            fault = Fault.LINE_TOO_LONG;
        }
    }

    /** A field goes on as long as its lines begin with a blank; the empty line ends the header (RFC 5322 2.2.3). */
    private void takeLine(byte[] line) {
        if (line[0] != ' ' && line[0] != '\t') {
            endField();
            if (line.length == 2) {
                ended = true;
                emit(line);
                return;
            }
            if (++fields > terms.headerFieldsMax()) {
                fault = Fault.TOO_MANY_FIELDS;
                return;
            }
        } else if (fields == 0) {
            fault = Fault.BEGINS_WITH_BLANK;
            return;
        }
        field.writeBytes(line);
        fieldBeyondAscii |= lineBeyondAscii;
        lineBeyondAscii = false;
    }

    private void endField() {
        if (field.size() > 0) {
            byte[] whole = field.toByteArray();
            emitAll(fieldBeyondAscii ? HeaderField.ascii(whole) : whole);
            field.reset();
        }
        fieldBeyondAscii = false;
    }

    private void emitAll(byte[] several) {
        int start = 0;
        for (int i = 1; i < several.length && !unwanted; i++) {
            if (several[i] == '\n') {
                emit(Arrays.copyOfRange(several, start, i + 1));
                start = i + 1;
            }
        }
    }

    private void emit(byte[] line) {
        unwanted = unwanted || !lines.test(line);
    }
}
