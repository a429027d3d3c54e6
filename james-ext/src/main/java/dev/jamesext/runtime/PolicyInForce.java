package dev.jamesext.runtime;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.jamesext.policy.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy in force, for whoever may be made before it is loaded. Mailets ask here: James makes them first, and where
 * {@code conf/extensions.properties} lacks the module line there is nothing that could load a policy; the handlers' guard
 * then ends the boot and says so. For any thread.
 */
@Singleton
public final class PolicyInForce {

    private volatile @Nullable Policy policy;

    @Inject
    public PolicyInForce() {}

    /** The policy; empty until {@link PolicyRuntime} has loaded one, which it does before a port is opened. */
    public Optional<Policy> get() {
        return Optional.ofNullable(policy);
    }

    void set(Policy loaded) {
        policy = loaded;
    }
}
