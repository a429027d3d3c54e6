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
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
        inForce.set(load(problems)
                .orElseThrow(() -> new InstallationException(
                        "the policy has errors, James does not start\n" + problems.renderErrors())));
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
            Optional<Policy> changed = load(problems);
            if (changed.isPresent()) {
                inForce.set(changed.get());
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

    /** The policy in the files as they are now; empty when it has errors. Warnings are logged. */
    private Optional<Policy> load(Problems problems) {
        PolicyFile file = new PolicyFile(fileSystem);
        ServerMacros macros = new ServerMacros(fileSystem, System::getenv);
        Set<Path> read = new LinkedHashSet<>();
        file.path().ifPresent(read::add);
        try {
            Settings settings = SettingsReader.read(file.read(), macros, problems);
            Optional<Policy> compiled =
                    PolicyTests.run(PolicyCompiler.compile(settings, scripts, problems), settings, clock, problems);
            ListenerAgreement.check(settings, installation.endpoints(), problems);
            compiled.ifPresent(
                    sound -> LmtpAgreement.check(sound, installation.endpoints(), clock.instant(), problems));
            for (Problem problem : problems.warnings()) {
                LOGGER.warn("{}", problem.render());
            }
            compiled.ifPresent(this::compareWithXml);
            return compiled;
        } finally {
            read.addAll(macros.files());
            if (read.isEmpty()) {
                // A policy file that is away for the moment is still the one to look for.
                read.addAll(files);
            }
            files = Set.copyOf(read);
        }
    }
}
