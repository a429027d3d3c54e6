package dev.jamesext.expr;

import com.google.re2j.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one evaluation of one setting, together with what {@code $0} to {@code $9} hold: all conditions of the
 * setting and the chosen outcome share it, in their order. A match fills all captures, a failed one empties all.
 *
 * <p>Only settings that read captures need one: every other evaluation takes its variables as they are, and allocates
 * nothing. Not thread-safe: one evaluation, one object.
 */
public final class Captures implements Variables {

    private final Variables variables;
    private @Nullable Matcher last;

    public Captures(Variables variables) {
        this.variables = variables;
    }

    @Override
    public Value value(Variable variable) {
        return variables.value(variable);
    }

    @Override
    public Outside outside() {
        return variables.outside();
    }

    /** Keeps a match, or forgets all where there is none; groups are cut out when they are read. */
    void keep(@Nullable Matcher found) {
        last = found;
    }

    /** What a group held; empty when it took no part, when the pattern has none of that number, and after a failure. */
    public Value group(int number) {
        if (last == null || number > last.groupCount()) {
            return Value.EMPTY;
        }
        @Nullable String held = last.group(number);
        return held == null ? Value.EMPTY : new Value.Text(held);
    }
}
