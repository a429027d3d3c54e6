package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The policy is read again while James runs: sound changes rule new connections, others change nothing. */
final class ReloadIT {
    private static final Duration RELOAD_MAX = Duration.ofSeconds(20);
    private static final int CLIENTS = 4;
    private static final int RELOADS = Integer.getInteger("harness.reloads", 5);

    private static StockJames james;

    /** Names that end with these words are refused; they stand in a file of their own. */
    private static String policy(String extra) {
        return """
                session.ehlo.script = "'names'"
                [sieve.trusted.scripts.names]
                contents = '''
                require ["variables", "reject"];
                if string :matches "${env.helo_domain}" "*.%{file:conf/refused-suffix.txt}%" { reject "550 5.7.1 refused"; }
                '''
                """ + extra;
    }

    @BeforeAll
    static void boot() {
        james = HarnessPaths.james("reload")
                .file("ehlo.toml", policy(""))
                .file("refused-suffix.txt", "first.example")
                .start();
    }

    @AfterAll
    static void stop() {
        if (james != null) {
            james.close();
        }
    }

    private static Path conf(String file) {
        return james.workingDirectory().resolve("conf").resolve(file);
    }

    private static String ehlo(String name) throws IOException {
        try (SmtpConnection connection = james.connect(Port.SMTP)) {
            connection.readReply();
            return ehlo(connection, name);
        }
    }

    private static String ehlo(SmtpConnection connection, String name) throws IOException {
        connection.sendLine("EHLO " + name);
        return String.join("\n", connection.readReply());
    }

    private interface Check {
        boolean holds() throws IOException;
    }

    private static void await(String what, Check check) throws IOException, InterruptedException {
        long end = System.nanoTime() + RELOAD_MAX.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as(what + "\n" + james.log()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    /** One test, since each step begins with the policy of the step before. */
    @Test
    void changesRuleNewConnectionsAndMistakesChangeNothing() throws IOException, InterruptedException {
        assertThat(ehlo("a.first.example")).startsWith("550");
        try (SmtpConnection before = james.connect(Port.SMTP)) {
            before.readReply();

            Files.writeString(conf("refused-suffix.txt"), "second.example");
            await(
                    "an included file is read again",
                    () -> ehlo("a.second.example").startsWith("550"));
            assertThat(ehlo("a.first.example")).startsWith("250");
            assertThat(ehlo(before, "a.first.example"))
                    .as("a connection keeps its policy")
                    .startsWith("550");
            assertThat(ehlo(before, "a.second.example")).startsWith("250");
        }

        Files.writeString(conf("new.toml"), policy("[session.extensions]\npipelining = false\n"));
        Files.move(conf("new.toml"), conf("ehlo.toml"), StandardCopyOption.ATOMIC_MOVE);
        await("a file renamed into place is read", () -> !ehlo("mx.example.org").contains("PIPELINING"));

        Files.writeString(conf("ehlo.toml"), policy("[session.extensions]\npipelning = true\n"));
        await("a mistake is told", () -> james.log().contains("did you mean 'pipelining'?"));
        assertThat(james.log()).contains("the policy before stays in force");
        assertThat(ehlo("mx.example.org")).startsWith("250").doesNotContain("PIPELINING");

        Files.writeString(conf("ehlo.toml"), policy("[[test]]\nehlo = \"mx.example.org\"\nexpect = 550\n"));
        await("a failing test is told", () -> james.log().contains("test[0]: expected 550, got 250"));
        assertThat(ehlo("mx.example.org")).startsWith("250").doesNotContain("PIPELINING");

        Files.delete(conf("ehlo.toml"));
        await("a missing file is told", () -> james.log().contains("there is no policy: looked for"));
        assertThat(ehlo("a.second.example")).startsWith("550");

        Files.writeString(conf("ehlo.toml"), policy(""));
        await("it comes back", () -> ehlo("mx.example.org").contains("PIPELINING"));

        Files.writeString(conf("ehlo.toml"), "");
        await("an emptied file is told", () -> james.log().contains("conf/ehlo.toml has been emptied"));
        assertThat(ehlo("a.second.example")).startsWith("550");

        Files.writeString(conf("more.toml"), "session.extensions.pipelining = false\n");
        Files.writeString(conf("ehlo.toml"), policy("[include]\nfiles = \"conf/more.toml\"\n"));
        await("a file that is included is read", () -> !ehlo("mx.example.org").contains("PIPELINING"));
        Files.writeString(conf("more.toml"), "session.extensions.pipelining = true\n");
        await(
                "a file that is included is read again",
                () -> ehlo("mx.example.org").contains("PIPELINING"));
    }

    /** Clients that come and go all the time see one policy or the other, and nothing else. */
    @Test
    void nobodyIsHurtByAReload() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sessions = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = Stream.generate(() -> clients.submit(() -> {
                        while (!over.get()) {
                            assertThat(ehlo("mx.example.org")).startsWith("250");
                            sessions.incrementAndGet();
                        }
                        return null;
                    }))
                    .limit(CLIENTS)
                    .<Future<?>>map(client -> client)
                    .toList();
            for (int i = 0; i < RELOADS; i++) {
                String keywords = "reload.example:N" + i;
                Files.writeString(
                        conf("ehlo.toml"), policy("[session.extensions]\nno-soliciting = \"'" + keywords + "'\"\n"));
                await("reload " + i, () -> ehlo("mx.example.org").contains(keywords));
            }
            over.set(true);
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
        assertThat(sessions).hasValueGreaterThan(CLIENTS * RELOADS);
    }
}
