package dev.jamesext.policy;

import dev.jamesext.esmtp.EhloLine;
import dev.jamesext.settings.TestSettings.Expectation;
import dev.jamesext.source.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client was answered, by a policy test or by the command line's {@code explain}.
 *
 * @param refusal the first refusal, as it may be shown; absent when all was accepted
 * @param cause why the policy could not be asked; empty when it could
 * @param asked what was asked for the answer that counts, in order
 * @param lines the lines of the EHLO reply that the policy rules
 * @param shownLines the same for reports: a macro in place of what macros brought in
 * @param askedForLines what was asked to grant them
 */
public record Answers(
        Optional<Reply> refusal,
        String cause,
        List<Trace.Entry> asked,
        List<EhloLine> lines,
        List<EhloLine> shownLines,
        List<Trace.Entry> askedForLines) {

    private static final String SCRIPT = "session.ehlo.script";

    public Answers {
        asked = List.copyOf(asked);
        lines = List.copyOf(lines);
        shownLines = List.copyOf(shownLines);
        askedForLines = List.copyOf(askedForLines);
    }

    boolean are(Expectation expected) {
        return expected.code() == refusal.map(Reply::code).orElse(Expectation.ACCEPTED)
                && (expected.enhanced().isEmpty()
                        || expected.enhanced()
                                .equals(refusal.map(reply -> reply.enhanced().toString())));
    }

    /** Code and enhanced code of the refusal, or the code of success; and what went wrong, if something did. */
    String shown() {
        String reply = refusal.map(refused -> refused.code() + " " + refused.enhanced())
                .orElse(Integer.toString(Expectation.ACCEPTED));
        return cause.isEmpty() ? reply : reply + " because " + cause;
    }

    /** Whether a rule decided, or one of the rules of a setting. */
    boolean decidedBy(String key) {
        String rule = Trace.Entry.rule(key);
        return deciders().stream()
                .map(Trace.Entry::rule)
                .anyMatch(decided -> decided.equals(rule) || isBelow(decided, rule));
    }

    /** The end of a sentence: where what decided stands, and its key. */
    String whoDecided() {
        return deciders().isEmpty() ? " (no rule was asked)" : places(deciders());
    }

    /**
     * A refusal was decided by what was asked last. To accept, everything that was asked had to agree: the last word of
     * each setting, and of the script in place of the setting that named it.
     */
    private List<Trace.Entry> deciders() {
        if (refusal.isPresent()) {
            List<Trace.Entry> rules = rules(asked).toList();
            return rules.isEmpty() ? List.of() : List.of(rules.get(rules.size() - 1));
        }
        Map<String, Trace.Entry> lastWords = new LinkedHashMap<>();
        for (Trace.Entry entry : rules(asked).toList()) {
            boolean script = entry.rule().startsWith("sieve.");
            lastWords.put(script ? SCRIPT : setting(entry.rule()), entry);
        }
        return List.copyOf(lastWords.values());
    }

    /** What was asked without the values that rules gave: a rule is known by the place of its condition. */
    private static Stream<Trace.Entry> rules(List<Trace.Entry> asked) {
        return asked.stream().filter(entry -> !entry.where().key().text().endsWith(".then"));
    }

    private static String setting(String rule) {
        int bracket = rule.indexOf('[');
        return bracket < 0 ? rule : rule.substring(0, bracket);
    }

    Optional<EhloLine> line(String keyword) {
        return lines.stream().filter(line -> line.keyword().equals(keyword)).findFirst();
    }

    /** The line of a keyword as it may be shown; empty when it is not offered. */
    String shownLine(String keyword) {
        return shownLines.stream()
                .filter(line -> line.keyword().equals(keyword))
                .map(EhloLine::text)
                .findFirst()
                .orElse("");
    }

    /** The end of a sentence: what granted the line of a keyword that the policy rules, or did not. */
    String whoGranted(String keyword, Protocol protocol) {
        Extension extension = Extension.ofKeyword(keyword).orElseThrow();
        if (!extension.fits(protocol)) {
            return extension.fits(Protocol.LMTP_TO_MAILETS)
                    ? " (an LMTP listener offers it only before the mailets: mailets = true)"
                    : " (no LMTP listener offers it)";
        }
        String key = "session.extensions." + extension.setting().key();
        List<Trace.Entry> entries = rules(askedForLines)
                .filter(entry -> setting(entry.rule()).equals(key) || isBelow(setting(entry.rule()), key))
                .toList();
        return entries.isEmpty() ? "" : places(entries.subList(entries.size() - 1, entries.size()));
    }

    private static boolean isBelow(String path, String key) {
        return path.startsWith(key) && path.length() > key.length() && ".[".indexOf(path.charAt(key.length())) >= 0;
    }

    private static String places(List<Trace.Entry> entries) {
        return entries.stream().map(Answers::place).collect(Collectors.joining("; ", " (", ")"));
    }

    private static String place(Trace.Entry entry) {
        Excerpt where = entry.where();
        int start = where.span().start();
        return "rule " + where.source().name() + ":" + where.source().line(start) + ":"
                + where.source().column(start) + ", " + entry.rule();
    }
}
