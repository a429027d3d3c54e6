package dev.jamesext.cli;

import static dev.jamesext.cli.CommandLineFixture.run;
import static dev.jamesext.cli.CommandLineFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jamesext.Manual;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcripts of the pages, run. A block {@code console} is a command line behind {@code $} and all it prints. The
 * first policy of a page is its {@code ehlo.toml}; a block {@code toml NAME} is the file of that name.
 */
final class ConsoleTest {

    private static final String PROMPT = "$ java -jar james-ext-0.1.0-SNAPSHOT.jar ";

    @TempDir
    private Path folder;

    static Stream<Manual.Block> transcripts() {
        List<Manual.Block> transcripts = Stream.of("README.md", "docs/manual.md")
                .flatMap(page -> Manual.blocks(page).stream())
                .filter(block -> block.info().equals("console"))
                .toList();
        assertThat(transcripts).isNotEmpty();
        return transcripts.stream();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void printsWhatThePageShows(Manual.Block transcript) {
        writePolicies(transcript.page());
        String command = transcript.text().lines().findFirst().orElseThrow();
        assertThat(command).startsWith(PROMPT);
        List<String> args =
                new ArrayList<>(List.of(command.substring(PROMPT.length()).split(" ")));
        args.set(1, folder.resolve(args.get(1)).toString());

        CommandLineFixture printed = run(args.toArray(String[]::new)).without(folder);
        assertThat(command + "\n" + printed.out() + printed.err()).isEqualTo(transcript.text());
    }

    private void writePolicies(String page) {
        boolean first = true;
        for (Manual.Block block : Manual.blocks(page)) {
            if (block.info().equals("toml policy") && first) {
                first = false;
                write(folder, "ehlo.toml", block.text());
            } else if (block.info().matches("toml [a-z]+\\.toml")) {
                write(folder, block.info().substring("toml ".length()), block.text());
            }
        }
    }
}
