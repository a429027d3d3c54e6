package dev.jamesext.sieve;

import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Scope;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Printable;
import dev.jamesext.source.Problems;
import dev.jamesext.source.Span;
import dev.jamesext.source.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the compilers of one script share: where problems go, what was required, which variables there are. */
final class Compilation {

    /** Variables of one script. */
    static final int VARIABLES_MAX = 256;

    /** Of what was found, in a problem's sentence. */
    static final int SHOWN_CHARS_MAX = 80;

    private final String name;
    private final Excerpt script;
    private final Library library;
    private final Problems problems;
    private final Set<String> required = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Map<String, Slot> globals = new HashMap<>();
    private final Set<String> included = new LinkedHashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final List<Read> reads = new ArrayList<>();
    private int captures;
    private boolean asksOutside;
    private boolean failed;

    /** A variable read at a place, to be compared with what is ever set. */
    private record Read(String name, Excerpt literal, Span span) {}

    Compilation(String name, Excerpt script, Library library, Problems problems) {
        this.name = name;
        this.script = script;
        this.library = library;
        this.problems = problems;
    }

    ListCatalog lists() {
        return library.lists();
    }

    Library library() {
        return library;
    }

    /** Reports an error at a span of the script's text. */
    void error(Span span, String sentence) {
        failed = true;
        problems.error(script, span, sentence);
    }

    /** Reports an error at a span of a string's text. */
    void error(Excerpt literal, Span span, String sentence) {
        failed = true;
        problems.error(literal, span, script.masked(sentence));
    }

    /** Reports a warning at a span of a string's text. */
    void warning(Excerpt literal, Span span, String sentence) {
        problems.warning(literal, span, script.masked(sentence));
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
        if (library.limits().capabilityCheck()) {
            error(text, span, sentence);
        } else {
            problems.warning(text, span, sentence);
        }
    }

    void use(String capability, Span span) {
        use(capability, script, span);
    }

    /** Whether {@code ${name}} means anything: without the capability it is plain text where capabilities are checked. */
    boolean expands() {
        return isThere(SieveLanguage.VARIABLES);
    }

    /** Whether {@code ${hex:...}} means anything, likewise. */
    boolean decodesCharacters() {
        return isThere(SieveLanguage.ENCODED_CHARACTER);
    }

    private boolean isThere(String capability) {
        return required.contains(capability) || !library.limits().capabilityCheck();
    }

    /** The slot of a variable that is set, named in lower case. */
    Slot assigned(String variable, Excerpt literal) {
        assigned.add(variable);
        return slot(variable, literal, new Span(0, literal.text().length()));
    }

    /** The slot of a variable that is read, named in lower case. */
    Slot read(String variable, Excerpt literal, Span span) {
        reads.add(new Read(variable, literal, span));
        return slot(variable, literal, span);
    }

    /** Whether a variable was met that is the script's own. */
    boolean isOwn(String variable) {
        return !globals.containsKey(variable)
                && (assigned.contains(variable)
                        || reads.stream().anyMatch(read -> read.name().equals(variable)));
    }

    /** Makes a variable, named in lower case, one that all scripts share from here on. */
    void declareGlobal(String variable, Excerpt literal) {
        globals.put(
                variable, global(variable, literal, new Span(0, literal.text().length())));
        // Another script may set it.
        assigned.add(variable);
    }

    /** The slot of a variable that all scripts share. */
    Slot global(String variable, Excerpt literal, Span span) {
        Optional<Integer> index = library.global(variable);
        if (index.isEmpty()) {
            error(
                    literal,
                    span,
                    "all scripts together have at most " + Library.GLOBALS_MAX + " global variables, '"
                            + shown(variable) + "' is one more");
        }
        return new Slot(true, index.orElse(0));
    }

    /** Notes an {@code include}. */
    void includes(String other, Excerpt where) {
        included.add(other);
        library.includes(name, other, where);
    }

    /** Compiles an expression of the rule language that stands in a string. */
    Optional<Expression> expression(Excerpt literal, Scope scope) {
        Optional<Expression> expression = Expression.compile(literal, scope, problems);
        failed |= expression.isEmpty();
        asksOutside |= expression.filter(Expression::asksOutside).isPresent();
        return expression;
    }

    /** The slot of a variable that may be read, named in lower case. */
    Slot readable(String variable, Excerpt literal) {
        return slot(variable, literal, new Span(0, literal.text().length()));
    }

    /** Notes that the script reads a match variable. */
    void readCapture(int index) {
        captures = Math.max(captures, index + 1);
    }

    /** The script, of commands that were compiled with it. */
    Script script(List<Command> commands) {
        return new Script(name, commands, slots.size(), captures, included, asksOutside, script.macro(), library);
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
                warning(read.literal, read.span, "variable '" + shown(read.name) + "' is never set" + meant);
            }
        }
    }

    private Slot slot(String variable, Excerpt literal, Span span) {
        Slot shared = globals.get(variable);
        if (shared != null) {
            return shared;
        }
        Integer known = slots.get(variable);
        if (known == null && slots.size() == VARIABLES_MAX) {
            error(
                    literal,
                    span,
                    "a script has at most " + VARIABLES_MAX + " variables, '" + shown(variable) + "' is one more");
            return new Slot(false, 0);
        }
        return new Slot(false, slots.computeIfAbsent(variable, any -> slots.size()));
    }
}
