package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A command or a test as written, not yet checked.
 *
 * @param name in lower case: names are case-insensitive (RFC 5228 section 2.1)
 * @param nameSpan the name in the script's text
 * @param span the whole of it, blocks included
 * @param tests the tests it holds, one or a list of them
 * @param block the commands between braces
 */
record Call(
        String name, Span nameSpan, Span span, List<Argument> arguments, List<Call> tests, Optional<List<Call>> block) {

    Call {
        arguments = List.copyOf(arguments);
        tests = List.copyOf(tests);
    }

    /** An argument in front of the tests. */
    sealed interface Argument {

        Span span();

        /** {@code :name}; the name is in lower case and carries its colon. */
        record Tag(String name, Span span) implements Argument {}

        /** A string, or a list of strings between brackets. */
        record Strings(List<Excerpt> values, boolean list, Span span) implements Argument {
            public Strings {
                values = List.copyOf(values);
            }
        }

        /** A number; nothing at the EHLO stage takes one. */
        record Numeral(Span span) implements Argument {}
    }
}
