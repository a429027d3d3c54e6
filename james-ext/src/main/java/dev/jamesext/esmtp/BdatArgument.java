package dev.jamesext.esmtp;

import java.util.Optional;

/**
 * The argument of BDAT (RFC 3030 2): {@code chunk-size [SP "LAST"]}.
 *
 * @param octets of the chunk, 0 to {@link Long#MAX_VALUE}
 * @param last whether the message ends with it
 */
public record BdatArgument(long octets, boolean last) {

    /** Digits of a size. Every number of so many fits into 64 bits. RFC 3030 allows 20, which could exceed them. */
    static final int SIZE_DIGITS_MAX = 18;

    /** Reads an argument; empty when it is none, so that nobody knows where the chunk ends. */
    public static Optional<BdatArgument> of(String argument) {
        String[] words = argument.strip().split(" +", -1);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (!isSize(words[0]) || (words.length != 1 && !last)) {
            return Optional.empty();
        }
        return Optional.of(new BdatArgument(Long.parseLong(words[0]), last));
    }

    private static boolean isSize(String word) {
        return !word.isEmpty()
                && word.length() <= SIZE_DIGITS_MAX
                && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
