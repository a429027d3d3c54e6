package dev.jamesext.harness.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs the scenarios of a group in turn, round by round, so that whatever slows the machine down for a while slows all of
 * them.
 */
final class Measurement {
    private final Meter meter;
    private final Consumer<String> progress;

    Measurement(Meter meter, Consumer<String> progress) {
        this.meter = meter;
        this.progress = progress;
    }

    /** Runs one round of a scenario and tells what it cost. */
    @FunctionalInterface
    interface Meter {
        Duration cpu(Scenario scenario) throws Exception;
    }

    /** @param warmUps rounds that are run and forgotten */
    Samples run(Group group, int warmUps, int rounds) throws Exception {
        Map<Scenario, List<Duration>> samples = new LinkedHashMap<>();
        group.scenarios().forEach(scenario -> samples.put(scenario, new ArrayList<>()));
        for (int round = -warmUps; round < rounds; round++) {
            Map<Scenario, Duration> measured = new HashMap<>();
            for (Scenario scenario : turn(group, round)) {
                measured.put(scenario, meter.cpu(scenario));
            }
            if (round >= 0) {
                samples.forEach((scenario, all) -> all.add(Objects.requireNonNull(measured.get(scenario))));
            }
            progress.accept(group.name() + ", " + (round < 0 ? "warm-up" : "round " + (round + 1) + " of " + rounds)
                    + ", ms: " + inOrder(group, measured));
        }
        return new Samples(group, samples);
    }

    /** Each scenario comes first, last, before and behind each other one now and then. */
    private static List<Scenario> turn(Group group, int round) {
        List<Scenario> turn = new ArrayList<>(group.scenarios());
        Collections.rotate(turn, round);
        if (Math.floorMod(round, 2) == 1) {
            Collections.reverse(turn);
        }
        return turn;
    }

    private static String inOrder(Group group, Map<Scenario, Duration> measured) {
        return group.scenarios().stream()
                .map(scenario -> Long.toString(
                        Objects.requireNonNull(measured.get(scenario)).toMillis()))
                .collect(Collectors.joining(" "));
    }
}
