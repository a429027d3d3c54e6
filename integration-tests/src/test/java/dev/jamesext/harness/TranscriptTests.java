package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A folder of transcripts as tests against one James: one for each file, and one for the log they leave. */
final class TranscriptTests {
    private static final Predicate<String> IN_CLEAR = Pattern.compile("(?m)^@listener smtp$")
            .asPredicate()
            .and(Pattern.compile("(?m)^@starttls|STARTTLS").asPredicate().negate());

    private TranscriptTests() {}

    /** @param folder a folder among the test resources; transcripts lie in it and below it */
    static List<DynamicTest> of(String folder, StockJames james) throws IOException, URISyntaxException {
        return of(folder, james, new TranscriptPlayer(james));
    }

    /** The same for a James that plays more than this folder: its users are those of one player. */
    static List<DynamicTest> of(String folder, StockJames james, TranscriptPlayer player)
            throws IOException, URISyntaxException {
        Path root = resource(folder);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".test"))
                    .sorted()
                    .toList()) {
                tests.add(dynamicTest(root.relativize(file).toString(), () -> player.play(file)));
            }
        }
        assertThat(tests).as("transcripts found").isNotEmpty();
        LogGuard guard = LogGuard.excusing(text("log-excused.txt"));
        tests.add(dynamicTest(
                "the log holds no unexpected stack trace",
                () -> assertThat(guard.unexpectedIn(james.log())).isEmpty()));
        return tests;
    }

    /**
     * The transcripts of a folder, each written again for a listener other than it names.
     *
     * @param scratch an empty folder for what is written
     */
    static List<DynamicTest> on(String listener, String folder, TranscriptPlayer player, Path scratch)
            throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(resource(folder))) {
            for (Path file : files.sorted().toList()) {
                Path copy = scratch.resolve(listener + "-" + file.getFileName());
                Files.writeString(
                        copy, Files.readString(file).replaceFirst("(?m)^@listener .*$", "@listener " + listener));
                tests.add(dynamicTest(file.getFileName().toString(), () -> player.play(copy)));
            }
        }
        assertThat(tests).as("transcripts found").isNotEmpty();
        return tests;
    }

    /** The transcripts of a folder that are about the listener {@code smtp} in clear text. */
    static List<DynamicTest> onSmtpInClear(String folder, TranscriptPlayer player)
            throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(resource(folder))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".test") && IN_CLEAR.test(Files.readString(file))) {
                    tests.add(dynamicTest(file.getFileName().toString(), () -> player.play(file)));
                }
            }
        }
        assertThat(tests).as("transcripts found").isNotEmpty();
        return tests;
    }

    /** The text of a file among the test resources. */
    static String text(String name) throws IOException, URISyntaxException {
        return Files.readString(resource(name));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TranscriptTests.class.getResource("/" + name), name)
                .toURI());
    }
}
