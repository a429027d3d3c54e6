package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.esmtp.MtPriority;
import dev.jamesext.expr.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The extensions a session is granted at one moment, and what their settings say to it. Immutable. */
public final class Offers {

    private static final EhloLine EIGHT_BIT_MIME = EhloLine.of("8BITMIME");
    private static final EhloLine ENHANCED_CODES = EhloLine.of("ENHANCEDSTATUSCODES");

    private static final EhloLine SMTPUTF8 = EhloLine.of("SMTPUTF8");

    private final Map<Extension, Value> granted;
    private final Instant now;
    private final int priorityCeiling;
    private final Map<Extension, String> macros;

    /**
     * @param granted values that grant and are of their extension's kind
     * @param now when they were asked for
     * @param macros what is shown in place of values that macros brought in
     */
    Offers(Map<Extension, Value> granted, Instant now, Map<Extension, String> macros) {
        this(granted, now, MtPriority.HIGHEST, macros);
    }

    private Offers(Map<Extension, Value> granted, Instant now, int priorityCeiling, Map<Extension, String> macros) {
        this.macros = Map.copyOf(macros);
        this.granted = new EnumMap<>(Extension.class);
        this.granted.putAll(granted);
        this.now = now;
        this.priorityCeiling = priorityCeiling;
    }

    /** The same, with a bound of the priorities that may be claimed. */
    Offers withPriorityCeiling(int ceiling) {
        return new Offers(granted, now, ceiling, macros);
    }

    /** The same without some extensions: those that this server cannot keep. */
    public Offers without(Set<Extension> some) {
        Map<Extension, Value> left = new EnumMap<>(Extension.class);
        granted.forEach((extension, value) -> {
            if (!some.contains(extension)) {
                left.put(extension, value);
            }
        });
        return new Offers(left, now, priorityCeiling, macros);
    }

    public boolean granted(Extension extension) {
        return granted.containsKey(extension);
    }

    /**
     * The time granted by a setting that is a duration.
     *
     * @throws IllegalStateException when the extension is not granted, or its setting is no duration
     */
    public Duration longest(Extension extension) {
        if (granted.get(extension) instanceof Value.Period period) {
            return period.value();
        }
        throw new IllegalStateException(extension + " grants no duration");
    }

    /**
     * The words granted by a setting that is a text: keywords, or the name of a priority policy.
     *
     * @throws IllegalStateException when the extension is not granted
     */
    public String words(Extension extension) {
        Value value = granted.get(extension);
        if (value == null) {
            throw new IllegalStateException(extension + " is not granted");
        }
        return value.asText();
    }

    /** The highest priority that may be claimed (RFC 6710 3). */
    public int priorityCeiling() {
        return priorityCeiling;
    }

    /** Their EHLO lines, in the registry's order: the same facts always give the same lines. */
    public List<EhloLine> lines() {
        return granted.entrySet().stream()
                .map(entry -> entry.getKey().line(entry.getValue(), now))
                .toList();
    }

    /** {@link #lines} for reports: a macro in place of what macros brought in. */
    public List<EhloLine> shownLines() {
        return granted.entrySet().stream()
                .map(entry -> shown(entry.getKey(), entry.getKey().line(entry.getValue(), now)))
                .toList();
    }

    private EhloLine shown(Extension extension, EhloLine line) {
        boolean bare = line.text().length() == line.keyword().length();
        String macro = macros.get(extension);
        return bare || macro == null ? line : new EhloLine(line.keyword(), line.keyword() + " " + macro);
    }

    /**
     * All EHLO lines that are ours to send.
     *
     * @param ruled {@link #lines}; behind them come the lines that are always there
     * @param size the line about the largest message, which the policy does not rule
     * @param protocol LMTP without mailets delivers at once what it takes, to mailboxes whose addresses are US-ASCII: no
     *     SMTPUTF8 there
     */
    public static List<EhloLine> allLines(List<EhloLine> ruled, EhloLine size, Protocol protocol) {
        Stream<EhloLine> always = Stream.of(size, EIGHT_BIT_MIME, ENHANCED_CODES);
        return Stream.of(ruled.stream(), always, protocol.hasMailets() ? Stream.of(SMTPUTF8) : Stream.<EhloLine>empty())
                .flatMap(lines -> lines)
                .toList();
    }
}
