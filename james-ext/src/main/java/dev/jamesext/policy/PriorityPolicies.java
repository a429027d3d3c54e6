package dev.jamesext.policy;

import dev.jamesext.esmtp.PriorityPolicy;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The priority policies of MT-PRIORITY (RFC 6710 9.3), as the dialect spells them. */
final class PriorityPolicies {

    static final Set<String> NAMES = Set.copyOf(PriorityPolicy.words());

    /** As constants of the rule language, each yielding its own name. */
    static final Map<String, String> CONSTANTS =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private PriorityPolicies() {}
}
