package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        Path folder = Path.of(resource("/transcripts").toURI());
        TranscriptPlayer player = new TranscriptPlayer(james);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".test"))
                    .sorted()
                    .toList()) {
                tests.add(dynamicTest(folder.relativize(file).toString(), () -> player.play(file)));
            }
        }
        assertThat(tests).as("transcripts found").isNotEmpty();
        tests.add(dynamicTest("the log holds no unexpected stack trace", TranscriptIT::logIsClean));
        return tests;
    }

    private static void logIsClean() throws IOException {
        try (InputStream excuses = resource("/log-excused.txt").openStream()) {
            String text = new String(excuses.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(LogGuard.excusing(text).unexpectedIn(james.log())).isEmpty();
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(TranscriptIT.class.getResource(name), name);
    }
}
