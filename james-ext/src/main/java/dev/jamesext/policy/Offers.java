package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The extensions a session is granted at one moment. Immutable. */
public final class Offers {

    private static final EhloLine EIGHT_BIT_MIME = EhloLine.of("8BITMIME");
    private static final EhloLine ENHANCED_CODES = EhloLine.of("ENHANCEDSTATUSCODES");

    private final Set<Extension> granted;

    Offers(Set<Extension> granted) {
        this.granted = granted.isEmpty() ? EnumSet.noneOf(Extension.class) : EnumSet.copyOf(granted);
    }

    public boolean granted(Extension extension) {
        return granted.contains(extension);
    }

    /** Their EHLO lines, in the registry's order: the same facts always give the same lines. */
    public List<EhloLine> lines() {
        return granted.stream().map(Extension::line).toList();
    }

    /**
     * All EHLO lines that are ours to send.
     *
     * @param ruled {@link #lines}; behind them come the lines that are always there
     * @param size the line about the largest message, which the policy does not rule
     */
    public static List<EhloLine> allLines(List<EhloLine> ruled, EhloLine size) {
        return Stream.concat(ruled.stream(), Stream.of(size, EIGHT_BIT_MIME, ENHANCED_CODES))
                .toList();
    }
}
