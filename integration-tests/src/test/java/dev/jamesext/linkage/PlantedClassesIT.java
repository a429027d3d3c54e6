package dev.jamesext.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves that the linkage check bites, and that it bites nobody else: one copy of the built jar holds all plants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlantedClassesIT {

    private LinkageCheck.Outcome outcome;

    @BeforeAll
    void checkPlantedJar(@TempDir Path scratch) throws IOException {
        Path copy = scratch.resolve("planted.jar");
        List<Plant> plants = Stream.of(
                        PlantCatalog.faults().map(PlantCatalog.Fault::plant),
                        PlantCatalog.innocents(),
                        Stream.of(PlantCatalog.undecidable()))
                .flatMap(each -> each)
                .toList();
        Plant.addAll(plants, BuiltJar.path(), copy);
        outcome = LinkageCheck.of(JarContents.read(copy), JamesApi.all(), Denial.all());
    }

    @ParameterizedTest
    @MethodSource("dev.jamesext.linkage.PlantCatalog#faults")
    void reportsFaultByName(PlantCatalog.Fault fault) {
        assertThat(outcome.findings()).extracting(Finding::toString).contains(fault.finding());
    }

    @ParameterizedTest
    @MethodSource("dev.jamesext.linkage.PlantCatalog#innocents")
    void reportsNothingAboutWhatLinksEverywhere(Plant plant) {
        assertThat(findingsAbout(plant)).isEmpty();
        assertThat(outcome.undecided()).noneMatch(member -> member.startsWith(plant.name() + " "));
    }

    @Test
    void countsButDoesNotReportWhatOnlyAnUnlistedLibraryCouldTell() {
        Plant plant = PlantCatalog.undecidable();

        assertThat(findingsAbout(plant)).isEmpty();
        assertThat(outcome.undecided())
                .contains(plant.name() + " -> org/apache/james/protocols/netty/AllButStartTlsLineBasedChannelHandler"
                        + ".isSharable()Z");
    }

    private Stream<Finding> findingsAbout(Plant plant) {
        return outcome.findings().stream().filter(finding -> finding.where().equals(plant.name()));
    }
}
