package dev.jamesext.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A stock James running as its own process, with scratch working directory and captured log. Ends with {@link #close},
 * and with the JVM that started it at the latest; no other process is ever touched.
 */
public final class StockJames implements AutoCloseable {
    private static final String STARTED = "JAMES server started";
    /** What the configuration opens its keystore with. */
    static final String KEYSTORE_SECRET = "sample-only";

    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final LogCapture log;
    private final ScratchFolder folder;
    private final Map<Port, Integer> ports;
    private final Thread endsWithUs;

    private StockJames(Process process, LogCapture log, ScratchFolder folder, Map<Port, Integer> ports) {
        this.process = process;
        this.log = log;
        this.folder = folder;
        this.ports = new EnumMap<>(ports);
        this.endsWithUs = new Thread(this::end, "end-james");
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    /**
     * @param lib the folder of stock James's jars
     * @param conf the configuration folder to copy
     * @param work the working directory; what is in it is deleted
     */
    public static Builder builder(Path lib, Path conf, Path work) {
        return new Builder(lib, conf, new ScratchFolder(work));
    }

    public int port(Port port) {
        return Objects.requireNonNull(ports.get(port));
    }

    public WebAdmin webAdmin() {
        return new WebAdmin(URI.create("http://127.0.0.1:" + port(Port.WEBADMIN)));
    }

    /**
     * A new connection to a listener, from 127.0.0.1, in clear text until {@link SmtpConnection#handshake}. TLS trusts the
     * certificate of this James and no other.
     */
    public SmtpConnection connect(Port listener) throws IOException {
        return connectFrom(InetAddress.getLoopbackAddress(), listener);
    }

    /** The same from another address of this machine. */
    SmtpConnection connectFrom(InetAddress from, Port listener) throws IOException {
        return SmtpConnection.open(
                from, port(listener), KeystoreTrust.of(folder.conf().resolve("keystore.p12"), KEYSTORE_SECRET));
    }

    /** Whether the process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the JVM of this James says about itself. */
    public JvmVitals vitals() {
        return new JvmVitals(process.pid());
    }

    /** The working directory; its {@code conf} folder is the one James reads. */
    public Path workingDirectory() {
        return folder.root();
    }

    /** The folder of this James's temporary files; nobody else's are there. */
    public Path temporaryFolder() {
        return folder.temporary();
    }

    /** What James has written so far. */
    public String log() {
        return log.text();
    }

    /** Waits until James ends by itself and gives its exit code. */
    public int awaitExit() throws InterruptedException {
        int exitCode = process.waitFor();
        log.awaitEnd();
        return exitCode;
    }

    /** Asks James to stop, and ends it when it has not stopped after twenty seconds. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running or has run: it does the same as we just did.
            return;
        }
    }

    private void end() {
        // Through the handle: Process.destroy would also close the pipe that the last lines of the log come through.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            log.awaitEnd();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Says how James is to be started; changes to files are made in the order in which they were asked for. */
    public static final class Builder {
        private final Path lib;
        private final Path conf;
        private final ScratchFolder folder;
        private final List<Consumer<ScratchFolder>> changes = new ArrayList<>();
        private final List<String> libraries = new ArrayList<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private Map<Port, Integer> ports = Port.free();
        private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        private Duration bootMax = Duration.ofSeconds(90);
        private String heap = "512m";
        private String main = "org.apache.james.MemoryJamesServerMain";
        private boolean watched;
        private Consumer<String> lines = line -> {};

        private Builder(Path lib, Path conf, ScratchFolder folder) {
            this.lib = lib.toAbsolutePath().normalize();
            this.conf = conf;
            this.folder = folder;
        }

        /** Puts a jar in {@code extensions-jars}. */
        public Builder extension(Path jar) {
            changes.add(scratch -> scratch.extension(jar));
            return this;
        }

        /** Puts a jar on James's own class path, as if it lay in its library folder. */
        public Builder library(Path jar) {
            libraries.add(jar.toAbsolutePath().normalize().toString());
            return this;
        }

        /** Replaces a text in a file of the configuration; it must stand there exactly once. */
        public Builder replace(String file, String from, String to) {
            changes.add(scratch -> scratch.replace(file, from, to));
            return this;
        }

        /**
         * Adds a file to the configuration, or puts it in place of the one with that name. In the text
         * {@code ${port.smtp}} and its like stand for the ports of this James.
         */
        public Builder file(String file, String text) {
            changes.add(scratch -> scratch.write(file, Port.fillIn(text, ports)));
            return this;
        }

        /** Adds a file of any octets to the configuration. */
        public Builder file(String file, byte[] octets) {
            byte[] kept = octets.clone();
            changes.add(scratch -> scratch.write(file, kept));
            return this;
        }

        /** Lays a file among the temporary files of this James, as one that ran before it might have left it. */
        public Builder temporaryFile(String name, Instant written) {
            changes.add(scratch -> scratch.temporaryFile(name, written));
            return this;
        }

        /** Gives James a keystore instead of letting it generate one, which takes it seconds. */
        public Builder keystore(Path file) {
            changes.add(scratch -> scratch.copy(file, "keystore.p12"));
            return this;
        }

        /** Takes a file out of the configuration. */
        public Builder without(String file) {
            changes.add(scratch -> scratch.remove(file));
            return this;
        }

        /** Listens on the ports written in the configuration instead of free ones. */
        public Builder portsOfConf() {
            ports = Port.asInConf();
            return this;
        }

        public Builder jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        /**
         * Makes Netty and James follow each buffer and each message, and log those that nobody released; they notice when
         * they make new ones after a garbage collection. {@link LogGuard} finds what they log.
         */
        public Builder followLeaks() {
            jvmOption("-Dio.netty.leakDetection.level=paranoid");
            return jvmOption("-Djames.lifecycle.leak.detection.mode=advanced");
        }

        /** The number that a port will have. */
        public int port(Port port) {
            return Objects.requireNonNull(ports.get(port));
        }

        /** Watches the ports from before the start on: which of them ever opened is known when James fails to start. */
        public Builder watchPorts() {
            watched = true;
            return this;
        }

        /** The most heap James may take, as {@code -Xmx} writes it. */
        public Builder heap(String most) {
            heap = most;
            return this;
        }

        /** The class that starts James; another than James's own has to lie on its class path. */
        public Builder main(String name) {
            main = name;
            return this;
        }

        /** The {@code java} command to use instead of that of this JVM. */
        public Builder java(Path command) {
            java = command;
            return this;
        }

        public Builder bootWithin(Duration most) {
            bootMax = most;
            return this;
        }

        /** Also hands each line James writes to {@code sink}, on another thread. */
        public Builder eachLine(Consumer<String> sink) {
            lines = sink;
            return this;
        }

        /**
         * Starts James and waits until it says that it has started.
         *
         * @throws BootFailure when it ends before that, or takes too long
         */
        public StockJames start() {
            folder.fill(conf);
            folder.ports(ports);
            folder.stopQuickly();
            changes.forEach(change -> change.accept(folder));
            ports.forEach((port, number) -> {
                if (!Port.isFree(number)) {
                    throw new IllegalStateException("port " + number + " (" + port + ") is taken by another process");
                }
            });
            try (PortWatch watch = PortWatch.of(watched ? ports : Map.of())) {
                return start(watch);
            }
        }

        private StockJames start(PortWatch watch) {
            Process process = launch();
            LogCapture log = LogCapture.start(process, folder.log(), STARTED, lines);
            StockJames james = new StockJames(process, log, folder, ports);
            if (!log.awaitMarker(bootMax)) {
                boolean ended = !process.isAlive();
                james.close();
                String what = ended ? "James ended while starting" : "James did not start within " + bootMax;
                int exitCode = process.exitValue();
                throw new BootFailure(what + ", exit code " + exitCode, exitCode, log.text(), watch.opened());
            }
            return james;
        }

        private Process launch() {
            List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx" + heap));
            command.addAll(jvmOptions);
            command.add("-Dworking.directory=" + folder.root() + "/");
            command.add("-Djava.io.tmpdir=" + folder.temporary());
            command.add("-Dlogback.configurationFile=" + folder.conf().resolve("logback.xml"));
            libraries.add(0, lib.resolve("*").toString());
            command.addAll(List.of("-cp", String.join(File.pathSeparator, libraries)));
            command.addAll(List.of(main, "--generate-keystore"));
            try {
                return new ProcessBuilder(command)
                        .directory(folder.root().toFile())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + java, e);
            }
        }
    }
}
