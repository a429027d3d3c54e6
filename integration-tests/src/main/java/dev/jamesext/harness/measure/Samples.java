package dev.jamesext.harness.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The CPU time of each scenario in each round of a group; the n-th of all scenarios belong to the same round. */
final class Samples {
    private static final double NANOS_PER_MICRO = 1_000;

    private final Group group;
    private final Map<Scenario, List<Duration>> cpu = new LinkedHashMap<>();

    Samples(Group group, Map<Scenario, List<Duration>> cpu) {
        this.group = group;
        int rounds = Objects.requireNonNull(cpu.get(group.baseline())).size();
        for (Scenario scenario : group.scenarios()) {
            List<Duration> of = List.copyOf(Objects.requireNonNull(cpu.get(scenario), scenario.name()));
            if (of.size() != rounds) {
                throw new IllegalArgumentException(scenario.name() + " has " + of.size() + " rounds, not " + rounds);
            }
            this.cpu.put(scenario, of);
        }
    }

    Group group() {
        return group;
    }

    /** Microseconds for each message, session or greeting. */
    Spread micros(Scenario scenario) {
        return Spread.of(of(scenario).stream()
                .map(round -> round.toNanos() / NANOS_PER_MICRO / scenario.units())
                .toList());
    }

    /** What a scenario cost in a round, divided by what the baseline cost in the same round. */
    Spread ratio(Scenario scenario) {
        List<Duration> base = of(group.baseline());
        List<Duration> rounds = of(scenario);
        double units = (double) group.baseline().units() / scenario.units();
        return Spread.of(IntStream.range(0, rounds.size())
                .mapToObj(i -> (double) rounds.get(i).toNanos() / base.get(i).toNanos() * units)
                .toList());
    }

    private List<Duration> of(Scenario scenario) {
        return Objects.requireNonNull(cpu.get(scenario), scenario.name());
    }
}
