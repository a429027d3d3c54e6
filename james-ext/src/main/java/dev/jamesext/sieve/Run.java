package dev.jamesext.sieve;

import dev.jamesext.lookup.ListCatalog;
import dev.jamesext.policy.Decision;
import dev.jamesext.policy.ScriptFailure;
import dev.jamesext.policy.SessionFacts;
import dev.jamesext.policy.Trace;
import dev.jamesext.source.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a script: the facts it sees, the steps it has left, its variables. Used by one thread, once. */
final class Run {

    private final Script script;
    private final SessionFacts facts;
    private final Trace trace;
    private int stepsLeft;
    private String @Nullable [] variables;
    private String @Nullable [] captures;
    private Decision decision = Decision.ACCEPT;

    Run(Script script, SessionFacts facts, Trace trace) {
        this.script = script;
        this.facts = facts;
        this.trace = trace;
        this.stepsLeft = script.limits().steps();
    }

    SessionFacts facts() {
        return facts;
    }

    ListCatalog lists() {
        return script.lists();
    }

    /** How many match variables the script can see, the whole match included. */
    int captures() {
        return script.captures();
    }

    /** The longest value of a variable, in characters. */
    int variableChars() {
        return script.limits().variableChars();
    }

    /** Counts a command or test. */
    void step() {
        if (--stepsLeft < 0) {
            throw failure("it takes more than " + script.limits().steps() + " steps");
        }
    }

    /** The failure of this run; a reason reads on from the script's name. */
    ScriptFailure failure(String reason) {
        return new ScriptFailure("script '" + script.name() + "': " + reason);
    }

    String variable(int slot) {
        String value = variables == null ? null : variables[slot];
        return value == null ? "" : value;
    }

    void set(int slot, String value) {
        if (variables == null) {
            variables = new String[script.variables()];
        }
        variables[slot] = value;
    }

    String capture(int index) {
        return captures == null || index >= captures.length ? "" : captures[index];
    }

    void captured(String[] texts) {
        captures = texts;
    }

    Decision decision() {
        return decision;
    }

    void decide(Decision made) {
        decision = made;
    }

    /** Whether somebody wants to know; nothing is prepared for {@link #trace} otherwise. */
    boolean traced() {
        return trace.wanted();
    }

    /** Tells the trace what was asked, what was read and what came of it. */
    void trace(Excerpt where, BiConsumer<Run, Map<String, String>> reads, String result) {
        Map<String, String> read = new LinkedHashMap<>();
        reads.accept(this, read);
        trace.add(new Trace.Entry(where, read, result));
    }
}
