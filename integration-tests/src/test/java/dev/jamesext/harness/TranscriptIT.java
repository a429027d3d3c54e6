package dev.jamesext.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays every transcript under {@code transcripts/} against one James with the configuration of {@code conf/}. */
final class TranscriptIT {
    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("transcripts").start();
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    @TestFactory
    List<DynamicTest> transcripts() throws IOException, URISyntaxException {
        return TranscriptTests.of("transcripts", james);
    }
}
