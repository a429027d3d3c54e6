package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.ScriptLimits;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the compilers of one script share: where problems go, what was required, which variables there are. */
final class Compilation {

    /** Variables of one script. */
    static final int VARIABLES_MAX = 256;

    /** Of what was found, in a problem's sentence. */
    static final int SHOWN_CHARS_MAX = 80;

    private final Excerpt script;
    private final ListCatalog lists;
    private final ScriptLimits limits;
    private final Problems problems;
    private final Set<String> required = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Set<String> assigned = new HashSet<>();
    private final List<Read> reads = new ArrayList<>();
    private int captures;
    private boolean failed;

    /** A variable read at a place, to be compared with what is ever set. */
    private record Read(String name, Excerpt literal, Span span) {}

    Compilation(Excerpt script, ListCatalog lists, ScriptLimits limits, Problems problems) {
        this.script = script;
        this.lists = lists;
        this.limits = limits;
        this.problems = problems;
    }

    ListCatalog lists() {
        return lists;
    }

    /** Reports an error at a span of the script's text. */
    void error(Span span, String sentence) {
        failed = true;
        problems.error(script, span, sentence);
    }

    /** Reports an error at a span of a string's text. */
    void error(Excerpt literal, Span span, String sentence) {
        failed = true;
        problems.error(literal, span, sentence);
    }

    /** Whether any error was reported for this script. */
    boolean failed() {
        return failed;
    }

    void require(String capability) {
        required.add(capability);
    }

    /** Notes that a capability is used; complains once when it was not required (decision 33). */
    void use(String capability, Excerpt text, Span span) {
        if (capability.isEmpty() || required.contains(capability) || !missing.add(capability)) {
            return;
        }
        String sentence = "this needs the capability '" + capability + "', write: require \"" + capability + "\";";
        if (limits.capabilityCheck()) {
            error(text, span, sentence);
        } else {
            problems.warning(text, span, sentence);
        }
    }

    void use(String capability, Span span) {
        use(capability, script, span);
    }

    /** Whether {@code ${...}} means anything: without the capability it is plain text where capabilities are checked. */
    boolean expands() {
        return required.contains(SieveLanguage.VARIABLES) || !limits.capabilityCheck();
    }

    /** The slot of a variable that is set, named in lower case. */
    int assigned(String name, Excerpt literal) {
        assigned.add(name);
        return slot(name, literal, new Span(0, literal.text().length()));
    }

    /** The slot of a variable that is read, named in lower case. */
    int read(String name, Excerpt literal, Span span) {
        reads.add(new Read(name, literal, span));
        return slot(name, literal, span);
    }

    /** Notes that the script reads a match variable. */
    void readCapture(int index) {
        captures = Math.max(captures, index + 1);
    }

    /** How many match variables the script can see, the whole match included. */
    int captures() {
        return captures;
    }

    int variables() {
        return slots.size();
    }

    /** The part of the script at a span, for traces. */
    Excerpt excerpt(Span span) {
        return script.part(span);
    }

    /** A piece of a script as a sentence quotes it: printable, on one line, not longer than anybody reads. */
    static String shown(String text) {
        String cut = StringTemplate.cut(text, SHOWN_CHARS_MAX);
        return Printable.of(cut) + (cut.length() < text.length() ? "..." : "");
    }

    /** Warns about variables that are read and never set: most often a forgotten {@code env.}. */
    void warnOfUnsetVariables() {
        Set<String> known = new TreeSet<>(assigned);
        EnvironmentTable.names().forEach(name -> known.add("env." + name));
        for (Read read : reads) {
            if (!assigned.contains(read.name)) {
                String meant = EnvironmentTable.find(read.name).isPresent()
                        ? ", did you mean 'env." + read.name + "'?"
                        : Suggestion.didYouMean(read.name, known);
                problems.warning(read.literal, read.span, "variable '" + shown(read.name) + "' is never set" + meant);
            }
        }
    }

    private int slot(String name, Excerpt literal, Span span) {
        Integer known = slots.get(name);
        if (known != null) {
            return known;
        }
        if (slots.size() == VARIABLES_MAX) {
            error(
                    literal,
                    span,
                    "a script has at most " + VARIABLES_MAX + " variables, '" + shown(name) + "' is one more");
            return 0;
        }
        slots.put(name, slots.size());
        return slots.size() - 1;
    }
}
