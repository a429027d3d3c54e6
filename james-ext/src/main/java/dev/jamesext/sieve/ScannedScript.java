package dev.jamesext.sieve;

import dev.jamesext.source.Excerpt;
import java.util.Map;

/**
 * A script made ready for jSieve's parser.
 *
 * @param script the script as written
 * @param neutral a copy of the same length that holds nothing the parser could misread; offsets are the script's
 * @param literals the strings by the offset they start at: what they say, each character at its place
 */
record ScannedScript(Excerpt script, String neutral, Map<Integer, Excerpt> literals) {

    ScannedScript {
        literals = Map.copyOf(literals);
    }
}
