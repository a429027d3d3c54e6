package dev.jamesext.harness.measure;

import java.util.List;

/**
 * Scenarios that are compared with each other.
 *
 * @param name what chooses it on the command line
 * @param unit what the CPU time is told for, such as {@code message}
 * @param scenarios the first one is what the others are compared with
 */
record Group(String name, String title, String unit, List<Scenario> scenarios) {
    Group {
        scenarios = List.copyOf(scenarios);
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException(name + " has no scenario");
        }
    }

    Scenario baseline() {
        return scenarios.get(0);
    }
}
