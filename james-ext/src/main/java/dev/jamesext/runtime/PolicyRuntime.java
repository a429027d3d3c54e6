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
import java.time.Clock;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the policy in force. Loaded in the constructor: a bad policy ends the boot. */
@Singleton
public final class PolicyRuntime {

    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyRuntime.class);

    private final Policy policy;

    /**
     * Loads {@code conf/ehlo.toml}.
     *
     * @throws InstallationException when there is none, or it holds an error; the message holds every problem
     */
    @Inject
    public PolicyRuntime(FileSystem fileSystem, ScriptLanguage scripts, Installation installation, Clock clock) {
        SourceText source = new PolicyFile(fileSystem).read();
        Problems problems = new Problems();
        Settings settings = SettingsReader.read(source, new ServerMacros(fileSystem, System::getenv), problems);
        Optional<Policy> compiled =
                PolicyTests.run(PolicyCompiler.compile(settings, scripts, problems), settings, clock, problems);
        ListenerAgreement.check(settings, installation.endpoints(), problems);
        compiled.ifPresent(sound -> LmtpAgreement.check(sound, installation.endpoints(), clock.instant(), problems));
        for (Problem problem : problems.warnings()) {
            LOGGER.warn("{}", problem.render());
        }
        if (compiled.isEmpty()) {
            throw new InstallationException("the policy has errors, James does not start\n" + problems.renderErrors());
        }
        if (installation.endpoints().isEmpty()) {
            LOGGER.warn("no listener is ruled by {}: no <handlerchain> names the core handlers of james-ext", source);
        }
        this.policy = compiled.get();
        LOGGER.info("{} is in force", source.name());
    }

    /** The policy for a connection that is being accepted; it keeps it to its end. */
    public Policy current() {
        return policy;
    }
}
