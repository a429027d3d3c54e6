package dev.jamesext.harness.measure;

import dev.jamesext.harness.JvmVitals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the scenarios of a group in turn, round by round, so that whatever slows the machine down for a while slows all of
 * them. Garbage is collected before each, and not counted; what is collected meanwhile is, since it was made meanwhile.
 */
final class Measurement {
    private static final Duration SETTLE = Duration.ofMillis(200);

    private final Function<Scenario.Subject, Target> targets;
    private final Consumer<String> progress;

    Measurement(Function<Scenario.Subject, Target> targets, Consumer<String> progress) {
        this.targets = targets;
        this.progress = progress;
    }

    /** @param warmUps rounds that are run and forgotten */
    Samples run(Group group, int warmUps, int rounds) throws Exception {
        Map<Scenario, List<Duration>> samples = new LinkedHashMap<>();
        group.scenarios().forEach(scenario -> samples.put(scenario, new ArrayList<>()));
        for (int round = -warmUps; round < rounds; round++) {
            List<Scenario> turn = new ArrayList<>(group.scenarios());
            // Each comes first, last and behind each other one now and then.
            Collections.rotate(turn, round);
            if (Math.floorMod(round, 2) == 1) {
                Collections.reverse(turn);
            }
            for (Scenario scenario : turn) {
                Duration cpu = measure(scenario);
                if (round >= 0) {
                    Objects.requireNonNull(samples.get(scenario)).add(cpu);
                }
            }
            progress.accept(group.name() + ": " + (round < 0 ? "warm-up" : "round " + (round + 1) + " of " + rounds));
        }
        return new Samples(group, samples);
    }

    private Duration measure(Scenario scenario) throws Exception {
        Target target = targets.apply(scenario.subject());
        JvmVitals vitals = target.vitals();
        vitals.collectGarbage();
        Thread.sleep(SETTLE.toMillis());
        Duration before = vitals.cpu();
        scenario.work().run(target);
        return vitals.cpu().minus(before);
    }
}
