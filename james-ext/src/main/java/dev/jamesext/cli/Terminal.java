package dev.jamesext.cli;

import java.io.PrintWriter;

/**
 * Where a command prints.
 *
 * @param out takes results
 * @param err takes why there is no result
 * @param coloured whether {@code out} may be given colours; they tell nothing that the words do not
 */
record Terminal(PrintWriter out, PrintWriter err, boolean coloured) {

    /** Colours, as SGR parameters of ECMA-48. */
    enum Colour {
        RED("1;31"),
        YELLOW("1;33"),
        GREEN("1;32"),
        FAINT("2");

        private final String parameters;

        Colour(String parameters) {
            this.parameters = parameters;
        }
    }

    /** The text, in a colour where colours are wanted. */
    String painted(Colour colour, String text) {
        return coloured ? "\u001b[" + colour.parameters + "m" + text + "\u001b[0m" : text;
    }

    /** Prints a line to {@link #out}. Its end is LF everywhere: transcripts are the same on every system. */
    void line(String text) {
        out.print(text + "\n");
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
