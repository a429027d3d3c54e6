package dev.jamesext.policy;

import dev.jamesext.expr.EvalFailure;
import dev.jamesext.expr.Expression;
import dev.jamesext.expr.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules about how a client's octets are taken: from when on, and what a bare LF among them is. Immutable. */
final class IntakeRules {

    /** Seconds that a client may be kept waiting for its greeting; it may give up after 300 (RFC 5321 4.5.3.2.1). */
    static final int GREET_DELAY_SECONDS_MAX = 60;

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(GREET_DELAY_SECONDS_MAX);

    private final Ruled greetDelay;
    private final Ruled bareLf;

    IntakeRules(Ruled greetDelay, Ruled bareLf) {
        this.greetDelay = greetDelay;
        this.bareLf = bareLf;
    }

    Stream<Ruled> all() {
        return Stream.of(greetDelay, bareLf);
    }

    /** Whether any client may have to wait, so that the rules have to be asked. */
    boolean mayDelayGreetings() {
        return mayBe(greetDelay, value -> value.truth());
    }

    Asked<Duration> greetDelay(SessionFacts facts, Trace trace) {
        return asked(greetDelay, "james-ext.greet-delay", IntakeRules::delay, facts, trace);
    }

    Asked<BareLf> bareLf(SessionFacts facts, Trace trace) {
        return mayBe(bareLf, value -> !BareLf.of(value.asText()).equals(Optional.of(BareLf.REFUSE)))
                ? asked(bareLf, "james-ext.bare-lf", value -> BareLf.of(value.asText()), facts, trace)
                : new Asked.Known<>(BareLf.REFUSE);
    }

    /** A value as a delay: a length of time within the bound, or what is off; empty when it is neither. */
    static Optional<Duration> delay(Value value) {
        if (value instanceof Value.Period period) {
            return Optional.of(period.value()).filter(time -> time.compareTo(LONGEST_DELAY) <= 0);
        }
        return value.truth() ? Optional.empty() : Optional.of(Duration.ZERO);
    }

    private static boolean mayBe(Ruled rules, Function<Value, Boolean> wanted) {
        return rules.outcomes().stream()
                .map(Expression::constant)
                .anyMatch(constant -> constant.map(wanted).orElse(true));
    }

    private static <T> Asked<T> asked(
            Ruled rules, String key, Function<Value, Optional<T>> meaning, SessionFacts facts, Trace trace) {
        try {
            Value value = rules.value(facts, trace);
            Optional<T> known = meaning.apply(value);
            return known.isPresent()
                    ? new Asked.Known<>(known.get())
                    : new Asked.Unknown<>(Policy.temporaryFailure(key + " cannot be " + rules.shown(value)));
        } catch (EvalFailure failure) {
            return new Asked.Unknown<>(Policy.temporaryFailure(failure.located()));
        }
    }
}
