package dev.jamesext.harness.measure;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code mvn -Pmeasure} runs: boots both servers, measures the chosen groups and prints their tables. */
public final class Measure {
    private static final int WARM_UPS = 5;

    private Measure() {}

    /**
     * @param arguments the folder of James's jars, the configuration folder, the extension jar, the probe's jar, a scratch
     *     folder; the groups, with commas between them, or {@code all}; the number of rounds
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 7) {
            throw new IllegalArgumentException("expected lib conf jar probe work groups rounds");
        }
        Servers.Paths paths = new Servers.Paths(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Path.of(arguments[4]));
        List<Group> groups = chosen(Catalog.groups(), arguments[5]);
        int rounds = Integer.parseInt(arguments[6]);
        try (Servers servers = Servers.boot(paths)) {
            Measurement measurement = new Measurement(servers::cpu, System.out::println);
            StringBuilder tables = new StringBuilder();
            for (Group group : groups) {
                tables.append('\n').append(Table.of(measurement.run(group, WARM_UPS, rounds)));
            }
            System.out.println(tables);
            System.out.println("Median (least to most) of " + rounds + " rounds after " + WARM_UPS
                    + " of warm-up; ratios are those of scenarios in the same round.");
        }
    }

    /** @throws IllegalArgumentException when a name is not that of a group */
    static List<Group> chosen(List<Group> groups, String names) {
        if (names.equals("all")) {
            return groups;
        }
        String known = groups.stream().map(Group::name).collect(Collectors.joining(", "));
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(name -> groups.stream()
                        .filter(group -> group.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "nothing to measure is called '" + name + "'; there are " + known)))
                .toList();
    }
}
