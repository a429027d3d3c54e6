package dev.jamesext.sieve;

import dev.jamesext.expr.Value;
import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.Reply;
import dev.jamesext.policy.ScriptFailure;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import dev.jamesext.source.Quoted;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a script: the facts it sees, the steps it has left, its variables. Used by one thread, once. */
final class Run {

    /** From one look at the clock to the next, in steps or comparisons; a power of two. */
    private static final int WORK_BETWEEN_LOOKS = 16;

    private static final String FACT = "env.";

    private final Script started;
    private final Library library;
    private final SessionFacts facts;
    private final Trace trace;
    private final long start = System.nanoTime();
    private int stepsLeft;
    private int work;

    /** The script that runs now, and what belongs to it alone. */
    private Script script;

    private Value @Nullable [] variables;
    private String @Nullable [] captures;

    private Value @Nullable [] globals;
    private @Nullable Set<String> included;
    private Decision decision = Decision.ACCEPT;

    Run(Script script, SessionFacts facts, Trace trace) {
        this.started = script;
        this.library = script.library();
        this.script = script;
        this.facts = facts;
        this.trace = trace;
        this.stepsLeft = library.limits().steps();
    }

    SessionFacts facts() {
        return facts;
    }

    ListCatalog lists() {
        return library.lists();
    }

    /** How many match variables the script can see, the whole match included. */
    int captures() {
        return script.captures();
    }

    /** The longest value of a variable, in characters. */
    int variableChars() {
        return library.limits().variableChars();
    }

    /** Counts a command, a test or an expression. */
    void step() {
        if (--stepsLeft < 0) {
            throw limit("it takes more than " + library.limits().steps() + " steps");
        }
        work();
    }

    /** Counts a comparison: a single test may hold thousands of them. */
    void work() {
        if ((++work & WORK_BETWEEN_LOOKS - 1) == 0) {
            long millis = library.limits().millis();
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(millis)) {
                throw limit("it takes more than " + millis + " ms");
            }
        }
    }

    /** The failure of a run that reached a limit; what it says holds no text of the script. */
    ScriptFailure limit(String reason) {
        return new ScriptFailure("script '" + script.name() + "': " + reason);
    }

    /** The failure that a script asks for, in its own words. */
    ScriptFailure asked(String words) {
        return limit("error: " + macro().orElse(words));
    }

    /** The failure of this run; a reason reads on from the script's name. */
    ScriptFailure failure(String reason) {
        return new ScriptFailure("script '" + script.name() + "': "
                + macro().map(Quoted::withheld).orElse(reason));
    }

    /** The value of a variable; the empty text when it was never set. */
    Value value(Slot slot) {
        @Nullable Value[] values = slot.shared() ? globals : variables;
        Value value = values == null ? null : values[slot.index()];
        return value == null ? Value.EMPTY : value;
    }

    void set(Slot slot, Value value) {
        if (slot.shared()) {
            globals = globals == null ? new Value[library.globals()] : globals;
            globals[slot.index()] = value;
        } else {
            variables = variables == null ? new Value[script.variables()] : variables;
            variables[slot.index()] = value;
        }
    }

    String capture(int index) {
        return captures == null || index >= captures.length ? "" : captures[index];
    }

    void captured(String[] texts) {
        captures = texts;
    }

    /** Carries out a script of the library inside this one: with variables of its own, but for the global ones. */
    Flow include(Script other, boolean once) {
        included = included == null ? new HashSet<>() : included;
        if (!included.add(other.name()) && once) {
            return Flow.NEXT;
        }
        Script outer = script;
        Value @Nullable [] outerVariables = variables;
        String @Nullable [] outerCaptures = captures;
        script = other;
        variables = null;
        captures = null;
        Flow flow = Command.runAll(other.commands(), this);
        script = outer;
        variables = outerVariables;
        captures = outerCaptures;
        return flow == Flow.STOP ? Flow.STOP : Flow.NEXT;
    }

    void log(LogLevel level, String text) {
        library.log().log(level, script.name(), text);
    }

    Decision decision() {
        return decision;
    }

    /** Refuses; gives the reply as it may be shown. */
    Reply refuse(Reply reply) {
        Reply shown = macro().map(macro -> Reply.ofText(reply.code(), reply.enhanced(), macro))
                .orElse(reply);
        decision = new Decision.Reject(reply, shown);
        return shown;
    }

    private Optional<String> macro() {
        return library.macro(started);
    }

    /** Whether somebody wants to know; nothing is prepared for {@link #trace} otherwise. */
    boolean traced() {
        return trace.wanted();
    }

    /** Tells the trace what was asked, what was read and what came of it. */
    void trace(Excerpt where, BiConsumer<Run, Map<String, String>> reads, String result) {
        Map<String, String> read = new LinkedHashMap<>();
        reads.accept(this, read);
        Optional<String> macro = macro();
        if (macro.isEmpty()) {
            trace.add(new Trace.Entry(where, read, result));
            return;
        }
        read.keySet().removeIf(name -> !name.startsWith(FACT));
        boolean tells = result.equals("true") || result.equals("false");
        trace.add(new Trace.Entry(where, read, tells ? result : macro.get()));
    }
}
