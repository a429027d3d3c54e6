package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several Jameses that live and die in one JVM: none leaves anything of ours behind. */
final class ManyLivesIT {

    @Test
    @Timeout(300)
    void noThreadOutlivesTheServer() throws InterruptedException {
        try (StockJames james = HarnessPaths.james("many-lives")
                .library(HarnessPaths.probe())
                .main("org.example.probe.ManyLives")
                .start()) {
            assertThat(james.awaitExit()).as(james.log()).isZero();
            List<String> lives = james.log()
                    .lines()
                    .filter(line -> line.startsWith("ManyLives: life "))
                    .toList();
            assertThat(lives)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                            .mapToObj(life -> "ManyLives: life " + life
                                    + " had [james-ext-held, james-ext-waiting, james-ext-watch] and left []")
                            .toList());
            assertThat(james.log()).contains("ManyLives: instances held: 0");
        }
    }
}
