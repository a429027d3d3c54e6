package dev.jamesext.harness.measure;

import dev.jamesext.harness.JvmVitals;
import dev.jamesext.harness.StockJames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that are compared: the same James, configuration, JVM options and users, one with the jar and the policy of
 * {@code conf/}, one with a longer list in it. Only the SMTP listener is open; clear text, so that no TLS is measured.
 */
final class Servers implements AutoCloseable {
    private static final String DOMAIN = "example.test";

    /** Refused by the probe when all of it was received. */
    static final String REFUSED = "refused@" + DOMAIN;

    /** Accepted, queued, and dropped by the first mailet. */
    static final String DROPPED = "dropped@" + DOMAIN;

    /** The stock server knows no mailet of ours, and both shall do the same with a message: drop it. */
    private static final String DROPS_ALL = """
            <mailetcontainer enableJmx="false">
                <context><postmaster>postmaster@example.test</postmaster></context>
                <spooler><threads>8</threads><errorRepository>memory://var/mail/error/</errorRepository></spooler>
                <processors>
                    <processor state="root" enableJmx="false"><mailet match="All" class="Null"/></processor>
                    <processor state="transport" enableJmx="false">
                        <mailet match="All" class="RemoveMimeHeader"><name>bcc</name></mailet>
                        <mailet match="All" class="Null"/>
                    </processor>
                    <processor state="error" enableJmx="false"><mailet match="All" class="Null"/></processor>
                </processors>
            </mailetcontainer>
            """;

    /** Enough for the messages of a round; a heap that grows would be measured, too. */
    private static final String HEAP = "1g";

    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final int LONG_LIST_NAMES = 1_000_000;
    private static final String LIST_FILE = "values = \"file://conf/blocked.txt\"";

    private final StockJames stock;
    private final StockJames ours;
    private final StockJames longList;

    private Servers(StockJames stock, StockJames ours, StockJames longList) {
        this.stock = stock;
        this.ours = ours;
        this.longList = longList;
    }

    /** The paths that the build gives. */
    record Paths(Path lib, Path conf, Path jar, Path probe, Path work) {}

    static Servers boot(Paths paths) {
        StockJames stock = start(builder(paths, "measure-stock")
                .file("smtpserver.xml", smtpServer("org.apache.james.smtpserver.CoreCmdHandlerLoader", ""))
                .without("extensions.properties")
                .without("ehlo.toml"));
        List<StockJames> booted = new ArrayList<>(List.of(stock));
        try {
            String listener = "<handler class=\"dev.jamesext.smtp.Listener\"><listener>smtp</listener></handler>";
            StockJames ours = start(builder(paths, "measure-ours")
                    .extension(paths.jar())
                    .file("smtpserver.xml", smtpServer("dev.jamesext.smtp.CoreHandlers", listener)));
            booted.add(ours);
            StockJames longList = start(builder(paths, "measure-long-list")
                    .extension(paths.jar())
                    .file("blocked.txt", longList())
                    .replace("ehlo.toml", "values = [\"mail.spammer.test\", \"mail.spammer.example\"]", LIST_FILE)
                    .file("smtpserver.xml", smtpServer("dev.jamesext.smtp.CoreHandlers", listener)));
            return new Servers(stock, ours, longList);
        } catch (RuntimeException e) {
            booted.forEach(StockJames::close);
            throw e;
        }
    }

    private static String longList() {
        StringBuilder names = new StringBuilder("mail.spammer.test\nmail.spammer.example\n");
        for (int i = 2; i < LONG_LIST_NAMES; i++) {
            names.append("host").append(i).append(".spammer.test\n");
        }
        return names.toString();
    }

    /**
     * The CPU time of one round, between two looks at the process. Garbage is collected before the first, and not counted;
     * what is collected between them is, since it was made there.
     */
    Duration cpu(Scenario scenario) throws Exception {
        StockJames james = switch (scenario.subject()) {
            case STOCK -> stock;
            case OURS -> ours;
            case LONG_LIST -> longList;
        };
        JvmVitals vitals = james.vitals();
        vitals.collectGarbage();
        Thread.sleep(SETTLE.toMillis());
        Duration before = vitals.cpu();
        scenario.work().run(new Target(james));
        return vitals.cpu().minus(before);
    }

    @Override
    public void close() {
        try (longList;
                ours;
                stock) {
            // Closed behind here, whatever the others throw.
        }
    }

    private static StockJames.Builder builder(Paths paths, String work) {
        return StockJames.builder(paths.lib(), paths.conf(), paths.work().resolve(work))
                .extension(paths.probe())
                .heap(HEAP)
                .jvmOption("-Xms" + HEAP)
                .file("imapserver.xml", "<imapservers/>")
                .file("lmtpserver.xml", "<lmtpservers/>")
                .file("mailetcontainer.xml", DROPS_ALL);
    }

    private static StockJames start(StockJames.Builder builder) {
        StockJames james = builder.start();
        james.webAdmin().createDomain(DOMAIN);
        for (String user : List.of(REFUSED, DROPPED)) {
            james.webAdmin().createUser(user, "secret");
        }
        return james;
    }

    private static String smtpServer(String core, String handler) {
        return """
                <smtpservers>
                    <smtpserver enabled="true">
                        <jmxName>smtp</jmxName>
                        <bind>127.0.0.1:${port.smtp}</bind>
                        <helloName autodetect="false">mail.example.test</helloName>
                        <auth><announce>never</announce></auth>
                        <verifyIdentity>false</verifyIdentity>
                        <maxmessagesize>10240</maxmessagesize>
                        <handlerchain coreHandlersPackage="%s">
                            %s
                            <handler class="org.apache.james.smtpserver.fastfail.ValidRcptHandler"/>
                            <handler class="org.example.probe.ProbeMessageHook"/>
                        </handlerchain>
                    </smtpserver>
                </smtpservers>
                """.formatted(core, handler);
    }
}
