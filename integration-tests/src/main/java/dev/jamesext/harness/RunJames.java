package dev.jamesext.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What {@code mvn -Prun} runs: stock James in the foreground, on the ports of {@code conf/}, with a user to try. */
public final class RunJames {
    private static final String USER = "demo@example.test";
    private static final String PASSWORD = "demo";

    /** Ctrl-C and a polite kill: 128 and the number of the signal. */
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(130, 143);

    private RunJames() {}

    /**
     * @param arguments the folder of James's jars, the configuration folder, the extension jar, a scratch folder
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("expected four paths: lib conf jar work");
        }
        StockJames.Builder builder = StockJames.builder(
                        Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[3], "run"))
                .extension(Path.of(arguments[2]))
                .portsOfConf()
                .bootWithin(Duration.ofMinutes(3))
                .eachLine(System.out::println);
        int exitCode;
        try (StockJames james = builder.start()) {
            james.webAdmin().createDomain("example.test");
            james.webAdmin().createUser(USER, PASSWORD);
            System.out.println(welcome(james));
            exitCode = james.awaitExit();
        }
        if (exitCode != 0 && !ENDED_BY_SIGNAL.contains(exitCode)) {
            throw new IllegalStateException("James ended with exit code " + exitCode);
        }
    }

    private static String welcome(StockJames james) {
        return """

                James is ready. Everything listens on 127.0.0.1 only.

                  smtp         1025   other mail servers; STARTTLS offered, no login, no relaying
                  submissions  1465   our users; TLS from the first byte, AUTH
                  submission   1587   our users; STARTTLS, AUTH
                  lmtp         1124   delivery at once; LHLO in place of EHLO
                  imap         1143
                  webadmin     8000   NO PASSWORD: http://127.0.0.1:8000/healthcheck

                  user %s, password %s
                  policy and log: %s

                Try, in another terminal:

                  printf 'EHLO localhost\\r\\nEHLO mail.spammer.test\\r\\nEHLO mx.example.org\\r\\nQUIT\\r\\n' | nc 127.0.0.1 1025
                  openssl s_client -quiet -crlf -connect 127.0.0.1:1465

                Ctrl-C ends James.
                """.formatted(USER, PASSWORD, james.workingDirectory());
    }
}
