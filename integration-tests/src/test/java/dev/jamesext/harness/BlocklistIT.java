package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A million names in a file: members are refused, others are not, and the list grows while clients come and go. */
final class BlocklistIT {
    private static final int NAMES = 1_000_000;
    private static final int CLIENTS = 50;
    private static final Duration RELOAD_MAX = Duration.ofSeconds(60);

    /** The script of the documentation, asking a file. */
    private static final String POLICY = """
            [session.ehlo]
            script = "'ehlo'"
            [sieve.trusted.scripts.ehlo]
            contents = '''
            require ["variables", "extlists", "reject"];
            if string :list "${env.helo_domain}" "list/blocked-domains" {
                reject "551 5.1.1 Your domain '${env.helo_domain}' has been blocklisted.";
            }
            '''
            [store."list/blocked-domains"]
            type = "memory"
            format = "list"
            values = "file://conf/blocked.txt"
            comment = "#"
            """;

    private static StockJames james;

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("blocklist")
                .file("ehlo.toml", POLICY)
                .file("blocked.txt", names(NAMES))
                .start();
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    private static String name(int number) {
        return "host" + number + ".spammer.test";
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder("# a blocklist\n");
        for (int i = 0; i < count; i++) {
            names.append(name(i)).append('\n');
        }
        return names.toString();
    }

    private static String ehlo(String name) throws IOException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.readReply();
            connection.sendLine("EHLO " + name);
            return String.join("\n", connection.readReply());
        }
    }

    private static String refusal(String name) {
        return "551 5.1.1 Your domain '" + name + "' has been blocklisted.";
    }

    @Test
    void growsWhileFiftyClientsComeAndGo(TestReporter reporter) throws Exception {
        assertThat(ehlo(name(0))).isEqualTo(refusal(name(0)));
        assertThat(ehlo("HOST" + (NAMES - 1) + ".Spammer.Test.")).startsWith("551 5.1.1 ");
        assertThat(ehlo(name(NAMES))).startsWith("250");

        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sessions = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = Stream.generate(() -> clients.submit(() -> {
                        while (!over.get()) {
                            String member = name(sessions.incrementAndGet() * 7919 % NAMES);
                            assertThat(ehlo(member)).isEqualTo(refusal(member));
                            assertThat(ehlo("mx.example.org")).startsWith("250");
                        }
                        return null;
                    }))
                    .limit(CLIENTS)
                    .<Future<?>>map(client -> client)
                    .toList();
            Path written = james.workingDirectory().resolve("conf/blocked.new");
            try (BufferedWriter out = Files.newBufferedWriter(written)) {
                out.write(names(NAMES));
                out.write(name(NAMES) + "\n");
            }
            long start = System.nanoTime();
            Files.move(
                    written,
                    james.workingDirectory().resolve("conf/blocked.txt"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            while (!ehlo(name(NAMES)).equals(refusal(name(NAMES)))) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(james.log())
                        .isLessThan(RELOAD_MAX);
                Thread.sleep(50);
            }
            reporter.publishEntry(
                    "in force after",
                    Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms, looks and the load included");
            over.set(true);
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
        reporter.publishEntry("sessions, none of them failed", Integer.toString(2 * sessions.get()));
        assertThat(sessions).hasValueGreaterThan(CLIENTS);

        // A list that cannot be read changes nothing.
        Files.delete(james.workingDirectory().resolve("conf/blocked.txt"));
        long start = System.nanoTime();
        while (!james.log().contains("the policy before stays in force")) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RELOAD_MAX);
            Thread.sleep(50);
        }
        assertThat(james.log()).contains("the file 'conf/blocked.txt' cannot be used: there is no such file");
        assertThat(ehlo(name(NAMES))).isEqualTo(refusal(name(NAMES)));
    }
}
