package dev.jamesext.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jamesext.harness.Attack.Field;
import dev.jamesext.harness.QuietClient.Measured;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each attack of {@link Attacks} at full force for {@code harness.attack-seconds}, on one James with the sample's listeners and
 * mailets, while quiet clients greet. What must hold: the quiet clients are served in time and never refused, no thread that
 * is to last is gone, the policy is still read again, and the heap is what it was.
 *
 * <p>Attackers, clients and James share the machine, so that the times are those of a server that is attacked by its equal.
 * Not part of {@code mvn verify}: {@code mvn -Pstress verify -Dit.test=AttackIT}. {@code -Dharness.attacks=flood-1,vrfy} chooses.
 */
@Tag("attack")
final class AttackIT {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("harness.attack-seconds", 60));
    private static final double P99_MILLIS_MAX = Integer.getInteger("harness.attack-p99-millis", 100);
    private static final Set<String> CHOSEN =
            Set.of(System.getProperty("harness.attacks", "").split(","));

    private static final String HEAP = "512m";

    /** What James keeps that it did not have before, such as buffers of its pools. */
    private static final long HEAP_MORE_BYTES_MAX = 32L * 1024 * 1024;

    private static final Duration CALM_MAX = Duration.ofSeconds(90);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration BOOT_MAX = Duration.ofMinutes(5);

    private static final Duration GREETING_EVERY = Duration.ofMillis(100);
    private static final Duration QUESTION_EVERY = Duration.ofMillis(500);

    /** Event loops of the servers, threads of the queues, and ours but those that end when there is nothing to do. */
    private static final Pattern LASTING = Pattern.compile(
            "james-ext-watch|.*-io-[0-9]+|RemoteDelivery-Dequeue-.*|queueScheduler-.*|boundedElastic-evictor-1");

    private static final List<String> TABLE = new ArrayList<>();

    private static @Nullable StockJames james;
    private static @Nullable DatagramSocket silentNameServer;
    private static CountingHop victim;
    private static CountingHop busy;
    private static int reloads;

    @BeforeAll
    static void open() throws IOException {
        victim = CountingHop.open();
        busy = CountingHop.busy();
        try {
            // James knows no other port for name servers.
            silentNameServer = new DatagramSocket(new InetSocketAddress(Attacks.ASKING, 53));
        } catch (SocketException notAllowed) {
            silentNameServer = null;
        }
        TABLE.add(
                "| attack | greetings p50 / p99 / most, ms | questions p99, ms | refused | threads gone | heap, MB | seen |");
        TABLE.add("|---|---|---|---|---|---|---|");
    }

    @AfterAll
    static void stop() throws IOException {
        System.out.println(String.join("\n", TABLE));
        if (james != null) {
            james.close();
        }
        if (silentNameServer != null) {
            silentNameServer.close();
        }
        victim.close();
        busy.close();
    }

    @TestFactory
    List<DynamicTest> attacks() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "nobody attacks",
                () -> suffer(new Attack("none", "the measure of the others", field -> {
                    Thread.sleep(field.time().toMillis());
                    return "";
                }))));
        for (Attack attack : Attacks.all(silentNameServer != null)) {
            if (CHOSEN.contains("") || CHOSEN.contains(attack.name())) {
                tests.add(dynamicTest(attack.name() + ": " + attack.what(), () -> suffer(attack)));
            }
        }
        return tests;
    }

    /** The James of all attacks; another one behind an attack that has harmed it. */
    private static StockJames alive() throws IOException, InterruptedException {
        StockJames present = james;
        if (present == null) {
            present = boot();
            james = present;
            warmUp(present);
        }
        return present;
    }

    /** Lets James load its classes, compile what is hot and start its threads, so that none of this counts as harm. */
    private static void warmUp(StockJames fresh) throws IOException, InterruptedException {
        Horde visitors = Attacks.visitors(fresh);
        QuietClient client = quiet(fresh, 250, "mx.example.org", GREETING_EVERY);
        Thread.sleep(WARM_UP.toMillis());
        Horde rehearsal = Attacks.rehearsal(fresh);
        Thread.sleep(WARM_UP.toMillis());
        rehearsal.end();
        client.end();
        visitors.end();
        assertThat(visitors.replies(354)).as(visitors.replies()).isPositive();
    }

    /**
     * James asks the system for the name of each client's address, on the event loop that others wait for, before any
     * handler of ours is asked. Where nobody answers for 127.0.0.0/8 that alone takes seconds and hides all else.
     */
    private static Path hosts() throws IOException {
        Path file = Files.createTempFile("attack", ".hosts");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file, "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
    }

    private static StockJames boot() throws IOException {
        String busyGateway = gateway(busy);
        StockJames.Builder builder = HarnessPaths.james("attack")
                .heap(HEAP)
                .jvmOption("-Xms" + HEAP)
                .jvmOption("-Djdk.net.hosts.file=" + hosts())
                .bootWithin(BOOT_MAX)
                .file("ehlo.toml", policy())
                .file(
                        "dnsservice.xml",
                        HarnessPaths.NO_NAME_SERVER.replace("127.0.0.1", Attacks.ASKING.getHostAddress()))
                .file("mailetcontainer.xml", withoutMailboxes())
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing</outgoing>",
                        "<outgoing>outgoing</outgoing>" + gateway(victim))
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing-timed</outgoing>",
                        "<outgoing>outgoing-timed</outgoing>" + busyGateway)
                .replace(
                        "mailetcontainer.xml",
                        "<outgoing>outgoing-requiretls</outgoing>",
                        "<outgoing>outgoing-requiretls</outgoing>" + busyGateway);
        StockJames booted = builder.start();
        booted.webAdmin().createDomain("example.test");
        booted.webAdmin().createUser(Attacks.SINK, Attacks.SECRET);
        booted.webAdmin().createUser(Attacks.USER, Attacks.SECRET);
        for (int i = 0; i < Attacks.RECIPIENTS; i++) {
            booted.webAdmin().createUser("r" + i + "@example.test", Attacks.SECRET);
        }
        return booted;
    }

    private static String gateway(CountingHop hop) {
        return "<gateway>127.0.0.1</gateway><gatewayPort>" + hop.port() + "</gatewayPort>";
    }

    /** Mailboxes of a memory server are on its heap, and grow with the mail that it takes. Here what is delivered is gone. */
    private static String withoutMailboxes() throws IOException {
        String sample = Files.readString(HarnessPaths.conf().resolve("mailetcontainer.xml"));
        return sample.replace("class=\"LocalDelivery\"", "class=\"RecipientToLowerCase\"");
    }

    /** Strangers may use everything, which is worse than the sample; the rule for one address asks a name server. */
    private static String policy() {
        return """
                [session.ehlo]
                require = true
                reject-non-fqdn = [ { if = "remote_ip = '%s'", then = "is_empty(dns_query(helo_domain, 'mx'))" },
                                    { if = "remote_ip = '127.0.0.251'", then = "is_local_domain('*', helo_domain)" },
                                    { else = false } ]
                [session.extensions]
                dsn = true
                vrfy = true
                no-soliciting = "'reload.example:N%d'"
                """.formatted(Attacks.ASKING.getHostAddress(), reloads);
    }

    private static void suffer(Attack attack) throws IOException, InterruptedException {
        StockJames on = alive();
        Set<String> threads = lasting(on);
        long heap = on.vitals().liveBytes();
        String seen;
        List<String> faults = new ArrayList<>();
        QuietClient greeting = quiet(on, 250, "mx.example.org", GREETING_EVERY);
        QuietClient asking = quiet(on, 251, "workstation", QUESTION_EVERY);
        try {
            seen = attack.course().run(new Field(on, victim, busy, TIME));
        } catch (AssertionError tooMuch) {
            seen = String.valueOf(tooMuch.getMessage()).lines().findFirst().orElse("");
            faults.add(String.valueOf(tooMuch.getMessage()));
        } finally {
            greeting.end();
            asking.end();
        }
        Measured greetings = greeting.measured();
        Measured questions = asking.measured();
        if (greetings.percentile(99) > P99_MILLIS_MAX) {
            faults.add("a greeting takes too long: " + greetings.percentile(99) + " ms");
        }
        List<String> refusals = new ArrayList<>(greetings.refusals());
        refusals.addAll(questions.refusals());
        if (!refusals.isEmpty()) {
            faults.add(refusals.size() + " sessions failed, the first: " + refusals.get(0));
        }
        List<String> harm = new ArrayList<>();
        String afterwards = afterwards(on, threads, heap, harm);
        TABLE.add(String.format(
                Locale.ROOT,
                "| %s | %.0f / %.0f / %.0f | %.0f | %d | %s | %s |",
                attack.name(),
                greetings.percentile(50),
                greetings.percentile(99),
                greetings.most(),
                questions.percentile(99),
                refusals.size(),
                afterwards,
                seen.replace('|', '/')));
        System.out.println(TABLE.get(TABLE.size() - 1));
        if (!harm.isEmpty()) {
            faults.addAll(harm);
            on.close();
            james = null;
        }
        assertThat(faults).as(attack.name()).isEmpty();
    }

    private static QuietClient quiet(StockJames on, int address, String name, Duration every) {
        return QuietClient.greeting(on.port(Port.SMTP), Field.address(address), name, every);
    }

    /** The cells of threads and heap; adds to the harm what is not as it was. */
    private static String afterwards(StockJames on, Set<String> threads, long heap, List<String> harm)
            throws IOException, InterruptedException {
        if (!on.isAlive()) {
            harm.add("James is gone");
            return "all | none";
        }
        Set<String> gone = new TreeSet<>(threads);
        gone.removeAll(lasting(on));
        if (!gone.isEmpty()) {
            harm.add("threads are gone: " + gone);
        }
        long after = on.vitals().liveBytes();
        long end = System.nanoTime() + CALM_MAX.toNanos();
        while (after > heap + HEAP_MORE_BYTES_MAX && System.nanoTime() < end) {
            Thread.sleep(2000);
            after = on.vitals().liveBytes();
        }
        if (after > heap + HEAP_MORE_BYTES_MAX) {
            harm.add("the heap has grown from " + heap + " to " + after);
        }
        if (!reload(on)) {
            harm.add("the policy is not read again");
        }
        return (gone.isEmpty() ? "none" : gone) + " | "
                + String.format(Locale.ROOT, "%.0f -> %.0f", heap / 1e6, after / 1e6);
    }

    private static Set<String> lasting(StockJames on) {
        Set<String> names = new TreeSet<>(on.vitals().threadNames());
        names.removeIf(name -> !LASTING.matcher(name).matches());
        return names;
    }

    /** Whether a change of the policy is seen by a client. */
    private static boolean reload(StockJames on) throws IOException, InterruptedException {
        reloads++;
        Files.writeString(on.workingDirectory().resolve("conf").resolve("ehlo.toml"), policy());
        String changed = "reload.example:N" + reloads;
        long end = System.nanoTime() + CALM_MAX.toNanos();
        while (System.nanoTime() < end) {
            try (SmtpConnection connection = on.connect(Port.SMTP)) {
                connection.readReply();
                connection.sendLine("EHLO mx.example.org");
                if (connection.readReply().stream().anyMatch(line -> line.endsWith(changed))) {
                    return true;
                }
            }
            Thread.sleep(200);
        }
        return false;
    }
}
