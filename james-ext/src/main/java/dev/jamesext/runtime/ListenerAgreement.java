package dev.jamesext.runtime;

import dev.jamesext.policy.ListenerReview;
import dev.jamesext.policy.Policy;
import dev.jamesext.runtime.Installation.Endpoint;
import dev.jamesext.settings.Settings;
import dev.jamesext.settings.Settings.ListenerBind;
import dev.jamesext.source.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the listener names of {@code smtpserver.xml} with those of {@code ehlo.toml}: XML wins, and is said to. Warns of rules
 * about a listener that has no such name in either.
 */
final class ListenerAgreement {

    private ListenerAgreement() {}

    static void check(Policy policy, List<Endpoint> endpoints, Problems problems) {
        if (endpoints.isEmpty()) {
            return;
        }
        Set<String> given = endpoints.stream().map(Endpoint::listener).collect(Collectors.toCollection(TreeSet::new));
        boolean unnamed = given.remove("");
        ListenerReview.review(policy, given, unnamed, problems);
    }

    static void check(Settings settings, List<Endpoint> endpoints, Problems problems) {
        for (ListenerBind bind : settings.listeners()) {
            for (Endpoint endpoint : endpoints) {
                if (!endpoint.listener().isEmpty()
                        && !endpoint.listener().equals(bind.name())
                        && endpoint.binds().contains(bind.host() + ":" + bind.port())) {
                    problems.warning(
                            bind.address().source(),
                            bind.address().span(),
                            bind.address().key(),
                            "conf/" + endpoint.file() + " calls the listener on this address '" + endpoint.listener()
                                    + "', and that name is used");
                }
            }
        }
    }
}
