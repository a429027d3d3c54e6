package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.policy.Policy;
import dev.jamesext.policy.PolicyCompiler;
import dev.jamesext.policy.PolicyTests;
import dev.jamesext.policy.ScriptLanguage;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.SettingsReader;
import dev.jamesext.source.Problem;
import dev.jamesext.source.Problems;
import dev.jamesext.source.SourceText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the policy in force. Loaded in the constructor: a bad policy ends the boot. Its files are watched from then on; a
 * change that is sound comes into force for connections that are accepted from then on, one that is not changes nothing.
 */
@Singleton
public final class PolicyRuntime {

    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyRuntime.class);

    private final FileSystem fileSystem;
    private final ScriptLanguage scripts;
    private final Installation installation;
    private final Clock clock;
    private final Metric reloaded;
    private final Metric reloadFailed;
    private final PolicyInForce inForce;

    private volatile Set<Path> files = Set.of();
    private final Set<String> toldOfXml = new HashSet<>();

    /** Those of the files that held something when the policy in force was read. */
    private volatile Set<Path> telling = Set.of();

    /**
     * Loads {@code conf/ehlo.toml}.
     *
     * @throws InstallationException when there is none, or it holds an error; the message holds every problem
     */
    @Inject
    public PolicyRuntime(
            FileSystem fileSystem,
            ScriptLanguage scripts,
            Installation installation,
            Clock clock,
            MetricFactory metrics,
            PolicyInForce inForce,
            ServerLife life) {
        this.fileSystem = fileSystem;
        this.inForce = inForce;
        this.scripts = scripts;
        this.installation = installation;
        this.clock = clock;
        this.reloaded = metrics.generate("ehlo_policy_reloaded");
        this.reloadFailed = metrics.generate("ehlo_policy_reload_failed");
        Problems problems = new Problems();
        long start = System.nanoTime();
        Loaded loaded = load(problems)
                .orElseThrow(() -> new InstallationException(
                        "the policy has errors, James does not start\n" + problems.renderErrors()));
        putInForce(loaded);
        if (installation.endpoints().isEmpty()) {
            LOGGER.warn(
                    "no listener is ruled by {}: no <handlerchain> names the core handlers of james-ext",
                    PolicyFile.NAME);
        }
        LOGGER.info("{} is in force, read in {} ms", PolicyFile.NAME, millisSince(start));
        life.repeat(new PolicyWatcher(() -> files, this::reload, reloadFailed::increment).beat());
    }

    /** The policy for a connection that is being accepted; it keeps it to its end. */
    public Policy current() {
        return inForce.get().orElseThrow();
    }

    /** Reads the files again. A policy that does not load, or fails its own tests, changes nothing. */
    void reload() {
        Problems problems = new Problems();
        long start = System.nanoTime();
        try {
            Optional<Loaded> changed = load(problems);
            if (changed.isPresent()) {
                putInForce(changed.get());
                reloaded.increment();
                LOGGER.info(
                        "{} has changed and is in force for new connections, read in {} ms",
                        PolicyFile.NAME,
                        millisSince(start));
                return;
            }
            LOGGER.error(
                    "{} has changed and has errors: the policy before stays in force\n{}",
                    PolicyFile.NAME,
                    problems.renderErrors());
        } catch (InstallationException unreadable) {
            LOGGER.error("the policy before stays in force: {}", unreadable.getMessage());
        }
        reloadFailed.increment();
    }

    /** The XML stays as it is, so that a sentence is logged once, be it at the start or when a reload makes it true. */
    private void compareWithXml(Policy policy) {
        for (String sentence : XmlAgreement.check(policy, installation.endpoints())) {
            if (toldOfXml.add(sentence)) {
                LOGGER.warn("{}", sentence);
            }
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /**
     * A policy that may come into force.
     *
     * @param telling those of its files that hold something
     */
    private record Loaded(Policy policy, Set<Path> telling) {}

    private void putInForce(Loaded loaded) {
        telling = loaded.telling();
        inForce.set(loaded.policy());
    }

    /**
     * The policy in the files as they are now; empty when it has errors. Warnings are logged.
     *
     * @throws InstallationException when the policy file cannot be read, or a file holds nothing any more: an editor that writes
     *     leaves it so for a moment, and all defaults, or a script that accepts everybody, are seldom what is meant
     */
    private Optional<Loaded> load(Problems problems) {
        PolicyFile file = new PolicyFile(fileSystem);
        ServerMacros macros = new ServerMacros(fileSystem, System::getenv);
        Set<Path> read = new LinkedHashSet<>();
        file.path().ifPresent(read::add);
        try {
            SourceText text = file.read();
            Settings settings = SettingsReader.read(text, macros, problems);
            Map<Path, Boolean> tellings = new LinkedHashMap<>(macros.tellings());
            file.path().ifPresent(path -> tellings.put(path, PolicyFile.tells(text)));
            refuseEmptied(tellings);
            Optional<Policy> compiled =
                    PolicyTests.run(PolicyCompiler.compile(settings, scripts, problems), settings, clock, problems);
            ListenerAgreement.check(settings, installation.endpoints(), problems);
            compiled.ifPresent(sound -> {
                ListenerAgreement.check(sound, installation.endpoints(), problems);
                LmtpAgreement.check(sound, installation.endpoints(), clock.instant(), problems);
            });
            for (Problem problem : problems.warnings()) {
                LOGGER.warn("{}", problem.render());
            }
            compiled.ifPresent(this::compareWithXml);
            return compiled.map(policy -> new Loaded(policy, thoseThatTell(tellings)));
        } finally {
            read.addAll(macros.files());
            if (read.isEmpty()) {
                // A policy file that is away for the moment is still the one to look for.
                read.addAll(files);
            }
            files = Set.copyOf(read);
        }
    }

    private void refuseEmptied(Map<Path, Boolean> tellings) {
        for (Map.Entry<Path, Boolean> file : tellings.entrySet()) {
            if (!file.getValue() && telling.contains(file.getKey())) {
                throw new InstallationException(file.getKey()
                        + " has been emptied; a file that is being written looks like that. If the defaults are meant, write a"
                        + " key, or [james-ext] alone");
            }
        }
    }

    private static Set<Path> thoseThatTell(Map<Path, Boolean> tellings) {
        return tellings.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
