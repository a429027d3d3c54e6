package dev.jamesext.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jamesext.harness.measure.Scenario.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
    private static final Scenario STOCK = scenario("stock James", Subject.STOCK, 10);
    private static final Scenario OURS = scenario("with the jar", Subject.OURS, 10);
    private static final Scenario TWICE = scenario("twice as many", Subject.OURS, 20);
    private static final Group GROUP = new Group("sessions", "a title", "session", List.of(STOCK, OURS, TWICE));

    private final List<Scenario> run = new ArrayList<>();

    @Test
    void runsEachScenarioOnceInEachRoundAndForgetsTheWarmUp() throws Exception {
        Measurement measurement = new Measurement(
                scenario -> {
                    run.add(scenario);
                    return Duration.ofMillis(run.size() <= 6 ? 9_999 : 100);
                },
                line -> {});
        Samples samples = measurement.run(GROUP, 2, 4);
        assertThat(run).hasSize(18);
        for (int round = 0; round < 6; round++) {
            assertThat(run.subList(3 * round, 3 * round + 3)).containsExactlyInAnyOrder(STOCK, OURS, TWICE);
        }
        assertThat(samples.micros(STOCK)).isEqualTo(new Spread(10_000, 10_000, 10_000));
    }

    @Test
    void letsEachScenarioBeFirstAndLastNowAndThen() throws Exception {
        new Measurement(
                        scenario -> {
                            run.add(scenario);
                            return Duration.ofMillis(1);
                        },
                        line -> {})
                .run(GROUP, 0, 6);
        assertThat(List.of(run.get(0), run.get(3), run.get(6), run.get(9), run.get(12), run.get(15)))
                .contains(STOCK, OURS, TWICE);
        assertThat(List.of(run.get(2), run.get(5), run.get(8), run.get(11), run.get(14), run.get(17)))
                .contains(STOCK, OURS, TWICE);
    }

    @Test
    void dividesByTheBaselineOfTheSameRound() {
        Samples samples = new Samples(
                GROUP,
                Map.of(
                        STOCK, millis(100, 200, 400),
                        OURS, millis(50, 300, 400),
                        TWICE, millis(200, 400, 800)));
        assertThat(samples.ratio(OURS)).isEqualTo(new Spread(0.5, 1.0, 1.5));
        assertThat(samples.ratio(TWICE)).isEqualTo(new Spread(1.0, 1.0, 1.0));
    }

    @Test
    void refusesRoundsThatLackAScenario() {
        Map<Scenario, List<Duration>> cpu = new HashMap<>();
        cpu.put(STOCK, millis(100, 200));
        cpu.put(OURS, millis(100));
        cpu.put(TWICE, millis(100, 200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(GROUP, cpu))
                .withMessage("with the jar has 1 rounds, not 2");
    }

    @Test
    void takesTheMiddleOfTwoWhenThereIsNoMedian() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(1.0, 2.5, 4.0));
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1.0, 2.0, 3.0));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void printsAMarkdownTable() {
        Samples samples = new Samples(GROUP, Map.of(STOCK, millis(10, 20), OURS, millis(5, 25), TWICE, millis(2, 4)));
        assertThat(Table.of(samples)).isEqualTo("""
                        | a title       | ms of server CPU for each session | ratio               |
                        | ------------- | --------------------------------- | ------------------- |
                        | stock James   | 1.5 (1.0 to 2.0)                  | 1                   |
                        | with the jar  | 1.5 (0.5 to 2.5)                  | 0.88 (0.50 to 1.25) |
                        | twice as many | 0.2 (0.1 to 0.2)                  | 0.10 (0.10 to 0.10) |
                        """);
    }

    @Test
    void tellsWhatCheapThingsCostInMicroseconds() {
        Samples samples = new Samples(GROUP, Map.of(STOCK, millis(1, 2), OURS, millis(1, 2), TWICE, millis(1, 1)));
        assertThat(Table.of(samples))
                .contains("µs of server CPU for each session")
                .contains("| stock James   | 150.0 (100.0 to 200.0) ");
    }

    @Test
    void choosesGroupsByName() {
        List<Group> groups = Catalog.groups();
        assertThat(Measure.chosen(groups, "all")).isEqualTo(groups);
        assertThat(Measure.chosen(groups, "greetings, reception"))
                .extracting(Group::name)
                .containsExactly("greetings", "reception");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.chosen(groups, "reception,everything"))
                .withMessage(
                        "nothing to measure is called 'everything'; there are reception, whole, sessions, greetings, long-list");
    }

    private static Scenario scenario(String name, Subject subject, int units) {
        return new Scenario(name, subject, units, target -> {});
    }

    private static List<Duration> millis(long... rounds) {
        List<Duration> durations = new ArrayList<>();
        for (long round : rounds) {
            durations.add(Duration.ofMillis(round));
        }
        return durations;
    }
}
